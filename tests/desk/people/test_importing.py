"""Inviting many at once from a CSV file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from madoguchi.desk.people.actions.imports import (
    CannotImport,
    NobodyNew,
    import_people,
    plan_import,
)
from madoguchi.desk.people.models import Invitation, Letter, Person
from tests import builders
from tests.builders import NOW

GOOD = "氏名,メール,管理者\n髙橋 幸,yuki@provider.example,\n中野 なお,Nao@provider.example,はい\n"
PATH = "/settings/people/import/"


@pytest.fixture
def ada_browser(ada: Person) -> Browser:
    """Ada's signed-in browser."""
    return builders.signed_in(ada)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_file_is_first_shown_and_then_done(ada_browser: Browser, encoding: str) -> None:
    file = SimpleUploadedFile("people.csv", GOOD.encode(encoding))

    preview = ada_browser.post(PATH, {"file": file})

    assert preview.status_code == 200
    assert "髙橋 幸" in preview.content.decode()
    assert not Invitation.objects.exists()
    done = ada_browser.post(PATH, {"packed": preview.context["plan"].packed})
    assert done.status_code == 302
    found = Invitation.objects.order_by("pk").values_list("email", "name", "is_admin")
    assert list(found) == [
        ("yuki@provider.example", "髙橋 幸", False),
        ("nao@provider.example", "中野 なお", True),
    ]
    assert Letter.objects.count() == 2


def test_everything_that_is_wrong_is_told_with_its_line_and_column(
    ada_browser: Browser, ann: Person
) -> None:
    data = (
        "氏名,メール,役割\n"
        "あん,ann@provider.example,\n"
        ",no-address,たぶん\n"
        "だれ,who@provider.example,社長,余り\n"
        "二度,twice@provider.example,\n"
        "二度,TWICE@provider.example,Member\n"
        "良い,good@provider.example,admin\n"
    )

    answer = ada_browser.post(PATH, {"file": SimpleUploadedFile("p.csv", data.encode())})

    assert answer.status_code == 422
    plan = answer.context["plan"]
    assert [one.split("：")[0] for one in plan.all_problems] == [
        "4行目",
        "3行目「氏名」",
        "3行目「メール」",
        "3行目「役割」",
        "5行目「メール」",
        "6行目「メール」",
    ]
    assert [line.known for line in plan.lines] == ["もうメンバーです", "", "", "", ""]
    assert all(words in answer.content.decode() for words in plan.all_problems)


@pytest.mark.parametrize(
    ("typed", "is_admin"),
    [
        *((word, True) for word in ("管理者", "Admin", "ＡＤＭＩＮ", "はい", "yes")),
        *((word, False) for word in ("", "メンバー", "いいえ")),
    ],
)
def test_a_role_is_written_in_the_words_of_the_page(
    db: None, typed: str, *, is_admin: bool
) -> None:
    plan = plan_import(f"氏名,メールアドレス,役割\n中野,nao@provider.example,{typed}\n".encode())

    assert plan.is_good
    assert plan.lines[0].is_admin is is_admin


def test_with_one_bad_line_nobody_is_invited(ada: Person) -> None:
    data = f"{GOOD}あん,,\n".encode()

    with pytest.raises(CannotImport):
        import_people(data=data, actor=ada, now=NOW)

    assert not Invitation.objects.exists()
    assert not Letter.objects.exists()


def test_who_is_there_or_invited_is_left_as_they_are(ada: Person, ann: Person) -> None:
    data = f"{GOOD}あん,{ann.email},管理者\n".encode()

    assert import_people(data=data, actor=ada, now=NOW) == 2
    more = data + "森,mori@provider.example,\n".encode()
    assert [line.email for line in plan_import(more).new] == ["mori@provider.example"]
    assert import_people(data=more, actor=ada, now=NOW) == 1

    ann.refresh_from_db()
    assert not ann.is_admin
    assert Invitation.objects.count() == 3


def test_done_twice_it_is_refused_the_second_time(ada: Person) -> None:
    import_people(data=GOOD.encode(), actor=ada, now=NOW)

    with pytest.raises(NobodyNew):
        import_people(data=GOOD.encode(), actor=ada, now=NOW)
    assert Invitation.objects.count() == 2


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_sample_can_be_taken_in_as_it_is(
    ada: Person, ada_browser: Browser, language: str
) -> None:
    Person.objects.filter(pk=ada.pk).update(language=language)

    sample = ada_browser.get(f"{PATH}?sample=1")

    assert "attachment" in sample.headers["Content-Disposition"]
    plan = plan_import(sample.content)
    assert plan.is_good
    assert [line.is_admin for line in plan.lines] == [False, True]


@pytest.mark.parametrize(
    "form",
    [{}, {"packed": ""}, {"packed": "no base64!"}, {"packed": "AAAA"}, {"packed": "\0"}],
)
def test_no_file_or_a_broken_one_is_refused(ada_browser: Browser, form: dict[str, str]) -> None:
    assert ada_browser.post(PATH, form).status_code == 422


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", "名前,電話\n".encode(), "氏名,メール\n".encode()]
)
def test_a_file_that_is_no_list_of_people_says_so(ada_browser: Browser, data: bytes) -> None:
    answer = ada_browser.post(PATH, {"file": SimpleUploadedFile("x.csv", data)})

    assert answer.status_code == 422
    assert "packed" not in answer.content.decode()
