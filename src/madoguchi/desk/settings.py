"""Django's settings, all of them derived from the one frozen config."""

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

from madoguchi.config import Config, LogFormat

CONFIG = Config.from_environment(os.environ)

SECRET_KEY = CONFIG.secret_key
DEBUG = False
ALLOWED_HOSTS = list(CONFIG.allowed_hosts)
CSRF_TRUSTED_ORIGINS = [CONFIG.public_url]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "madoguchi.desk.platform.apps.PlatformConfig",
    "madoguchi.desk.people.apps.PeopleConfig",
    "madoguchi.desk.clients.apps.ClientsConfig",
    "madoguchi.desk.contacts.apps.ContactsConfig",
    "madoguchi.desk.rulebook.apps.RulebookConfig",
    "madoguchi.desk.guard.apps.GuardConfig",
    "madoguchi.desk.promises.apps.PromisesConfig",
    "madoguchi.desk.conversations.apps.ConversationsConfig",
    "madoguchi.desk.tasks.apps.TasksConfig",
    "madoguchi.desk.expectations.apps.ExpectationsConfig",
    "madoguchi.desk.rooms.apps.RoomsConfig",
    "madoguchi.desk.alerts.apps.AlertsConfig",
    "madoguchi.desk.search.apps.SearchConfig",
    "madoguchi.desk.api.apps.ApiConfig",
    "madoguchi.desk.adherence.apps.AdherenceConfig",
    "madoguchi.desk.mail.apps.MailConfig",
    "madoguchi.desk.board.apps.BoardConfig",
    "madoguchi.desk.portal.apps.PortalConfig",
    "madoguchi.desk.demo.apps.DemoConfig",
    "madoguchi.desk.operations.apps.OperationsConfig",
    "madoguchi.desk.apps.DeskConfig",
]

MIDDLEWARE = [
    "madoguchi.desk.operations.metrics.Measured",
    "madoguchi.desk.platform.pages.Compressed",
    "django.middleware.security.SecurityMiddleware",
    "madoguchi.desk.platform.pages.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "madoguchi.desk.people.middleware.BrowserLanguage",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "madoguchi.desk.platform.toasts.ToastMiddleware",
    "madoguchi.desk.clients.middleware.WallMiddleware",
    "madoguchi.desk.people.middleware.PersonLanguage",
]

ROOT_URLCONF = "madoguchi.desk.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "madoguchi.desk.platform.folding.Loader",
                    ["django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "madoguchi.desk.frame.frame",
            ],
        },
    }
]

_database = CONFIG.database(CONFIG.database_as)
DATABASES = {
    "default": {
        "ENGINE": "madoguchi.desk.platform.postgresql",
        "HOST": _database.host,
        "PORT": _database.port,
        "NAME": _database.name,
        "USER": _database.user,
        "PASSWORD": _database.password,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **_database.options,
            "pool": {
                "min_size": 1,
                "max_size": max(
                    CONFIG.web_threads, CONFIG.worker_concurrency + CONFIG.delivery_concurrency
                )
                + 4,
                "timeout": 10,
            },
        },
        "TEST": {"NAME": f"test_{_database.name}"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["madoguchi.desk.people.backends.PersonBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = 60 * 60
# Signing in is allauth's; its adapters fit it to the desk (desk/people/adapters.py).
ACCOUNT_ADAPTER = "madoguchi.desk.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is known by the link that was mailed to it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SESSION_COOKIE_AGE = 60 * 60 * 12
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the desk knows the address by the invitation
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 10
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/10m/key",
    "invite": "60/h/user",
}
MFA_ADAPTER = "madoguchi.desk.people.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_TOTP_TOLERANCE = 1  # clocks of telephones differ
MFA_FORMS = {
    "authenticate": "madoguchi.desk.people.forms.CodeForm",
    "reauthenticate": "madoguchi.desk.people.forms.ConfirmingCodeForm",
    "activate_totp": "madoguchi.desk.people.forms.FirstCodeForm",
}
# Only the limits of signing in are kept there: every process counts together, other pages never ask.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_limit",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
SESSION_ENGINE = "madoguchi.desk.people.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CONFIG.secure_cookies
SESSION_COOKIE_NAME = "madoguchi_session"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "madoguchi_language"
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True


def _version_of_files() -> str:
    """What the address of every served file holds: a changed file is another address, and never stale."""
    files = sorted(Path(__file__).parent.glob("*/static/**/*.*"))
    told = [version("django-htmx"), *(path.name for path in files)]
    contents = b"".join(path.read_bytes() for path in files)
    return hashlib.sha256("|".join(told).encode() + contents).hexdigest()[:12]


STATIC_URL = f"/static/{_version_of_files()}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = "."  # all of them: browsers keep them for ever
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "madoguchi.desk.platform.logs.Line",
            "format": "%(levelname)s %(name)s %(message)s",
        },
        "json": {
            "()": "madoguchi.desk.platform.logs.Json",
            "format": "%(message)s",
            "timestamp": True,
        },
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": CONFIG.log_format.value}
    },
    "root": {"handlers": ["stderr"], "level": CONFIG.log_level.value},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
        "mail.log": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},
        "imapclient": {"level": "WARNING"},  # its finer levels hold mails
        # One line a request is for a collector of logs, not for a person at a terminal.
        "madoguchi.request": {
            "level": "INFO" if CONFIG.log_format is LogFormat.JSON else "WARNING"
        },
    },
}
