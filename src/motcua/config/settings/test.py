"""Moved to `motcua.config.testing`: a module inside this package loads the real settings first."""

from motcua.config.testing import *
