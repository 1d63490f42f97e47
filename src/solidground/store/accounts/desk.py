"""What the pages need of accounts: making one anew, ending it, where somebody is signed in, what waits for a second.

What must never happen here: an account that keeps a way in from before it was made anew, or one that is made anew for
somebody else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.db import transaction

from solidground.core.kernel import DAY, AgencyId, Instant, PersonId, Span
from solidground.core.record import Seated, Second
from solidground.store.accounts.models import Account, Sitting, Wanted

WAITS_FOR: Final[Span] = 14 * DAY
"""How long something waits for its second person."""

STRONG: Final = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
"""What somebody signs in with beside a password, or in its place."""


class Accounts:
    """The accounts of one installation."""

    def is_free(self, agency: AgencyId, person: PersonId) -> bool:
        """Tell whether nobody else signs in under somebody's reference, however it is written."""
        named = Account.objects.filter(sign_in=person.casefold())
        return not named.exclude(agency=agency, person=person).exists()

    def begin(self, agency: AgencyId, person: PersonId) -> Any:  # noqa: ANN401 - an account, which Django types as nothing
        """Make somebody's account, or make it anew: with nothing to sign in with, and nobody signed in."""
        with transaction.atomic():
            # Where another signs in under that reference, the database refuses a second account of it.
            account, _ = Account.objects.get_or_create(
                agency=agency, person=person, defaults={"sign_in": person.casefold()}
            )
            self._emptied(account)
            account.is_active, account.introduced = True, False
            account.save()
        return account

    def end(self, agency: AgencyId, person: PersonId) -> None:
        """End somebody's account, and every session of it."""
        with transaction.atomic():
            for account in Account.objects.filter(agency=agency, person=person):
                self._emptied(account)
                account.is_active = False
                account.save()

    def _emptied(self, account: Account) -> None:
        Authenticator.objects.filter(user=account).delete()
        Sitting.objects.filter(account=account).delete()
        account.set_unusable_password()

    def is_kept(self, account: Account) -> bool:
        """Tell whether an account has a way in that a stolen password does not open."""
        kinds = set(Authenticator.objects.filter(user=account, type__in=STRONG).values_list("type", flat=True))
        return Authenticator.Type.WEBAUTHN in kinds or (bool(kinds) and account.has_usable_password())

    @contextmanager
    def held(self, account: Account) -> Iterator[None]:
        """Let nobody else change how an account is signed in to, to the end of the block."""
        with transaction.atomic():
            Account.objects.select_for_update().get(pk=account.pk)
            yield

    def seated(self, account: Account) -> list[Seated]:
        """Return where somebody is signed in, the newest first."""
        rows = Sitting.objects.filter(account=account).order_by("-begun_at", "session_key")
        return [Seated(row.session_key, row.device, row.begun_at, row.seen_at) for row in rows]

    def leave(self, account: Account, place: str) -> None:
        """End one session of somebody's own."""
        Sitting.objects.filter(account=account, session_key=place).delete()

    def introduced(self, account: Account) -> None:
        """Note that the first page was shown."""
        Account.objects.filter(pk=account.pk).update(introduced=True)

    def want(self, agency: AgencyId, second: Second) -> None:
        """Keep something that takes two people until the second has decided; the same again stays as it is."""
        kind, person, what, by, at = second[1:]
        Wanted.objects.get_or_create(
            agency=agency, kind=kind, person=person, what=what, defaults={"asked_by": by, "asked_at": at}
        )

    def waiting(self, agency: AgencyId, now: Instant) -> list[Second]:
        """Return what waits for a second person, the oldest first; what waited too long goes."""
        Wanted.objects.filter(asked_at__lt=now - WAITS_FOR).delete()
        rows = Wanted.objects.filter(agency=agency).order_by("asked_at", "pk")
        return [
            Second(row.pk, row.kind, PersonId(row.person), row.what, PersonId(row.asked_by), row.asked_at)
            for row in rows
        ]

    def settle(self, agency: AgencyId, number: int) -> None:
        """Take out what was decided."""
        Wanted.objects.filter(agency=agency, pk=number).delete()
