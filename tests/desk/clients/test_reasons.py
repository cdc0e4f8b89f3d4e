"""An admin's look into a client's conversations: asked for in writing, logged, for an hour."""

import pytest
from django.urls import reverse

from madoguchi.desk.clients.actions import (
    CannotAccess,
    ReasonMissing,
    give_reason,
)
from madoguchi.desk.clients.models import ACCESS_LASTS, Client, ReasonedAccess
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from tests import builders

NOW = builders.NOW


def test_a_reason_is_kept_with_who_when_and_until(hikari: Client, ada: Person) -> None:
    given = give_reason(client_id=hikari.pk, person=ada, reason="  苦情の確認 \n", now=NOW)

    with walls.transaction([hikari.pk]):
        kept = ReasonedAccess.objects.get(pk=given.pk)
    assert (kept.person, kept.reason) == (ada, "苦情の確認")
    assert (kept.starts_at, kept.ends_at) == (NOW, NOW + ACCESS_LASTS)


def test_a_reason_is_logged_where_the_clients_own_people_see_it(
    hikari: Client, ada: Person
) -> None:
    given = give_reason(client_id=hikari.pk, person=ada, reason="確認", now=NOW)

    with walls.transaction([hikari.pk]):
        logged = Event.objects.get(kind="AccessReasoned")
    assert (logged.client_id, logged.actor_id, logged.at) == (hikari.pk, ada.pk, NOW)
    assert logged.data["access_id"] == given.pk
    assert logged.data["ends_at"] == (NOW + ACCESS_LASTS).isoformat()


@pytest.mark.parametrize("reason", ["", "  ", "\n\t", "　"])
def test_blanks_are_no_reason(reason: str, hikari: Client, ada: Person) -> None:
    with pytest.raises(ReasonMissing):
        give_reason(client_id=hikari.pk, person=ada, reason=reason, now=NOW)

    _nothing_was_kept(hikari)


@pytest.mark.parametrize("key", ["ann", "dai", "otto"])
def test_who_is_no_admin_gives_no_reason(
    key: str, hikari: Client, ann: Person, dai: Person, otto: Person
) -> None:
    person = {"ann": ann, "dai": dai, "otto": otto}[key]

    with pytest.raises(CannotAccess):
        give_reason(client_id=hikari.pk, person=person, reason="確認", now=NOW)

    _nothing_was_kept(hikari)


def test_after_giving_a_reason_the_scope_is_what_it_was(hikari: Client, ada: Person) -> None:
    with walls.transaction([], provider_wide=True) as before:
        give_reason(client_id=hikari.pk, person=ada, reason="確認", now=NOW)

        assert walls.current() == before
        assert not Event.objects.filter(conversation_id__isnull=False).exists()


@pytest.mark.parametrize("key", ["ann", "dai", "otto"])
def test_the_page_of_reasons_is_the_admins_alone(
    key: str, hikari: Client, ann: Person, dai: Person, otto: Person
) -> None:
    browser = builders.signed_in({"ann": ann, "dai": dai, "otto": otto}[key])
    path = reverse("client-access", args=[hikari.pk])

    assert browser.get(path).status_code == 404
    assert browser.post(path, {"reason": "確認"}).status_code == 404
    _nothing_was_kept(hikari)


def test_the_page_shows_every_earlier_reason_the_newest_first(hikari: Client, ada: Person) -> None:
    for minute, reason in enumerate(("一つめ", "二つめ")):
        give_reason(client_id=hikari.pk, person=ada, reason=reason, now=NOW.replace(minute=minute))

    page = builders.signed_in(ada).get(reverse("client-access", args=[hikari.pk]))

    assert [row.reason for row in page.context["access"].accesses] == ["二つめ", "一つめ"]


def test_a_refused_reason_comes_back_with_its_sentence(hikari: Client, ada: Person) -> None:
    page = builders.signed_in(ada).post(reverse("client-access", args=[hikari.pk]), {"reason": " "})

    assert page.status_code == 422
    assert page.context["access"].refusal == ReasonMissing().sentence


def _nothing_was_kept(client: Client) -> None:
    with walls.transaction([client.pk], provider_wide=True):
        assert not ReasonedAccess.objects.exists()
        assert not Event.objects.filter(kind="AccessReasoned").exists()
