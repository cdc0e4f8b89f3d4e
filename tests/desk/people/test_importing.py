"""Inviting many at once from a CSV file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from madoguchi.desk.people.actions.imports import CannotImport, import_people, plan_import
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


def test_each_line_says_what_is_wrong_with_it(ada: Person, ann: Person) -> None:
    data = (
        "氏名,メール,管理者\n"
        "あん,ann@provider.example,\n"
        "なし,no-address,\n"
        ",nameless@provider.example,\n"
        "だれ,who@provider.example,たぶん\n"
        "二度,twice@provider.example,\n"
        "二度,twice@provider.example,\n"
        "良い,good@provider.example,\n"
    )

    plan = plan_import(data.encode())

    problems = [line.problem for line in plan.lines]
    assert all(problems[:6])
    assert problems[6] == ""
    assert len(set(problems[:5])) == 5
    assert [line.line for line in plan.lines] == [2, 3, 4, 5, 6, 7, 8]
    assert not plan.is_good


def test_with_one_bad_line_nobody_is_invited(ada: Person, ann: Person) -> None:
    data = f"{GOOD}あん,{ann.email},\n".encode()

    with pytest.raises(CannotImport):
        import_people(data=data, actor=ada, now=NOW)

    assert not Invitation.objects.exists()
    assert not Letter.objects.exists()


def test_done_twice_it_is_refused_the_second_time(ada: Person) -> None:
    import_people(data=GOOD.encode(), actor=ada, now=NOW)

    with pytest.raises(CannotImport):
        import_people(data=GOOD.encode(), actor=ada, now=NOW)
    assert Invitation.objects.count() == 2


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
