"""Sealing the keys of second steps, so that the database alone gives none of them away.

What opens them is worked out of SECRET_KEY (HKDF, RFC 5869), for this purpose and no other. Old
keys in Django's SECRET_KEY_FALLBACKS go on opening what they sealed.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

PURPOSE = b"frankpledge.accounts.second-step"
# Neither a key of one-time codes (capitals and digits) nor a recovery seed (hexadecimal) has one.
MARK = "sealed:"


class CannotOpen(Exception):
    """It was sealed under a key that this service no longer has, or was altered."""


def seal(text: str) -> str:
    """The text, sealed under the key of today."""
    return MARK + _keys().encrypt(text.encode()).decode()


def is_sealed(stored: str) -> bool:
    """Whether what is stored is sealed; what was kept before anything was sealed is not."""
    return stored.startswith(MARK)


def unseal(stored: str) -> str:
    """What was sealed; what never was, as it stands. Raises CannotOpen."""
    if not is_sealed(stored):
        return stored
    try:
        return _keys().decrypt(stored.removeprefix(MARK).encode()).decode()
    except InvalidToken as error:
        raise CannotOpen from error


def _keys() -> MultiFernet:
    """Seals with the first key and opens with any."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
    derived = hkdf.derive(force_bytes(secret))
    return base64.urlsafe_b64encode(derived)
