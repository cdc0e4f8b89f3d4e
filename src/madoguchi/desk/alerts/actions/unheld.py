"""Nobody of ours is left in a direct thread: its directors are told, in their shift or not; else the admins."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from madoguchi.desk.alerts import teams
from madoguchi.desk.alerts.actions import keeping, telling
from madoguchi.desk.alerts.models import About, Alert
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people import letters
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event
from madoguchi.desk.rooms.events import DirectThreadLeft, ParticipantNamed


def tell_of_left(left: DirectThreadLeft) -> None:
    """Who directs the client reads the thread, and can name somebody into it."""
    assert left.conversation_id is not None
    thread = Conversation.objects.select_related("client").get(pk=left.conversation_id)
    now = _at(left)
    team = teams.team_of(thread.client_id, now)
    if not team.directors:
        _write_to_admins(thread, now)
        return
    # Not by their shift: a shift that has ended begins again, and then it waits there.
    wanted = [
        Alert(
            client_id=thread.client_id,
            conversation=thread,
            person_id=person_id,
            about=About.UNHELD,
            level_at=now,
            at=now,
        )
        for person_id in sorted(team.directors)
    ]
    telling.tell(keeping.keep_new(wanted), team.people, team.choice_of, now=now)


def settle_left(named: ParticipantNamed) -> None:
    """Somebody takes part again: who has not looked yet need not."""
    told = Alert.objects.filter(conversation=named.conversation_id, about=About.UNHELD)
    told.filter(seen_at__isnull=True).update(seen_at=_at(named))


def _write_to_admins(thread: Conversation, now: datetime) -> None:
    """Who assigns people learns that somebody is needed there, and no word of the thread."""
    admins = Person.objects.staff().filter(is_admin=True, is_active=True)
    for admin in admins.order_by("pk"):
        with override(admin.language):
            letters.post_letter(
                to=admin.email,
                subject=_("個別スレッドを読める人がいません"),
                body=_(
                    "{name}さん、{client}の個別スレッド {number} には、当社の参加者もディレクターもいなくなりました。"
                    "この委託元にディレクターを割り当ててください。ディレクターが参加者を加えられます。"
                ).format(name=admin.family_name, client=thread.client.name, number=thread.number),
                now=now,
            )


def _at(happened: DirectThreadLeft | ParticipantNamed) -> datetime:
    log = Event.objects.filter(
        conversation_id=happened.conversation_id, kind=type(happened).__name__
    )
    return log.order_by("-pk").values_list("at", flat=True)[0]
