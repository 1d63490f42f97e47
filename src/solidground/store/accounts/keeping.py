"""Accounts in a backup: as text that either kind of database takes in.

What must never happen here: a session. Nobody sits anywhere in what was restored.
"""

from allauth.mfa.models import Authenticator
from django.core import serializers
from django.db import DatabaseError, transaction

from solidground.store.accounts.models import Account, Wanted
from solidground.store.fault import StoreError


def written() -> bytes:
    """Return the accounts, how each is signed in to, and what waits for a second person."""
    rows = [*Account.objects.order_by("pk"), *Authenticator.objects.order_by("pk"), *Wanted.objects.order_by("pk")]
    return str(serializers.serialize("json", rows)).encode()


def taken_in(text: bytes) -> int:
    """Fill empty tables with what was written; return how many rows it was."""
    try:
        with transaction.atomic():
            rows = list(serializers.deserialize("json", text.decode()))
            for row in rows:
                row.save()
    except (DatabaseError, serializers.base.DeserializationError, UnicodeDecodeError) as error:
        sentence = "The accounts of this backup cannot be read. Everything else was restored; ask people in anew."
        raise StoreError(sentence) from error
    return len(rows)
