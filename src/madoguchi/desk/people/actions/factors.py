"""The second factors' seeds, sealed anew when the key of secrets changes."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from madoguchi.desk.platform.secrets import Secret

# Where allauth keeps what the adapter sealed; a passkey's public half is no secret.
SEALED = ("secret", "seed")
SEALED_LISTS = ("migrated_codes",)


@transaction.atomic
def reseal_factors() -> int:
    """Encrypt every seed with the newest key; how many factors. Raise SecretUnreadable, and keep all."""
    factors = Authenticator.objects.select_for_update(no_key=True).exclude(
        type=Authenticator.Type.WEBAUTHN
    )
    resealed = list(factors.order_by("pk"))
    for factor in resealed:
        for name in SEALED:
            if factor.data.get(name):
                factor.data[name] = _anew(factor.data[name])
        for name in SEALED_LISTS:
            if factor.data.get(name):
                factor.data[name] = [_anew(one) for one in factor.data[name]]
        factor.save(update_fields=["data"])
    return len(resealed)


def _anew(sealed: str) -> str:
    return Secret(sealed).renewed().sealed
