"""Saved views: one's own filtered lists under names."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import saved_views
from madoguchi.desk.conversations.models import SavedView
from madoguchi.desk.people.models import Person
from tests import builders

FILTERED = "?queue=open&owner=me&sort=new"


@pytest.fixture
def view(ann: Person) -> SavedView:
    """A view of Ann's."""
    return saved_views.save_view(person=ann, name="私の新着", query=FILTERED)


def test_the_list_of_an_address_is_kept_and_shown_in_the_sidebar(
    ann_browser: Browser, hikari: Client
) -> None:
    page = ann_browser.post(
        reverse("saved-views") + FILTERED + "&after=1__1", {"name": " 私の  新着 "}, follow=True
    )

    [kept] = SavedView.objects.all()
    assert (kept.name, kept.query) == ("私の 新着", FILTERED)
    assert "保存した表示" in page.content.decode()


def test_a_view_is_renamed_and_deleted_by_whom_it_belongs_to(
    ann_browser: Browser, view: SavedView
) -> None:
    ann_browser.post(reverse("saved-view-name", args=[view.pk]), {"name": "朝いちばん"})
    assert SavedView.objects.get().name == "朝いちばん"

    ann_browser.post(reverse("saved-view-removal", args=[view.pk]))
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "長" * 41])
def test_a_view_needs_a_name(name: str, ann_browser: Browser, view: SavedView) -> None:
    kept = ann_browser.post(reverse("saved-views"), {"name": name})
    renamed = ann_browser.post(reverse("saved-view-name", args=[view.pk]), {"name": name})

    assert (kept.status_code, renamed.status_code) == (422, 422)
    assert SavedView.objects.get().name == "私の新着"


def test_a_name_is_taken_once(ann: Person, view: SavedView) -> None:
    other = saved_views.save_view(person=ann, name="ほか", query="?queue=late")

    with pytest.raises(saved_views.NameTaken):
        saved_views.save_view(person=ann, name="私の新着", query="?queue=late")
    with pytest.raises(saved_views.NameTaken):
        saved_views.rename_view(view_id=other.pk, person=ann, name="私の新着")
    assert saved_views.rename_view(view_id=other.pk, person=ann, name="ほか").pk == other.pk


def test_no_more_views_than_can_be_overlooked(ann: Person) -> None:
    for number in range(saved_views.MOST):
        saved_views.save_view(person=ann, name=f"{number}", query="?queue=late")

    with pytest.raises(saved_views.TooMany):
        saved_views.save_view(person=ann, name="もう一つ", query="?queue=late")


def test_an_address_that_is_too_long_is_not_kept(ann: Person) -> None:
    with pytest.raises(saved_views.TooLong):
        saved_views.save_view(person=ann, name="全部", query="?" + "client=1&" * 60)


def test_a_view_that_went_meanwhile_is_refused(ann: Person, view: SavedView) -> None:
    saved_views.delete_view(view_id=view.pk, person=ann)

    with pytest.raises(saved_views.NoSuchView):
        saved_views.delete_view(view_id=view.pk, person=ann)


def test_somebody_elses_view_is_no_view(otto_browser: Browser, view: SavedView) -> None:
    renamed = otto_browser.post(reverse("saved-view-name", args=[view.pk]), {"name": "盗"})
    removed = otto_browser.post(reverse("saved-view-removal", args=[view.pk]))

    assert (renamed.status_code, removed.status_code) == (404, 404)
    assert SavedView.objects.get().name == "私の新着"
    assert "私の新着" not in otto_browser.get(reverse("desk")).content.decode()
    assert builders.signed_in(view.person).get(reverse("desk")).status_code == 200
