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
    # May use a password where nobody else may, for the day when single sign-on is down.
    break_glass = models.BooleanField("break-glass account", default=False)
    # What allauth keeps of it, in words and without secrets, so that the history tells of it.
    second_step = models.CharField(max_length=100, blank=True, default="", db_default="")
    recovery_codes_made = models.DateTimeField(null=True)
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


class Identity(Recorded):
    """Who an account's holder is to a provider of single sign-on: its subject there, never e-mail.

    An address passes to the next holder of a mailbox; a subject is one person's for good.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="identities")
    provider = models.SlugField(max_length=40)
    subject = models.CharField(max_length=255)

    secret_fields = frozenset({"subject"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="one_account_an_identity")
        ]
        verbose_name_plural = "identities"

    def __str__(self) -> str:
        return f"{self.account.post}, by {self.provider}"


class BreakGlassUse(Recorded):
    """Somebody signed in with a break-glass account: kept for good, and an alarm for some days."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    device = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.account.post}, break-glass"


class SignIn(models.Model):
    """One sign-in: when, how, from what kind of device, and whether it still holds.

    No record of the partnership's: it is forgotten after a while, and no history is kept of it.
    `session` is empty once it has ended. No address of anybody's network is kept.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField(db_index=True)
    seen = models.DateTimeField()
    how = models.CharField(max_length=100)
    device = models.CharField(max_length=100)
    session = models.CharField(max_length=40, blank=True, db_index=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.how}, {self.device}"


class Attempt(models.Model):
    """One try at a secret, counted by account and by address: `key` is a digest, not a name."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="attempts_at_a_key")]

    def __str__(self) -> str:
        return self.key[:8]


class Shared(models.Model):
    """What all processes remember together for a moment: the table of Django's database cache.

    It is a model so that a migration makes it. Only the cache reads and writes it.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "shared_cache"
        verbose_name_plural = "shared"

    def __str__(self) -> str:
        return self.cache_key
