"""The demo's sign-ins, offered on the sign-in page for one click; none in production."""

from django.conf import settings

from madoguchi.config import Mode
from madoguchi.desk.demo.story import STORY
from madoguchi.desk.people.rows import DemoAccount

OFFERED = (
    ("fujiwara", "担当", "6社すべての担当。まずはこの人で"),
    ("murai", "担当", "山猫コーヒーとはるか整骨院だけの担当"),
    ("sagara", "ディレクター", "3社のディレクター。承認はこの人で"),
    ("hayakawa", "管理者", "理由を書くまで、対応は読めません"),
)


def accounts() -> tuple[DemoAccount, ...]:
    """Who can be tried."""
    if settings.CONFIG.mode == Mode.PRODUCTION:
        return ()
    people = {person.key: person for person in STORY.people}
    return tuple(
        DemoAccount(
            name=people[key].name,
            role_label=role,
            note=note,
            email=people[key].email,
            password=STORY.password,
        )
        for key, role, note in OFFERED
    )
