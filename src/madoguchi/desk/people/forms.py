"""Codes as people type them: in any width, and each of them once."""

import re
import unicodedata
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache

# Longer than a code is accepted: its own half minute and the two beside it.
USED_SECONDS = 120


class AnyWidth(forms.Form):
    """Full-width digits are digits: what is typed with an input method is not wrong."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and "code" in data:
            data = {**data.dict(), "code": unicodedata.normalize("NFKC", data["code"])}
        super().__init__(data, *args, **kwargs)


class Once(AnyWidth):
    """A code that has been used is wrong, though its time is not over."""

    def clean_code(self) -> str:
        """The code. Raises ValidationError for a wrong or a used one."""
        code: str = super().clean_code()  # type: ignore[misc] # beside allauth's form
        person = self.user  # type: ignore[attr-defined] # beside allauth's form
        digits = re.sub(r"\D", "", code)
        if not cache.add(f"people:code:{person.pk}:{digits}", "used", timeout=USED_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(Once, AuthenticateForm):
    """The code on the way in."""


class ConfirmingCodeForm(Once, ReauthenticateForm):
    """The code before something delicate."""


class FirstCodeForm(AnyWidth, ActivateTOTPForm):
    """The first code of an app that is being set up."""
