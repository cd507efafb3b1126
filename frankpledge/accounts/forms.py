"""The sign-in form."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest

from frankpledge.accounts.models import Account


class SignInForm(forms.Form):
    """A user name and a password; a wrong one is never said to be wrong by itself."""

    username = forms.CharField(
        label="User name",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": "Enter your user name"},
    )
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        self.account: Account | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where no account has this name and password."""
        data = self.cleaned_data
        if data.get("username") and data.get("password"):
            found = authenticate(
                self.request, username=data["username"].lower(), password=data["password"]
            )
            if not isinstance(found, Account):
                raise forms.ValidationError(
                    "The user name or the password is not right. Check both and try again."
                )
            self.account = found
        return data
