"""What the site is made of."""

from motcua.config import env

DEBUG = False
SECRET_KEY = env.secret("django.key")
ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ADDRESS = env.text("MOTCUA_ADDRESS", "http://127.0.0.1:8000")
ALLOWED_HOSTS = env.words("MOTCUA_HOSTS", "127.0.0.1,localhost,[::1]")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "motcua.kit.apps.KitConfig",
    "motcua.audit.apps.AuditConfig",
    "motcua.directory.apps.DirectoryConfig",
    "motcua.catalogue.apps.CatalogueConfig",
    "motcua.documents.apps.DocumentsConfig",
    "motcua.notifications.apps.NotificationsConfig",
    "motcua.payments.apps.PaymentsConfig",
    "motcua.queueing.apps.QueueingConfig",
    "motcua.exchange.apps.ExchangeConfig",
    "motcua.dossiers.apps.DossiersConfig",
    "motcua.channels.apps.ChannelsConfig",
    "motcua.config.apps.MotcuaConfig",
]

MIDDLEWARE = [
    "motcua.channels.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "motcua.channels.sessions.AudienceSessionMiddleware",
    "motcua.channels.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "motcua.channels.sessions.StaffAuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "motcua.channels.refusals.RefusalMiddleware",
]

CHANNELS = env.REPOSITORY / "src" / "motcua" / "channels"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            CHANNELS / "citizen" / "templates",
            CHANNELS / "officer" / "templates",
            CHANNELS / "operations" / "templates",
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
            "builtins": ["django.templatetags.i18n", "motcua.channels.templatetags.motcua"],
        },
    },
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [env.REPOSITORY / "src" / "motcua" / "static"]
# Built files carry their content's hash in the name: browsers may keep them for a year.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/.+\.[0-9a-f]{12}\."
STATIC_ROOT = env.data_folder() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
