"""What a new password may not be, beside being short: Django's list of common ones, dressed up."""

import string

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

AROUND = string.digits + string.punctuation + " "


class NoCommonPassword(CommonPasswordValidator):
    """Refuses a common password, also written twice over or with digits and signs around it.

    Most common passwords are shorter than we ask for, so that is how people make them fit.
    """

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError. No capitals, digits or signs are ever asked for."""
        whole = password.lower().strip()
        core = whole.strip(AROUND)
        unit = core[: (core + core).find(core, 1)] if core else ""
        if not core or {whole, core, unit} & self.passwords:
            raise ValidationError(
                "This password is too common. Use three or four words that have nothing to do "
                "with each other.",
                code="password_too_common",
            )
