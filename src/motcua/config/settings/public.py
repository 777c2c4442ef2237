"""What the public sees of this installation."""

from motcua.config import env

PROVINCE_NAME = env.text("MOTCUA_PROVINCE", "tỉnh Tây Ninh")
HELP_PHONE = env.text("MOTCUA_HELP_PHONE", "1022")
