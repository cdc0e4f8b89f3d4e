"""The demo's sign-ins, offered on the sign-in page for one click; none in production."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext as _

from madoguchi.config import Mode
from madoguchi.desk.demo.story import STORY
from madoguchi.desk.demo.story.room_komorebi import ROOM, RoomMember
from madoguchi.desk.demo.story.shapes import Person
from madoguchi.desk.people.rows import DemoAccount
from madoguchi.desk.platform.words import later, later_told

OFFERED = (
    ("fujiwara", later_told("role", "担当"), later("6社すべての担当。まずはこの人で")),
    ("murai", later_told("role", "担当"), later("山猫コーヒーとはるか整骨院だけの担当")),
    ("sagara", later("ディレクター"), later("3社のディレクター。承認はこの人で")),
    ("hayakawa", later("管理者"), later("理由を書くまで、対応は読めません")),
)


def accounts() -> tuple[DemoAccount, ...]:
    """Who can be tried."""
    if settings.CONFIG.mode == Mode.PRODUCTION:
        return ()
    people = {person.key: person for person in STORY.people}
    member = next(one for one in ROOM.members if one.is_owner)
    return (*_ours(people), _of_the_client(member))


def _of_the_client(member: RoomMember) -> DemoAccount:
    """The other side of the room: what a client's own people see."""
    return DemoAccount(
        name=member.name,
        role_label=_("委託元"),
        note=_("こもれび食器店の%(department)s。ルームとポータル")
        % {"department": member.department},
        email=member.email,
        password=STORY.password,
    )


def _ours(people: Mapping[str, Person]) -> tuple[DemoAccount, ...]:
    return tuple(
        DemoAccount(
            name=people[key].name,
            role_label=str(role),
            note=str(note),
            email=people[key].email,
            password=STORY.password,
        )
        for key, role, note in OFFERED
    )
