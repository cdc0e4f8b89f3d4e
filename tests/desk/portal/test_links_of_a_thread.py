"""What hangs on a message of the room leads its readers to pages that are theirs."""

import re

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.tasks import rooming, working
from tests.desk.tasks.opened import page

ASKING = "欠けの報告を、ロット別に集計していただけますか。会議の資料に使います。"


def test_every_link_of_a_members_thread_opens_a_page(
    hikari: Client, ann: Person, cora: Person
) -> None:
    thread = rooming.a_thread(hikari, ASKING, member=cora)
    task = working.accepted(working.made_of(thread, ann), ann)
    rooming.answered(thread, ann, "承知しました。11月20日(金)12時までに集計を共有します。")
    browser = builders.signed_in(cora)

    shown = page(browser, f"/portal/room/threads/{thread.pk}/")
    said = shown.split('<ol class="thread', 1)[1].split("</ol>", 1)[0]
    links = set(re.findall(r'<a\s[^>]*href="([^"]*)"', said))

    assert links == {"/portal/promises/", f"/portal/requests/{task.pk}/"}
    assert all(browser.get(one).status_code == 200 for one in links)
