"""One's second factors: authenticator app, passkeys, recovery codes. Each change asks who it is."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from madoguchi.desk.people import queries, second_factor
from madoguchi.desk.people.events import (
    RecoveryCodesMade,
    SecondFactorAdded,
    SecondFactorRemoved,
)
from madoguchi.desk.people.sessions import end_sessions
from madoguchi.desk.people.telling import tell
from madoguchi.desk.people.views.account import Request
from madoguchi.desk.people.views.parts import Refusing, WithOptions, page
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.events import Happening
from madoguchi.desk.platform.pages import signed_in
from madoguchi.desk.platform.toasts import Toast, with_toast

TOTP, PASSKEY = Authenticator.Type.TOTP.value, Authenticator.Type.WEBAUTHN.value


@require_GET
@signed_in
def factors(request: Request) -> HttpResponse:
    """What one has to sign in with besides the password."""
    found = queries.factors(request.person)
    must = not found.has_any and second_factor.is_demanded(request)
    return render(request, "people/factors.html", {"factors": found, "must": must})


class AddApp(Refusing, ActivateTOTPView):
    """A code for an authenticator app, and the first code that it shows."""

    template_name = "people/app.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """From now on the app is asked."""
        answer: HttpResponse = super().form_valid(form)
        _added(self.request, TOTP)
        return answer


class RemoveApp(Refusing, DeactivateTOTPView):
    """The app is asked no longer."""

    template_name = "people/app_removal.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Away, and the recovery codes with the last factor."""
        super().form_valid(form)
        return _removed(self.request, TOTP, _("認証アプリの登録を外しました。"))


class AddPasskey(Refusing, WithOptions, AddWebAuthnView):
    """A passkey of this device or of a security key."""

    template_name = "people/passkey.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """From now on the passkey opens the desk."""
        answer: HttpResponse = super().form_valid(form)
        _added(self.request, PASSKEY)
        return answer


class RemovePasskey(RemoveWebAuthnView):
    """The passkey opens nothing any more."""

    template_name = "people/passkey_removal.html"
    success_url = reverse_lazy("mfa_index")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """What is not there is not worth a password."""
        if not self.get_queryset().filter(pk=kwargs["pk"]).exists():
            raise Http404
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """Away, and the recovery codes with the last factor."""
        super().form_valid(form)
        return _removed(self.request, PASSKEY, _("パスキーの登録を外しました。"))


class Codes(ViewRecoveryCodesView):
    """The recovery codes, shown once."""

    template_name = "people/codes.html"


class NewCodes(Refusing, GenerateRecoveryCodesView):
    """New recovery codes instead of the old ones."""

    template_name = "people/new_codes.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """The old ones open nothing."""
        answer: HttpResponse = super().form_valid(form)
        person: Any = self.request.user
        _tell(self.request, RecoveryCodesMade(person_id=person.pk))
        return answer


def _added(request: Any, factor: str) -> None:
    second_factor.note(request, shown=True)
    _tell(request, SecondFactorAdded(person_id=request.user.pk, factor=factor))


def _removed(request: Any, factor: str, words: str) -> HttpResponse:
    has_any = queries.factors(request.user).has_any
    second_factor.note(request, shown=has_any)
    if not has_any:  # the others believe that it is there
        end_sessions(request.user.pk, but=request.session.session_key)
    _tell(request, SecondFactorRemoved(person_id=request.user.pk, factor=factor))
    return with_toast(redirect("mfa_index"), Toast(words=words, tone="ok"))


def _tell(request: Any, happening: Happening) -> None:
    tell(happening, at=clock.now(), actor_id=request.user.pk)


add_app = signed_in(page(AddApp))
remove_app = signed_in(page(RemoveApp))
add_passkey = signed_in(page(AddPasskey))
remove_passkey = signed_in(page(RemovePasskey))
codes = signed_in(page(Codes))
new_codes = signed_in(page(NewCodes))
