"""Taking a phone, or the codes of an app, out of one's own account.

What must never happen here: the last way in taken out, also by two who each leave what the other takes.
"""

from functools import wraps
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from solidground.web.entrance import Page
from solidground.web.house import house_of


def alone(page: Page) -> Page:
    """Let one change at a time be made to how somebody signs in, whichever program it comes to."""

    @wraps(page)
    def answer(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:  # noqa: ANN401 - as Django has it
        hall = house_of(request).hall
        if request.method != "POST" or hall is None or not request.user.is_authenticated:
            return page(request, *given, **named)
        with hall.accounts.held(request.user):
            return page(request, *given, **named)

    return answer


class _Removal(RemoveWebAuthnView):  # type: ignore[misc]  # the library has no types
    """The library's page, which asks nobody whether it was the last."""

    def post(self, request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:  # noqa: ANN401 - as the library has it
        """Take a phone out; one that was taken out a moment ago is out already."""
        if not self.get_queryset().filter(pk=named["pk"]).exists():
            return redirect("mfa_list_webauthn")
        answered: HttpResponse = super().post(request, *given, **named)
        return answered

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - as above
        """Take it out, unless it is the last way in."""
        if not get_adapter().can_delete_authenticator(self.get_object()):
            form.add_error(None, gettext("It is your only way in. Add another phone first, or a password and codes."))
            refused: HttpResponse = self.form_invalid(form)
            return refused
        done: HttpResponse = super().form_valid(form)
        return done


remove_key = alone(_Removal.as_view())
