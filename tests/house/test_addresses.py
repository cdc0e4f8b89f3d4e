"""Every address of the product and what each person gets there: a new one fails until it stands here."""

from uuid import UUID

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.walls.belongings import Belongings

# What a GET answers to: nobody, Ann (operator), Otto (elsewhere), Dai (director), Ada (admin).
OPEN = (200, 200, 200, 200, 200)
SIGNED_IN = (302, 200, 200, 200, 200)
BEHIND_THE_WALL = (302, 200, 404, 200, 404)
BEHIND_THE_WALL_FOR_LEADS = (302, 404, 404, 200, 404)
ADMIN = (302, 404, 404, 404, 200)
LEAD = (302, 404, 404, 200, 200)  # admins, and the director of the client
POST_ONLY = (405, 405, 405, 405, 405)
ELSEWHERE = (302, 302, 302, 302, 302)
NOWHERE = (404, 404, 404, 404, 404)
# What stands in an address that names nothing of a client; then what an address means, and answers to a GET.
WORDS: dict[str, list[object]] = {
    "a made-up key": ["1", "made-up"],
    "a made-up token": ["made-up"],
    "a made-up session": [UUID(int=7)],
    "a made-up number": [1],
    "a rule": ["reply-promise"],
}
TABLE: dict[str, tuple[str | None, tuple[int, ...]]] = {
    "home": (None, (302, 302, 302, 302, 302)),
    "healthz": (None, OPEN),
    "readyz": (None, OPEN),
    "metrics": (None, NOWHERE),  # without its token
    "events": (None, (501, 501, 501, 501, 501)),
    "adherence": (None, SIGNED_IN),
    "adherence-behind": (None, SIGNED_IN),
    "adherence-review": ("finding", POST_ONLY),
    "self-checks": (None, SIGNED_IN),
    "self-check": ("client", BEHIND_THE_WALL_FOR_LEADS),
    "alerts": (None, SIGNED_IN),
    "alerts-newest": (None, SIGNED_IN),
    "alerts-seen": (None, POST_ONLY),
    "alert": ("alert", (302, 302, 404, 404, 404)),  # Ann's own, on to its conversation
    "alert-choice": (None, SIGNED_IN),
    "sign-in": (None, OPEN),
    "sign-out": (None, POST_ONLY),
    "account_login": (None, OPEN),
    "mfa_login_webauthn": (None, ELSEWHERE),
    "mfa_authenticate": (None, ELSEWHERE),
    "account_reset_password": (None, OPEN),
    "account_reset_password_done": (None, OPEN),
    "account_reset_password_from_key": ("a made-up key", OPEN),
    "invitation": ("a made-up token", NOWHERE),
    "account": (None, SIGNED_IN),
    "account-name": (None, POST_ONLY),
    "account-keys": (None, POST_ONLY),
    "account_change_password": (None, SIGNED_IN),
    "account-sessions": (None, SIGNED_IN),
    "account-sessions-end": (None, POST_ONLY),
    "account-session-end": ("a made-up session", POST_ONLY),
    "mfa_index": (None, SIGNED_IN),
    "mfa_activate_totp": (None, ELSEWHERE),  # to the password first
    "mfa_deactivate_totp": (None, (302, 404, 404, 404, 404)),
    "mfa_view_recovery_codes": (None, (302, 404, 404, 404, 404)),
    "mfa_generate_recovery_codes": (None, ELSEWHERE),
    "mfa_add_webauthn": (None, ELSEWHERE),
    "mfa_remove_webauthn": ("a made-up number", (302, 404, 404, 404, 404)),
    "account_reauthenticate": (None, SIGNED_IN),
    "mfa_reauthenticate": (None, ELSEWHERE),
    "mfa_reauthenticate_webauthn": (None, ELSEWHERE),
    "people": (None, ADMIN),
    "people-import": (None, ADMIN),
    "people-invitations": (None, POST_ONLY),
    "invitation-mail": ("a made-up number", POST_ONLY),
    "invitation-withdrawal": ("a made-up number", POST_ONLY),
    "person": ("a person", ADMIN),
    "person-admin": ("a person", POST_ONLY),
    "person-activity": ("a person", POST_ONLY),
    "person-sessions": ("a person", POST_ONLY),
    "person-second-factor": ("a person", POST_ONLY),
    "language": (None, POST_ONLY),
    "desk": (None, SIGNED_IN),
    "conversations-bulk": (None, POST_ONLY),
    "conversations-bulk-undo": (None, POST_ONLY),
    "saved-views": (None, POST_ONLY),
    "saved-view-name": ("view", POST_ONLY),
    "saved-view-removal": ("view", POST_ONLY),
    "conversation": ("conversation", BEHIND_THE_WALL),
    "conversation-guard": ("conversation", POST_ONLY),
    "conversation-silences": ("conversation", POST_ONLY),
    "conversation-presence": ("conversation", POST_ONLY),
    "conversation-templates": ("conversation", BEHIND_THE_WALL),
    "conversation-note-draft": ("conversation", POST_ONLY),
    "conversation-files": ("conversation", POST_ONLY),
    "unsent-file": ("waiting_file", BEHIND_THE_WALL),
    "draft-file-confidentiality": ("draft_file", POST_ONLY),
    "draft-file-removal": ("draft_file", POST_ONLY),
    "conversation-reply": ("conversation", POST_ONLY),
    "conversation-approval": ("conversation", POST_ONLY),
    "conversation-note": ("conversation", POST_ONLY),
    "conversation-closure": ("conversation", POST_ONLY),
    "conversation-reopening": ("conversation", POST_ONLY),
    "conversation-owner": ("conversation", POST_ONLY),
    "conversation-no-answer": ("conversation", POST_ONLY),
    "conversation-snooze": ("conversation", POST_ONLY),
    "conversation-ball": ("conversation", POST_ONLY),
    "conversation-schedule": ("conversation", POST_ONLY),
    "conversation-merge": ("conversation", POST_ONLY),
    "conversation-split": ("conversation", POST_ONLY),
    "conversation-tags": ("conversation", POST_ONLY),
    "conversation-links": ("conversation", POST_ONLY),
    "merge-undo": ("merge", POST_ONLY),
    "message-recall": ("reply", POST_ONLY),
    "scheduled-reply": ("scheduled", POST_ONLY),
    "approval-decision": ("held", POST_ONLY),
    "quarantine": (None, SIGNED_IN),
    "quarantine-mail": ("quarantined", BEHIND_THE_WALL),
    "quarantine-retry": ("quarantined", POST_ONLY),
    "quarantine-routing": ("quarantined", POST_ONLY),
    "attachment": ("attachment", BEHIND_THE_WALL),
    "message-sending-again": ("reply", POST_ONLY),
    "mailboxes": (None, ADMIN),
    "mailbox-new": (None, ADMIN),
    "mailbox": ("mailbox", ADMIN),
    "mailbox-check": ("mailbox", POST_ONLY),
    "attachment-picture": ("picture", BEHIND_THE_WALL),
    "message-html": ("question", BEHIND_THE_WALL),
    "clients": (None, LEAD),
    "client-new": (None, ADMIN),
    "clients-import": (None, ADMIN),
    "client": ("client", LEAD),
    "client-closing": ("client", POST_ONLY),
    "client-access": ("client", ADMIN),
    "client-hours": ("client", LEAD),
    "client-closures": ("client", POST_ONLY),
    "client-closure-removal": ("client", POST_ONLY),
    "client-extra-days": ("client", POST_ONLY),
    "client-addresses": ("client", LEAD),
    "client-address-default": ("client", POST_ONLY),
    "client-address-removal": ("client", POST_ONLY),
    "client-terms": ("client", LEAD),
    "client-term-removal": ("client", POST_ONLY),
    "client-terms-import": ("client", LEAD),
    "client-phrases": ("client", LEAD),
    "client-phrase-removal": ("client", POST_ONLY),
    "client-templates": ("client", LEAD),
    "client-templates-import": ("client", LEAD),
    "client-template": ("template", LEAD),
    "client-template-archive": ("template", POST_ONLY),
    "client-rules": ("client", LEAD),
    "client-assignments": ("client", LEAD),
    "client-assignment-end": ("client", POST_ONLY),
    "client-assignment-training": ("client", POST_ONLY),
    "audit": (None, ADMIN),
    "audit-export": (None, ADMIN),
    "api-guard-check": (None, POST_ONLY),
    "api-tokens": (None, ADMIN),
    "api-token-revocation": ("a made-up number", POST_ONLY),
    "rulebook": (None, SIGNED_IN),
    "rulebook-words": (None, SIGNED_IN),
    "rulebook-versions": (None, SIGNED_IN),
    "rulebook-version": ("a made-up number", SIGNED_IN),  # the first one there is
    "rulebook-confirmation": (None, POST_ONLY),
    "rulebook-rule": ("a rule", SIGNED_IN),
    "rulebook-bench": ("a rule", POST_ONLY),
    "rulebook-severity": ("a rule", POST_ONLY),
    "rulebook-draft": (None, LEAD),
    "rulebook-draft-removal": (None, POST_ONLY),
    "rulebook-trial": (None, LEAD),
    "rulebook-draft-words": (None, LEAD),
    "rulebook-draft-word-removal": (None, POST_ONLY),
    "rulebook-draft-new": ("a made-up number", LEAD),
    "rulebook-draft-rule": ("a rule", LEAD),
    "rulebook-draft-bench": ("a rule", POST_ONLY),
    "rulebook-draft-rule-removal": ("a rule", POST_ONLY),
    "search": (None, SIGNED_IN),
    "customer-card": ("customer", BEHIND_THE_WALL),
    "customers": (None, SIGNED_IN),
    "customers-new": (None, POST_ONLY),
    "customers-mail": ("customer_mail", BEHIND_THE_WALL),
    "customers-reply": ("customer_mail", POST_ONLY),
}
PEOPLE = ("nobody", "ann", "otto", "dai", "ada")
HTMX_TARGETS = ("list", "queues", "conversation", "thread", "clock", "guard", "body", "made-up")


def test_every_address_stands_in_the_table() -> None:
    assert set(_names(get_resolver())) == set(TABLE)


def test_every_address_has_a_name() -> None:
    assert _names(get_resolver(), nameless=True) == []


def test_each_person_gets_there_what_the_table_says(
    hikaris: Belongings, cast: dict[str, Person | None]
) -> None:
    browsers = [_browser_of(cast[who]) for who in PEOPLE]

    answers = {
        name: tuple(browser.get(path).status_code for browser in browsers)
        for name, path in paths_of(hikaris).items()
    }

    assert answers == {name: expected for name, (_, expected) in TABLE.items()}


def test_what_is_posted_needs_the_token_of_our_own_page(hikaris: Belongings) -> None:
    stranger = Browser(enforce_csrf_checks=True)

    answers = {
        name: stranger.post(path).status_code
        for name, path in paths_of(hikaris).items()
        # A program's door wants a header that no page can make a browser send.
        if TABLE[name][1] == POST_ONLY and name != "api-guard-check"
    }

    assert set(answers.values()) == {403}


def test_every_page_says_what_may_run_on_it_and_is_kept_nowhere(
    hikaris: Belongings, cast: dict[str, Person | None]
) -> None:
    for path in paths_of(hikaris).values():
        for who in PEOPLE:
            headers = _browser_of(cast[who]).get(path).headers
            assert headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert "unsafe" not in headers["Content-Security-Policy"]
            is_letter = "frame-ancestors 'self'" in headers["Content-Security-Policy"]
            assert headers["X-Frame-Options"] == ("SAMEORIGIN" if is_letter else "DENY")
            assert "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize("target", HTMX_TARGETS)
@pytest.mark.parametrize("name", ["desk", "conversation"])
def test_whatever_part_is_asked_for_the_page_answers(
    name: str, target: str, hikaris: Belongings, ann: Person
) -> None:
    path = reverse(name, args=[hikaris.conversation.pk] if name == "conversation" else [])
    headers = {"HX-Request": "true", "HX-Target": target}

    assert _browser_of(ann).get(path, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        *("?queue=made-up", "?queue=%00", "?client=x", "?client=-1", "?client=%00"),
        *(f"?client={'9' * 40}", f"?client={'9' * 15}"),
        *("?after=1", "?after=1_9_1", f"?after=1_{'9' * 17}_1", "?before=1_-9_1", "?before=1__%00"),
        *(f"?after={'9' * 15}_{'9' * 17}_{'9' * 15}", "?sort=client&after=1__1", "?sort=x"),
        *("?owner=me", "?owner=none", "?owner=-1", f"?owner={'9' * 15}", "?tag=%00x", "?unread=1"),
        *("?from=2026-11-17", "?to=9999-12-31", "?from=0001-01-01", "?from=x&to=2026-02-30"),
        *("?queue=closed&unread=1&from=2026-01-01&sort=client", "?client=1&client=2&client=x"),
    ],
)
def test_whatever_the_address_asks_for_the_desk_answers(query: str, ann: Person) -> None:
    assert _browser_of(ann).get(reverse("desk") + query).status_code == 200


def test_a_number_that_is_too_big_is_not_found(ann: Person) -> None:
    for name in [name for name, (thing, _) in TABLE.items() if thing and thing not in WORDS]:
        path = reverse(name, args=[int("9" * 30)])
        answer = _browser_of(ann)
        assert {answer.get(path).status_code, answer.post(path).status_code} <= {404, 405}


def paths_of(belongings: Belongings) -> dict[str, str]:
    """Every name of the table with an address of that client's own."""
    return {
        name: reverse(name, args=arguments_of(belongings, thing))
        for name, (thing, _) in TABLE.items()
    }


def arguments_of(belongings: Belongings, thing: str | None) -> list[object]:
    """What stands in the address of this thing."""
    if thing is None:
        return []
    if thing == "a person":
        return [belongings.reply.author_id]
    return WORDS.get(thing) or [getattr(belongings, thing).pk]


def _browser_of(person: Person | None) -> Browser:
    return Browser() if person is None else builders.signed_in(person)


def _names(resolver: URLResolver, *, nameless: bool = False) -> list[str]:
    found: list[str] = []
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found += _names(one, nameless=nameless)
        elif isinstance(one, URLPattern) and nameless and not one.name:
            found.append(str(one.pattern))
        elif isinstance(one, URLPattern) and not nameless and one.name:
            found.append(one.name)
    return found
