"""The demo's sign-ins, offered on the sign-in page for one click; none in production."""

from django.conf import settings

from madoguchi.config import Mode
from madoguchi.desk.demo.story import STORY
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
