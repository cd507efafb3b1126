"""The forms of signing in, and of what one may change about it."""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AskCodeAgain
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest

from frankpledge.accounts.limits import knew_secret, try_from_here, try_secret
from frankpledge.accounts.models import Account
from frankpledge.accounts.operations import password_faults

CODE = "one-time code"
PASSWORD = "password"


def _current_password(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )


def _code(hint: str = "") -> forms.CharField:
    return forms.CharField(
        label="Code",
        help_text=hint,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
        error_messages={"required": "Enter the code"},
    )


class SignInForm(forms.Form):
    """A user name and a password; a wrong one is never said to be wrong by itself."""

    username = forms.CharField(
        label="User name",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": "Enter your user name"},
    )
    password = _current_password("Password")

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        self.account: Account | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where no account has this name and password, TooManyTries."""
        data = self.cleaned_data
        if data.get("username") and data.get("password"):
            username = data["username"].lower()
            try_secret(self.request, PASSWORD, username)
            found = authenticate(self.request, username=username, password=data["password"])
            if not isinstance(found, Account):
                raise forms.ValidationError(
                    "The user name or the password is not right. Check both and try again."
                )
            knew_secret(self.request, PASSWORD, username)
            self.account = found
        return data


class PasswordForm(forms.Form):
    """One's own password, and the one that is to take its place."""

    current = _current_password("Your password now")
    new = forms.CharField(
        label="New password",
        help_text="At least 12 characters. Three or four words that have nothing to do with each "
        "other are easy to remember and hard to guess.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a new password"},
    )

    def __init__(self, request: HttpRequest, account: Account, *args: Any, **kwargs: Any) -> None:
        self.request, self.account = request, account
        super().__init__(*args, **kwargs)

    def clean_current(self) -> str:
        """Raises ValidationError for another password, TooManyTries."""
        given: str = self.cleaned_data["current"]
        try_secret(self.request, PASSWORD, self.account.username)
        if not self.account.check_password(given):
            raise forms.ValidationError("This is not your password. Check it and try again.")
        knew_secret(self.request, PASSWORD, self.account.username)
        return given

    def clean_new(self) -> str:
        """Raises ValidationError for a password that is too short or too common."""
        given: str = self.cleaned_data["new"]
        if faults := password_faults(given, self.account):
            raise forms.ValidationError(faults)
        return given


class PasswordAgain(ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """One's password again, before a second step is changed."""

    password = _current_password("Password")

    def clean_password(self) -> str:
        """Raises ValidationError for another password, TooManyTries."""
        try_secret(context.request, PASSWORD, self.user.username)
        given: str = super().clean_password()
        knew_secret(context.request, PASSWORD, self.user.username)
        return given


class _Counted:
    """A code that is counted as a try, so that nobody goes through all of them."""

    user: Account

    def clean_code(self) -> str:
        """Raises ValidationError for a wrong code, TooManyTries."""
        try_secret(context.request, CODE, str(self.user.pk))
        given: str = super().clean_code()  # type: ignore[misc]
        knew_secret(context.request, CODE, str(self.user.pk))
        return given


class SecondStep(_Counted, AuthenticateForm):  # type: ignore[misc]
    """A one-time code, or a recovery code, after the password."""

    code = _code("From your authenticator app, or one of your recovery codes.")


class CodeAgain(_Counted, AskCodeAgain):  # type: ignore[misc]
    """A one-time code again, before a second step is changed."""

    code = _code("From your authenticator app, or one of your recovery codes.")


class FirstCode(_Counted, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app, which proves that it was set up."""

    code = _code("The six digits that the app shows now.")


class NewPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey that the browser has just made. It always opens the door by itself."""

    name = forms.CharField(
        label="What to call it",
        help_text="Such as “Work laptop”, so that you know it again.",
        required=False,
        max_length=60,
    )
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)


class PasskeySignIn(LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey in place of user name and password."""

    def clean_credential(self) -> Any:
        """Raises ValidationError for a passkey that no account has, TooManyTries."""
        try_from_here(context.request)
        return super().clean_credential()
