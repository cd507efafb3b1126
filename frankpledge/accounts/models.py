"""Sign-in. An account knows its holder's post, and nothing about bodies or meetings."""

from typing import Any, ClassVar

from django.contrib.auth import hashers
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from frankpledge.shared.door import Actor, Recorded, RecordedQuerySet


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts for Django's sign-in. Like every record's, it never writes many at once."""

    def get_queryset(self) -> Any:
        """Accounts that change only through the one door."""
        return RecordedQuerySet(self.model, using=self._db)

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with this user name, whatever its capitals."""
        found: Account = self.get(username=(username or "").lower())
        return found


class Account(AbstractBaseUser, Recorded):
    """Somebody who may sign in, known by the post they hold."""

    username = models.SlugField("user name", max_length=60, unique=True)
    post = models.CharField(max_length=200)
    is_active = models.BooleanField("may sign in", default=True)
    demonstration = models.BooleanField("demonstration account", default=False)
    last_login = None  # a sign-in is not a change to the record

    objects: ClassVar = AccountManager()  # type: ignore[assignment]  # Django needs its own kind

    USERNAME_FIELD = "username"
    secret_fields = frozenset({"password"})

    def __str__(self) -> str:
        return self.post

    def check_password(self, raw_password: str) -> bool:
        """Whether this is the password. Unlike Django's own, it never saves a stronger hash.

        Signing in is no operation: a record that saved itself here would be refused at the door.
        """
        return hashers.check_password(raw_password, self.password)

    @property
    def actor(self) -> Actor:
        """This account's holder, as operations name them."""
        return Actor(self.post, self.pk)
