"""Settings, all from the environment, with a laptop's defaults.

FRANKPLEDGE_DATA   folder for the database and files (default: var/ beside the code)
DATABASE_URL       a database other than SQLite in that folder, e.g. postgres://user@host/name
TODAY              demonstration day, e.g. 2018-10-01: that day is today everywhere;
                   “now”, or nothing, for the real day
SECRET_KEY         the signing key; made once and kept in the data folder where it is not given
ALLOWED_HOSTS      host names served, separated by commas
FRANKPLEDGE_SECURE set to 1 behind HTTPS: secure cookies and HSTS
FRANKPLEDGE_URL    where people reach it, for links in mail and in calendars, such as
                   https://board.example.org
FRANKPLEDGE_ENGINE what measures run on: nothing for DuckDB in this process, or a Spark cluster as
                   spark://host:port (pyspark is then to be installed too)
FRANKPLEDGE_MAIL   how mail leaves: smtp://host:port?from=board@example.org (also starttls:// and
                   smtps://, with name:password@ before the host), or notify for GOV.UK Notify, with
                   NOTIFY_API_KEY and NOTIFY_TEMPLATE. Nothing: mail waits, and an alarm says so

How people sign in is in frankpledge/accounts/setting.py: FRANKPLEDGE_OIDC for single sign-on,
FRANKPLEDGE_PASSWORDS, FRANKPLEDGE_SECOND_STEP, FRANKPLEDGE_RESPONSIBLE.
"""

import os
import re
import secrets
from datetime import date
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from frankpledge.accounts.setting import SignInSetting, SignInSettingWrong, read_sign_in
from frankpledge.outbox.setting import MailSetting, MailSettingWrong, read_mail

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(os.environ.get("FRANKPLEDGE_DATA") or BASE_DIR / "var").resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    kept = DATA_DIR / "secret-key"
    if not kept.exists():
        fresh = DATA_DIR / f"secret-key.{os.getpid()}"
        fresh.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        fresh.chmod(0o600)
        fresh.replace(kept)
    return kept.read_text(encoding="utf-8")


def _demonstration_day() -> date | None:
    asked = os.environ.get("TODAY", "").strip()
    if asked in {"", "now"}:
        return None
    try:
        return date.fromisoformat(asked)
    except ValueError as error:
        raise SystemExit(f"TODAY is “{asked}”. Give a day such as TODAY=2018-10-01.") from error


def _mail() -> MailSetting:
    try:
        return read_mail(os.environ)
    except MailSettingWrong as wrong:
        raise SystemExit(str(wrong)) from wrong


def _sign_in() -> SignInSetting:
    try:
        return read_sign_in(os.environ)
    except SignInSettingWrong as wrong:
        raise SystemExit(str(wrong)) from wrong


def _engine() -> str:
    given = os.environ.get("FRANKPLEDGE_ENGINE", "").strip()
    if not re.fullmatch(r"(?i:duckdb)?|spark://\S+|local\[(\d+|\*)\]", given):
        raise SystemExit(
            f"FRANKPLEDGE_ENGINE is “{given}”. It is nothing or “duckdb” for DuckDB in this "
            "process, or a Spark cluster as spark://host:port, or local[2]."
        )
    return given


SECRET_KEY = os.environ.get("SECRET_KEY") or _secret_key()
DEMONSTRATION_TODAY = _demonstration_day()
# The demonstration county: any folder of area files will do.
DEMONSTRATION_AREA = Path(
    os.environ.get("FRANKPLEDGE_DEMONSTRATION") or BASE_DIR / "areas" / "demonstration"
)
SECURE = os.environ.get("FRANKPLEDGE_SECURE") == "1"
MAIL = _mail()
SIGN_IN = _sign_in()
# Where links outside a page lead: in mail, in calendars, in what the command line writes.
SITE_URL = (
    os.environ.get("FRANKPLEDGE_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
).rstrip("/")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

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
    "frankpledge.web",
    # Last, so that our templates stand before theirs.
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "frankpledge.accounts.middleware.SessionsEnd",
    "frankpledge.web.middleware.NothingUnreadable",
    "frankpledge.web.middleware.WhoIsLooking",
    "frankpledge.web.middleware.RefusalsInWords",
    "frankpledge.meetings.middleware.MeetingsThatMoved",
    "django.contrib.messages.middleware.MessageMiddleware",
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
        os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'frankpledge.sqlite3'}",
        conn_max_age=60,
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
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
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
EVIDENCE_ENGINE = _engine()
# A load runs in a process of its own, so that the pages go on; tests run it where they are.
EVIDENCE_IN_BACKGROUND = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# The largest paper accepted; larger ones are refused with a sentence, not a broken page.
LARGEST_UPLOAD = 50 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
