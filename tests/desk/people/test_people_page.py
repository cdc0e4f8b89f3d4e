"""The list of members: what each of them is, and who was asked to join."""

import pytest
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Invitation, Person
from tests import builders

PATH = "/settings/people/"
NEW = "nao@provider.example"


@pytest.fixture
def ada_browser(ada: Person) -> Browser:
    return builders.signed_in(ada)


def roles(browser: Browser) -> dict[str, tuple[str, ...]]:
    rows = browser.get(PATH).context["page"].people
    return {row.email.partition("@")[0]: row.duties for row in rows}


def test_nobodys_role_is_blank(
    ada_browser: Browser, ann: Person, dai: Person, hikari: Client, tsubame: Client
) -> None:
    builders.assigned(dai, tsubame)
    builders.a_person("new")

    assert roles(ada_browser) == {
        "ada": (),
        "ann": ("担当 1社",),
        "dai": ("ディレクター 1社", "担当 1社"),
        "new": (),
    }
    page = ada_browser.get(PATH).content.decode()
    assert page.count("割り当てなし") == 1
    assert "担当 1社" in ada_browser.get(f"{PATH}{ann.pk}/").content.decode()


def test_it_says_to_whom_the_invitation_went(ada_browser: Browser) -> None:
    def said(path: str, **form: str) -> str:
        return ada_browser.post(f"{PATH}invitations/{path}", form, follow=True).content.decode()

    assert f"{NEW} に招待を送りました。" in said("", email=" NAO@provider.example ", name="")
    pk = Invitation.objects.get().pk
    assert f"{NEW} に招待をもう一度送りました。" in said(f"{pk}/mail/")
    assert f"{NEW} への招待を取り消しました。" in said(f"{pk}/withdrawal/")


@pytest.mark.parametrize("lost", ["is_admin", "is_active"])
def test_an_invitation_of_a_former_admin_is_not_shown_as_waiting(
    ada: Person, ada_browser: Browser, lost: str
) -> None:
    ada_browser.post(f"{PATH}invitations/", {"email": NEW, "name": ""})
    bo = builders.signed_in(builders.a_person("bo", is_admin=True))
    assert "まで有効" in bo.get(PATH).content.decode()

    Person.objects.filter(pk=ada.pk).update(**{lost: False})

    page = bo.get(PATH).content.decode()
    assert "まで有効" not in page
    assert "さんは、もう管理者ではありません。" in page
    bo.post(f"{PATH}invitations/{Invitation.objects.get().pk}/mail/")
    assert "まで有効" in bo.get(PATH).content.decode()
