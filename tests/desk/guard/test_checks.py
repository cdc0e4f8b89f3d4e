"""The kept verdicts: never changed, and true to their own rules."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.guard.models import GuardCheck, GuardFinding
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders


@pytest.fixture
def check(hikari: Client, ann: Person) -> GuardCheck:
    """The verdict on a reply that was sent."""
    message = builders.replied(builders.a_conversation(hikari), ann)
    with walls.transaction([hikari.pk]):
        return GuardCheck.objects.get(message_id=message.pk)


def test_a_verdict_is_never_changed(check: GuardCheck) -> None:
    with (
        walls.transaction([check.client_id]),
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
    ):
        GuardCheck.objects.filter(pk=check.pk).update(outcome="passed")


def test_a_verdict_is_never_removed(check: GuardCheck) -> None:
    with (
        walls.transaction([check.client_id]),
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
    ):
        check.delete()


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": "reasoned", "reason": "  "},
        {"outcome": "approved", "approver": None},
        {"outcome": "clean"},  # the message has its verdict already
    ],
)
def test_the_database_refuses_a_verdict_that_contradicts_itself(
    check: GuardCheck, changes: dict[str, Any]
) -> None:
    plain = {
        "client_id": check.client_id,
        "message_id": check.message_id,
        "person": check.person,
        "at": check.at,
        "text_hash": check.text_hash,
        "rulebook_version": "1",
    }
    with (
        walls.transaction([check.client_id]),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        GuardCheck.objects.create(**{**plain, **changes})


def test_a_review_names_its_reviewer_or_is_none(check: GuardCheck, ann: Person) -> None:
    with walls.transaction([check.client_id]):
        finding = GuardFinding.objects.create(
            client_id=check.client_id,
            guard_check=check,
            message_id=check.message_id,
            rule="concrete-wording",
            severity="warn",
            outcome=GuardFinding.Outcome.SENT,
            person=ann,
            at=check.at,
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            GuardFinding.objects.filter(pk=finding.pk).update(verdict="confirmed")

        reviewed = GuardFinding.objects.filter(pk=finding.pk).update(
            verdict="rejected", reviewed_by=ann, reviewed_at=check.at
        )
        assert reviewed == 1


@pytest.mark.parametrize(
    "changes",
    [
        *({"outcome": "rewritten"}, {"rule": "respect"}, {"severity": "hint"}),
        *({"span": ""}, {"reason": ""}, {"person_id": 1}, {"at": builders.LONG_AGO}),
    ],
)
def test_what_a_finding_was_is_never_changed(check: GuardCheck, changes: dict[str, Any]) -> None:
    finding = _a_finding(check)

    with (
        walls.transaction([check.client_id]),
        pytest.raises(DatabaseError, match="takes a review alone"),
        transaction.atomic(),
    ):
        GuardFinding.objects.filter(pk=finding.pk).update(**changes)


def test_a_finding_is_never_removed(check: GuardCheck) -> None:
    finding = _a_finding(check)

    with (
        walls.transaction([check.client_id]),
        pytest.raises(DatabaseError, match="takes a review alone"),
        transaction.atomic(),
    ):
        finding.delete()


def _a_finding(check: GuardCheck) -> GuardFinding:
    with walls.transaction([check.client_id]):
        return GuardFinding.objects.create(
            client_id=check.client_id,
            guard_check=check,
            message_id=check.message_id,
            rule="concrete-wording",
            severity="warn",
            span="なるべく早く",
            outcome=GuardFinding.Outcome.SENT,
            person_id=check.person_id,
            at=check.at,
        )
