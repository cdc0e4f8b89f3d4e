"""Words learned from messages: taken into the client's vocabulary, or not suggested again."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import authority
from madoguchi.desk.clients.actions import vocabulary
from madoguchi.desk.clients.events import TermSuggestionDismissed
from madoguchi.desk.clients.models import Term, TermSuggestion
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal


class SuggestionDecided(Refusal):
    """この提案は、もう決まっています。"""


@transaction.atomic
def adopt_suggestion(*, client_id: int, suggestion_id: int, person: Person, now: datetime) -> Term:
    """The client's word is in the vocabulary, and ours is avoided from now on."""
    suggestion = _locked(client_id, suggestion_id, person, now)
    term = vocabulary.add_term(
        client_id=client_id,
        avoided=suggestion.avoided,
        preferred=suggestion.preferred,
        person=person,
        now=now,
    )
    _decide(suggestion, TermSuggestion.State.ADOPTED, person, now)
    return term


@transaction.atomic
def dismiss_suggestion(
    *, client_id: int, suggestion_id: int, person: Person, now: datetime
) -> TermSuggestion:
    """Both words may be used: the pair is not suggested again."""
    suggestion = _locked(client_id, suggestion_id, person, now)
    _decide(suggestion, TermSuggestion.State.DISMISSED, person, now)
    happened = TermSuggestionDismissed(
        client_id=client_id,
        suggestion_id=suggestion.pk,
        avoided=suggestion.avoided,
        preferred=suggestion.preferred,
    )
    events.record(happened, at=now, actor_id=person.pk)
    return suggestion


def _locked(client_id: int, suggestion_id: int, person: Person, now: datetime) -> TermSuggestion:
    authority.refuse_unless_lead(person, client_id, now)
    rows = TermSuggestion.objects.select_for_update()
    found = rows.filter(pk=suggestion_id, client_id=client_id).first()
    if found is None or found.state != TermSuggestion.State.OPEN:
        raise SuggestionDecided
    return found


def _decide(
    suggestion: TermSuggestion, state: TermSuggestion.State, person: Person, now: datetime
) -> None:
    suggestion.state, suggestion.decided_at, suggestion.decided_by = state, now, person
    suggestion.save(update_fields=["state", "decided_at", "decided_by"])
