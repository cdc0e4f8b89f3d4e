"""What cannot wait for a good moment, and what is asked about because it can."""

from datetime import datetime

from madoguchi.desk.conversations import drafting
from madoguchi.desk.conversations.drafting import ForGuard
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.guard import gate
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.engines.rulebook import Severity
from madoguchi.engines.rulebook.rules.considerate_timing import RULE as TIMING


class UrgencyUnexplained(Refusal):
    """急ぎの理由を書いてください。本文は残っています。"""


def refuse_unless_explained(why: str | None) -> None:
    """`why` is None where nobody says that it is urgent. Raises UrgencyUnexplained."""
    if why is not None and not gate.says_something(why):
        raise UrgencyUnexplained


def reason_for(why: str | None, given: ForGuard, *, is_approved: bool = False) -> str:
    """The reason to keep; "" for who need not say it: now is good, or a director has to decide anyway.

    What a director has approved together with its reason keeps it.
    """
    is_good = given.reach is None or given.reach.moment.is_now
    is_asked = is_approved or given.draft.context.urgent
    return (why or "").strip() if is_asked and not is_good else ""


def refuse_unless_good(
    conversation: Conversation, text: str, *, author: Person, now: datetime
) -> None:
    """For a text that was written where no button could offer a better moment. Raises GoodMomentNeeded."""
    given = drafting.for_guard(conversation, text, author=author, now=now)
    found = gate.findings_on(given.draft, given.severities)
    asked = [one for one in found if one.rule == TIMING.slug and one.severity > Severity.HINT]
    if asked:
        raise gate.GoodMomentNeeded(tuple(asked))
