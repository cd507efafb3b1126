"""How people may sign in, read from the environment. It knows no Django: the settings read it.

FRANKPLEDGE_OIDC       short names of the providers of single sign-on, such as “council” or
                       “council,police”. For each of them, with its name in capitals:
  FRANKPLEDGE_OIDC_COUNCIL_ISSUER     its address, exactly as it calls itself. For Entra ID
                       https://login.microsoftonline.com/TENANT/v2.0 with the tenant’s own identity
  FRANKPLEDGE_OIDC_COUNCIL_CLIENT_ID  what it calls this service
  FRANKPLEDGE_OIDC_COUNCIL_SECRET     the secret that it gave this service
  FRANKPLEDGE_OIDC_COUNCIL_NAME       what the button says after “Sign in with”
  FRANKPLEDGE_OIDC_COUNCIL_SUBJECT    sub (where nothing is said), or oid for Entra ID: which claim
                       is its lasting name for a person
FRANKPLEDGE_PASSWORDS  on (where nothing is said), or off: nobody but a break-glass account may use
                       a password
FRANKPLEDGE_SECOND_STEP  required: whoever uses a password must have a passkey or a one-time code
FRANKPLEDGE_RESPONSIBLE  e-mail addresses, separated by commas, that are told of every use of a
                       break-glass account
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
# E-mail addresses, and names that people choose, pass from one person to another.
NOT_LASTING = {"email", "preferred_username", "upn", "unique_name", "name"}
ANY_TENANT = {"common", "organizations", "consumers"}


class SignInSettingWrong(ValueError):
    """The setting cannot be read; the message says what is wrong and what to write."""


@dataclass(frozen=True)
class Provider:
    """One provider of single sign-on: whom this service believes about who somebody is."""

    slug: str
    issuer: str
    client_id: str
    name: str
    secret: str = field(repr=False)
    subject: str = "sub"

    @property
    def origin(self) -> str:
        """Where its pages are, as a browser's policy names it."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True)
class SignInSetting:
    """How people may sign in."""

    providers: tuple[Provider, ...] = ()
    passwords: bool = True
    second_step_required: bool = False
    responsible: tuple[str, ...] = ()


def read_sign_in(environment: Mapping[str, str]) -> SignInSetting:
    """What the environment says. Raises SignInSettingWrong."""
    slugs = [one.strip() for one in environment.get("FRANKPLEDGE_OIDC", "").split(",")]
    providers = tuple(_provider(slug, environment) for slug in slugs if slug)
    if len({provider.slug for provider in providers}) < len(providers):
        raise SignInSettingWrong("FRANKPLEDGE_OIDC names a provider twice. Name each once.")
    passwords = _word(environment, "FRANKPLEDGE_PASSWORDS", "on", "off") != "off"
    if not (passwords or providers):
        raise SignInSettingWrong(
            "FRANKPLEDGE_PASSWORDS is off and FRANKPLEDGE_OIDC names no provider, so nobody could "
            "sign in. Set up single sign-on first."
        )
    second = _word(environment, "FRANKPLEDGE_SECOND_STEP", "required", "optional") == "required"
    return SignInSetting(providers, passwords, second, _responsible(environment))


def _provider(slug: str, environment: Mapping[str, str]) -> Provider:
    if not re.fullmatch(r"[a-z][a-z0-9]{0,39}", slug):
        raise SignInSettingWrong(
            f"FRANKPLEDGE_OIDC names “{slug}”. A provider’s short name is a word of lower-case "
            "letters and digits, such as council."
        )
    given = {
        part: environment.get(f"FRANKPLEDGE_OIDC_{slug.upper()}_{part}", "").strip()
        for part in ("ISSUER", "CLIENT_ID", "SECRET", "NAME", "SUBJECT")
    }
    for part in ("ISSUER", "CLIENT_ID", "SECRET", "NAME"):
        if not given[part]:
            raise SignInSettingWrong(
                f"FRANKPLEDGE_OIDC names “{slug}”, and FRANKPLEDGE_OIDC_{slug.upper()}_{part} is "
                "missing. docs/how-to/sign-in.md says where to find it."
            )
    return Provider(
        slug=slug,
        issuer=_issuer(slug, given["ISSUER"]),
        client_id=given["CLIENT_ID"],
        name=given["NAME"],
        secret=given["SECRET"],
        subject=_subject(slug, given["SUBJECT"] or "sub"),
    )


def _issuer(slug: str, given: str) -> str:
    where = f"FRANKPLEDGE_OIDC_{slug.upper()}_ISSUER"
    parts = urlsplit(given)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in THIS_MACHINE)
    if not (safe and parts.hostname) or parts.query or parts.fragment or parts.username:
        raise SignInSettingWrong(
            f"{where} is “{given}”. It is an address that begins with https://, without a "
            "question mark or a name and password."
        )
    if ANY_TENANT & set(parts.path.split("/")):
        raise SignInSettingWrong(
            f"{where} would let in everybody whom Microsoft knows. Put the identity of your own "
            "tenant in place of “common”, “organizations” or “consumers”."
        )
    return given


def _subject(slug: str, given: str) -> str:
    if given in NOT_LASTING or not re.fullmatch(r"[A-Za-z0-9_.:/-]{1,100}", given):
        raise SignInSettingWrong(
            f"FRANKPLEDGE_OIDC_{slug.upper()}_SUBJECT is “{given}”, which can pass to another "
            "person. It is sub, or oid for Entra ID."
        )
    return given


def _word(environment: Mapping[str, str], name: str, *words: str) -> str:
    given = environment.get(name, "").strip().lower()
    if given and given not in words:
        raise SignInSettingWrong(f"{name} is “{given}”. It is “{words[0]}” or “{words[1]}”.")
    return given


def _responsible(environment: Mapping[str, str]) -> tuple[str, ...]:
    given = environment.get("FRANKPLEDGE_RESPONSIBLE", "")
    addresses = tuple(one.strip() for one in given.split(",") if one.strip())
    for address in addresses:
        if not re.fullmatch(r"[^@\s,]+@[^@\s,]+", address):
            raise SignInSettingWrong(
                f"FRANKPLEDGE_RESPONSIBLE holds “{address}”, which is no e-mail address."
            )
    return addresses
