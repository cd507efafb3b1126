"""How mail leaves, read from the environment. It knows no Django: the settings read it.

FRANKPLEDGE_MAIL is one of

    (nothing)                                               mail waits, and an alarm says so
    smtp://mail.example.org:25?from=board@example.org       a mail server inside one's own network
    starttls://name:password@mail.example.org?from=…        port 587, encrypted after greeting
    smtps://name:password@mail.example.org?from=…           port 465, encrypted from the start
    notify                                                  GOV.UK Notify, with NOTIFY_API_KEY and
                                                            NOTIFY_TEMPLATE (and NOTIFY_URL)

A name or password that holds one of / : @ ? # % is written with % codes, as in any address.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}
NOTIFY_URL = "https://api.notifications.service.gov.uk"
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
# A name of one's own, then the service's identity, then its secret.
API_KEY = re.compile(rf".*-?{UUID}-{UUID}", re.IGNORECASE)
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class MailSettingWrong(ValueError):
    """The setting cannot be read; the message says what is wrong and what to write."""


@dataclass(frozen=True)
class Smtp:
    """A mail server: how to reach it, and whom mail is from."""

    scheme: str
    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Notify:
    """A GOV.UK Notify service, with its one template of ((subject)) and ((body))."""

    api_key: str = field(repr=False)
    template: str
    url: str = NOTIFY_URL


MailSetting = Smtp | Notify | None


def read_mail(environment: Mapping[str, str]) -> MailSetting:
    """What the environment says; None where mail is to wait. Raises MailSettingWrong."""
    given = environment.get("FRANKPLEDGE_MAIL", "").strip()
    if not given:
        return None
    if given == "notify":
        return _notify(environment)
    parts = urlsplit(given)
    if parts.scheme not in PORTS:
        # Only the kind is repeated: the rest may hold a password.
        raise MailSettingWrong(
            f"FRANKPLEDGE_MAIL begins with “{parts.scheme or given[:20]}”. It is “notify”, or an "
            "address that begins with smtp://, starttls:// or smtps://."
        )
    return _smtp(parts)


def _smtp(parts: SplitResult) -> Smtp:
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError as error:
        raise MailSettingWrong(
            "FRANKPLEDGE_MAIL has a port that is no number from 1 to 65535."
        ) from error
    sender = parse_qs(parts.query).get("from", [""])[0]
    if not parts.hostname:
        raise MailSettingWrong("FRANKPLEDGE_MAIL names no mail server. Write it after the “://”.")
    if "@" not in parseaddr(sender)[1]:
        raise MailSettingWrong(
            "FRANKPLEDGE_MAIL does not say whom mail is from. "
            "End it with “?from=” and an e-mail address."
        )
    if parts.username and parts.scheme == "smtp" and parts.hostname not in THIS_MACHINE:
        raise MailSettingWrong(
            "FRANKPLEDGE_MAIL would send a password unprotected. "
            "Begin it with starttls:// or smtps://, whichever the mail server has."
        )
    return Smtp(
        parts.scheme,
        parts.hostname,
        port,
        sender,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def _notify(environment: Mapping[str, str]) -> Notify:
    key = environment.get("NOTIFY_API_KEY", "").strip()
    template = environment.get("NOTIFY_TEMPLATE", "").strip()
    if not API_KEY.fullmatch(key):
        raise MailSettingWrong(
            "NOTIFY_API_KEY is missing or cut short. "
            "Copy the whole key from your service’s API integration page in GOV.UK Notify."
        )
    if not re.fullmatch(UUID, template, re.IGNORECASE):
        raise MailSettingWrong(
            "NOTIFY_TEMPLATE is not a template’s identity. Make an e-mail template in GOV.UK "
            "Notify with the subject ((subject)) and the text ((body)), and copy its identity."
        )
    return Notify(key, template, environment.get("NOTIFY_URL", "").strip() or NOTIFY_URL)
