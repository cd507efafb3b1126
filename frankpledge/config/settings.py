"""Settings, all from the environment, with a laptop's defaults.

What may be set, what it means and what holds without it: variables.py, and docs/settings.md, which
is written from it. A setting that cannot be read stops the start with a sentence for each.
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from frankpledge.config import variables
from frankpledge.config.environment import BASE_DIR as BASE_DIR
from frankpledge.monitoring.logs import set_up as log_as

ENVIRONMENT = variables.read()
DATA_DIR: Path = ENVIRONMENT["FRANKPLEDGE_DATA"]
DATA_DIR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    kept = DATA_DIR / "secret-key"
    if not kept.exists():
        fresh = DATA_DIR / f"secret-key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        fresh.replace(kept)
    return kept.read_text(encoding="utf-8")


SECRET_KEY = ENVIRONMENT["SECRET_KEY"] or _secret_key()
DEMONSTRATION_TODAY = ENVIRONMENT["TODAY"]
# The demonstration county: any folder of area files will do.
DEMONSTRATION_AREA = ENVIRONMENT["FRANKPLEDGE_DEMONSTRATION"]
SECURE = ENVIRONMENT["FRANKPLEDGE_SECURE"]
MAIL = ENVIRONMENT["MAIL"]
SIGN_IN = ENVIRONMENT["SIGN_IN"]
SESSION_LONGEST = timedelta(hours=ENVIRONMENT["FRANKPLEDGE_SESSION_HOURS"])
SESSION_IDLE = timedelta(minutes=ENVIRONMENT["FRANKPLEDGE_SESSION_MINUTES"])
TRIES_BY_ACCOUNT = ENVIRONMENT["FRANKPLEDGE_TRIES"]
TRIES_BY_ADDRESS = ENVIRONMENT["FRANKPLEDGE_TRIES_FROM_ADDRESS"]
# Where links outside a page lead: in mail, in calendars, in what the command line writes.
# By its name and not its number: browsers set up no passkey for a bare number.
SITE_URL = ENVIRONMENT["FRANKPLEDGE_URL"] or f"http://localhost:{ENVIRONMENT['PORT']}"
RUN_BY = ENVIRONMENT["FRANKPLEDGE_RUN_BY"]
CONTACT = ENVIRONMENT["FRANKPLEDGE_CONTACT"]
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT["ALLOWED_HOSTS"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "frankpledge.accounts",
    "frankpledge.history",
    "frankpledge.outbox",
    "frankpledge.places",
    "frankpledge.partnership",
    "frankpledge.actions",
    "frankpledge.answering",
    "frankpledge.chasing",
    "frankpledge.meetings",
    "frankpledge.evidence.releases",
    "frankpledge.evidence.findings",
    "frankpledge.evidence.surveys",
    "frankpledge.evidence.assessments",
    "frankpledge.evidence.explorer",
    "frankpledge.planning",
    "frankpledge.review.risks",
    "frankpledge.review.indicators",
    "frankpledge.review.requests",
    "frankpledge.review.requirements",
    "frankpledge.review",
    "frankpledge.review.screen",
    "frankpledge.publication",
    "frankpledge.areafile",
    "frankpledge.retention",
    "frankpledge.monitoring",
    "frankpledge.web",
    # Last, so that our templates stand before theirs.
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
]

MIDDLEWARE = [
    "frankpledge.monitoring.middleware.Proxied",
    "frankpledge.monitoring.middleware.Watched",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "frankpledge.web.middleware.ClosedForNow",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "frankpledge.web.verbs.OnlyItsVerbs",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "frankpledge.accounts.middleware.SessionsEnd",
    "frankpledge.web.middleware.NothingUnreadable",
    "frankpledge.web.middleware.WhoIsLooking",
    "frankpledge.partnership.posts.middleware.NobodyWithoutAPost",
    "frankpledge.web.middleware.RefusalsInWords",
    "frankpledge.meetings.middleware.MeetingsThatMoved",
    "django.contrib.messages.middleware.MessageMiddleware",
    "frankpledge.web.kept.WordsAreKept",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "frankpledge.config.urls"
WSGI_APPLICATION = "frankpledge.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "frankpledge.web.context.shell",
            ],
            "builtins": [
                "frankpledge.web.templatetags.words",
                "frankpledge.web.templatetags.components",
                "frankpledge.web.templatetags.records",
            ],
        },
    }
]
FORM_RENDERER = "frankpledge.shared.forms.GovukRenderer"

DATABASES = {
    "default": dj_database_url.parse(
        ENVIRONMENT["DATABASE_URL"] or f"sqlite:///{DATA_DIR / 'frankpledge.sqlite3'}",
        conn_max_age=60,
        # A connection that the database has dropped is opened anew, and no page fails for it.
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock at once: deferred transactions fail under two writers.
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # A database that does not answer is said to be gone, and no process hangs.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 10)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by every process: a one-time code that one of them has taken is used up for all.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "frankpledge.accounts.passwords.NoCommonPassword"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "post")},
    },
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
# Allauth keeps the protocols; frankpledge/accounts/adapters.py decides whose account it is.
ACCOUNT_ADAPTER = "frankpledge.accounts.adapters.Accounts"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # ours are in accounts/limits.py: they say how long to wait
ACCOUNT_FORMS = {"reauthenticate": "frankpledge.accounts.forms.PasswordAgain"}
SOCIALACCOUNT_ADAPTER = "frankpledge.accounts.adapters.SingleSignOn"
MFA_ADAPTER = "frankpledge.accounts.adapters.SecondSteps"
MFA_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "frankpledge.accounts.forms.SecondStep",
    "reauthenticate": "frankpledge.accounts.forms.CodeAgain",
    "activate_totp": "frankpledge.accounts.forms.FirstCode",
    "add_webauthn": "frankpledge.accounts.forms.NewPasskey",
    "login_webauthn": "frankpledge.accounts.forms.PasskeySignIn",
}
# Browsers take passkeys over plain HTTP from this machine alone, by its name.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
# A session that nobody marked ends after this; accounts/rules.py has how long others hold.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "frankpledge.web.kept.csrf_failed"
if SECURE:
    # A browser takes a cookie of such a name only by HTTPS, for this very host and all its pages.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
# Browsers are asked to know it before the first visit only by the owner of the whole domain.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_SSL_REDIRECT = SECURE
# Only the proxies' own word is left when this is read: see monitoring/middleware.py.
TRUSTED_PROXIES = ENVIRONMENT["FRANKPLEDGE_PROXIES"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A form leads on to single sign-on.
        "form-action": [SELF, *(provider.origin for provider in SIGN_IN.providers)],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True
DATE_FORMAT = "j F Y"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
# Static files are served straight from the packages: nothing to collect before a first run.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = DATA_DIR / "files"
# Releases of data, as files beside the database: see frankpledge/evidence/README.md.
EVIDENCE_ROOT = DATA_DIR / "evidence"
EVIDENCE_ENGINE = ENVIRONMENT["FRANKPLEDGE_ENGINE"]
# A load runs in a process of its own, so that the pages go on; tests run it where they are.
EVIDENCE_IN_BACKGROUND = True
# Whether what is typed waits in the browser until it is saved: see docs/decisions/0041.
DRAFTS = ENVIRONMENT["FRANKPLEDGE_DRAFTS"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# The largest file accepted, and the most in one form; what is larger is refused with a sentence,
# and dropped before it is written anywhere.
LARGEST_UPLOAD = 50 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "frankpledge.shared.uploads.handler.UpToTheLargest",
]
CLAMD = ENVIRONMENT["FRANKPLEDGE_CLAMD"]

# The largest request of any kind, in bytes: refused before it is read.
LARGEST_REQUEST = ENVIRONMENT["FRANKPLEDGE_LARGEST"] * 1024 * 1024

LOG_AS = ENVIRONMENT["FRANKPLEDGE_LOG"] or ("json" if SECURE else "words")
LOGGING = log_as(LOG_AS)
METRICS_FROM = ENVIRONMENT["FRANKPLEDGE_METRICS_FROM"]
METRICS_TOKEN = ENVIRONMENT["FRANKPLEDGE_METRICS_TOKEN"]
# A service with less room on its disk than this is not ready: the next upload may be the last.
LEAST_ROOM = 200 * 1024 * 1024
