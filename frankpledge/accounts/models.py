"""Sign-in. An account knows its holder's post, and nothing about bodies or meetings."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from frankpledge.shared.door import Actor, Recorded


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts for Django's sign-in."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with this user name, whatever its capitals."""
        return self.get(username=(username or "").lower())


class Account(AbstractBaseUser, Recorded):
    """Somebody who may sign in, known by the post they hold."""

    username = models.SlugField("user name", max_length=60, unique=True)
    post = models.CharField(max_length=200)
    is_active = models.BooleanField("may sign in", default=True)
    demonstration = models.BooleanField("demonstration account", default=False)
    last_login = None  # type: ignore[assignment]  # a sign-in is not a change to the record

    objects = AccountManager()

    USERNAME_FIELD = "username"
    secret_fields = frozenset({"password"})

    def __str__(self) -> str:
        return self.post

    @property
    def actor(self) -> Actor:
        """This account's holder, as operations name them."""
        return Actor(self.post, self.pk)
