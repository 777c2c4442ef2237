"""One file per topic; this page only gathers them. A missing value stops the start with its name."""

from motcua.config.settings.core import *
from motcua.config.settings.database import *
from motcua.config.settings.files import *
from motcua.config.settings.identity import *
from motcua.config.settings.languages import *
from motcua.config.settings.logs import *
from motcua.config.settings.mail import *
from motcua.config.settings.outside import *
from motcua.config.settings.public import *
from motcua.config.settings.security import *
from motcua.config.settings.staff_login import *
