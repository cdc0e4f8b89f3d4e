"""The provider of the story: あおば窓口, its eight people, and who works for whom."""

from madoguchi.desk.demo.story.shapes import Assignment, Person, Provider, Role

PROVIDER = Provider(name="あおば窓口株式会社", short_name="あおば窓口")

DEMO_PASSWORD = "madoguchi-demo"  # noqa: S105 - printed at the demo's start, no secret


def _person(key: str, name: str, kana: str, *, is_admin: bool = False) -> Person:
    email = f"{key}@madoguchi.example"
    return Person(key=key, name=name, kana=kana, email=email, is_admin=is_admin)


PEOPLE = (
    _person("fujiwara", "藤原 みお", "ふじわら みお"),
    _person("onodera", "小野寺 健", "おのでら けん"),
    _person("onishi", "大西 さやか", "おおにし さやか"),
    _person("murai", "村井 拓", "むらい たく"),
    _person("takanashi", "高梨 ゆき", "たかなし ゆき"),
    _person("eguchi", "江口 真理", "えぐち まり"),
    _person("sagara", "相良 実", "さがら みのる"),
    _person("hayakawa", "早川 詩織", "はやかわ しおり", is_admin=True),
)


def _assigned(
    person: str, role: Role, *clients: str, from_day: int = -420, until_day: int | None = None
) -> tuple[Assignment, ...]:
    return tuple(
        Assignment(person=person, client=client, role=role, from_day=from_day, until_day=until_day)
        for client in clients
    )


ASSIGNMENTS = (
    *_assigned(
        "fujiwara", "operator", "komorebi", "minato", "suzukaze", "yamaneko", "northpine", "haruka"
    ),
    *_assigned("onodera", "operator", "komorebi", "northpine"),
    *_assigned("onishi", "operator", "minato", "haruka"),
    # Ended last week: what she did for this client is no longer hers to see.
    *_assigned("onishi", "operator", "komorebi", until_day=-7),
    # Assigned elsewhere: every path to the other four clients has to end in a 404.
    *_assigned("murai", "operator", "yamaneko", "haruka"),
    *_assigned("takanashi", "operator", "suzukaze", "komorebi"),
    # Begins in three days: not yet hers to see.
    *_assigned("takanashi", "operator", "minato", from_day=3),
    *_assigned("eguchi", "director", "komorebi", "minato", "suzukaze", "yamaneko"),
    *_assigned("sagara", "director", "suzukaze", "northpine", "haruka"),
)
