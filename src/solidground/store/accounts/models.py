"""The tables of accounts. Django finds tables by this name of a file.

What must never happen here: a token that lets who reads the database in. A key of a session is kept as its hash.
"""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

PERSON_CHARACTERS_MOST = 64
DEVICE_CHARACTERS_MOST = 32


class AccountFinder(BaseUserManager["Account"]):
    """Finds accounts by the name somebody signs in with."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account of that name, however it is written."""
        return self.get(sign_in=(username or "").strip().casefold())


class Account(AbstractBaseUser):
    """One login. ``person`` is the reference in the roster, ``sign_in`` the same as it is typed."""

    sign_in = models.CharField(max_length=PERSON_CHARACTERS_MOST, unique=True)
    agency = models.CharField(max_length=PERSON_CHARACTERS_MOST)
    person = models.CharField(max_length=PERSON_CHARACTERS_MOST)
    is_active = models.BooleanField(default=True)
    introduced = models.BooleanField(default=False)
    """Whether the first page was shown: what this role sees, and what it never sees."""

    last_login = None
    """Not kept: when somebody looks is his own."""

    USERNAME_FIELD = "sign_in"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Any] = AccountFinder()

    def __str__(self) -> str:
        """Return the reference: it stands in the list of a phone's keys."""
        return str(self.person)


class Sitting(AbstractBaseSession):
    """One place where somebody is signed in; ``session_key`` is the hash of what the browser holds."""

    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE)
    device = models.CharField(max_length=DEVICE_CHARACTERS_MOST, default="")
    begun_at = models.BigIntegerField(default=0)
    seen_at = models.BigIntegerField(default=0)


class Wanted(models.Model):
    """Something that takes two people, asked by the first. It goes when the second has decided, or after some days."""

    agency = models.CharField(max_length=PERSON_CHARACTERS_MOST)
    kind = models.CharField(max_length=16)
    person = models.CharField(max_length=PERSON_CHARACTERS_MOST)
    what = models.CharField(max_length=254)
    """The role; or the way and the address, which stands here until it is decided."""
    asked_by = models.CharField(max_length=PERSON_CHARACTERS_MOST)
    asked_at = models.BigIntegerField()

    class Meta:
        """One of a kind."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "kind", "person", "what"], name="asked_once")
        ]

    def __str__(self) -> str:
        """Return what it is, without the address."""
        return f"{self.kind} for {self.person}"
