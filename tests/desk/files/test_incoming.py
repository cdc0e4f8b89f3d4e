"""Files that came with a mail: kept, looked at, scanned, and handed out through the doors alone."""

from email.message import EmailMessage

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Attachment, Message
from madoguchi.desk.files import store
from madoguchi.desk.mail.actions import keeping
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.jobs import TryLater
from tests.desk.files.attaching import PDF, a_picture, text_of
from tests.desk.mail.letters import arrived
from tests.fakes.clamd import VIRUS, Clamd

HTML = (
    "<p>届いた<b>箱</b>です。</p><img src='cid:box@phone' alt='箱'><script>alert(1)</script>"
    "<img src='https://tracker.example/1.gif' alt='印'>"
)


def a_mail(*files: tuple[str, str, bytes], html: str = "") -> bytes:
    """A customer's mail with these files: (name, type, bytes); a picture is there for the HTML."""
    mail = EmailMessage()
    mail["From"] = "Megumi <megumi@customer.example>"
    mail["To"] = "support@hikari.example"
    mail["Subject"] = "箱"
    mail.set_content("届いた箱です。")
    if html:
        mail.add_alternative(html, subtype="html")
    for name, kind, data in files:
        main, _, sub = kind.partition("/")
        mail.add_attachment(data, maintype=main, subtype=sub, filename=name, cid="<box@phone>")
    return mail.as_bytes()


def came(client: Client, raw: bytes) -> tuple[RawMail, list[Attachment]]:
    mail = arrived(client, raw)
    return mail, as_they_are(client, mail)


def as_they_are(client: Client, mail: RawMail) -> list[Attachment]:
    with walls.transaction([client.pk]):
        return list(Attachment.objects.filter(message=mail.message_id).order_by("position"))


def kept(client: Client, mail: RawMail) -> list[Attachment]:
    with walls.within([client.pk]):
        keeping.keep_files(client_id=client.pk, raw_mail_id=mail.pk)
    return as_they_are(client, mail)


def download(browser: Browser, file: Attachment, *, name: str = "attachment"):  # type: ignore[no-untyped-def] # the test client's answer has no type of its own
    return browser.get(reverse(name, args=[file.pk]))


def test_files_are_put_into_the_store_with_the_type_that_they_have(
    hikari: Client, ann: Person
) -> None:
    mail, _ = came(hikari, a_mail(("箱.pdf", "application/pdf", a_picture()), html=HTML))

    [file] = kept(hikari, mail)

    assert (file.content_type, file.content_id, file.scan) == ("image/png", "box@phone", "")
    assert store.read(hikari.pk, file.sha256) == a_picture()
    assert kept(hikari, mail) == [file]


def test_a_file_is_handed_out_before_and_after_it_is_in_the_store(
    hikari: Client, ann_browser: Browser
) -> None:
    mail, [file] = came(hikari, a_mail(("条件.pdf", "application/pdf", PDF + b"once")))
    before = download(ann_browser, file)
    kept(hikari, mail)
    with walls.transaction([hikari.pk]):
        RawMail.objects.filter(pk=mail.pk).update(raw=b"")

    after = download(ann_browser, file)

    assert (before.status_code, before.content) == (200, PDF + b"once")
    assert (after.status_code, after.content) == (200, PDF + b"once")
    assert after["Content-Type"] == "application/octet-stream"
    assert after["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert after["X-Content-Type-Options"] == "nosniff"
    assert after["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_file_is_handed_out_while_the_store_is_away(
    hikari: Client, ann_browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail, _ = came(hikari, a_mail(("納品条件.pdf", "application/pdf", PDF)))
    [file] = kept(hikari, mail)

    def away(_client_id: int, _sha256: str) -> bytes:
        raise OSError("the store is away")

    monkeypatch.setattr(store, "read", away)

    assert download(ann_browser, file).content == PDF


def test_a_picture_by_its_bytes_is_shown_and_nothing_else_is(
    hikari: Client, ann_browser: Browser
) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    mail, _ = came(hikari, a_mail(("a.png", "image/png", a_picture()), ("b.png", "image/png", svg)))
    picture, lie = kept(hikari, mail)

    shown = download(ann_browser, picture, name="attachment-picture")

    assert (shown["Content-Type"], shown.content) == ("image/png", a_picture())
    assert shown["Content-Disposition"].startswith("inline")
    assert download(ann_browser, lie, name="attachment-picture").status_code == 404


def test_the_thread_shows_pictures_and_offers_the_html(
    hikari: Client, ann_browser: Browser
) -> None:
    mail, _ = came(
        hikari,
        a_mail(
            ("箱.png", "image/png", a_picture()), ("条件.pdf", "application/pdf", PDF), html=HTML
        ),
    )
    picture, paper = kept(hikari, mail)
    with walls.transaction([hikari.pk]):
        message = Message.objects.get(raw_mails=mail)

    page = text_of(ann_browser.get(reverse("conversation", args=[message.conversation_id])))

    assert reverse("attachment-picture", args=[picture.pk]) in page
    assert reverse("attachment-picture", args=[paper.pk]) not in page
    assert reverse("message-html", args=[message.pk]) in page


class TestWithAScanner:
    def test_an_infected_file_is_told_and_never_handed_out(
        self, hikari: Client, ann_browser: Browser, clamd: Clamd
    ) -> None:
        mail, _ = came(hikari, a_mail(("箱.png", "image/png", a_picture() + VIRUS)))
        [file] = kept(hikari, mail)

        answer = download(ann_browser, file)

        assert file.scan == "infected"
        assert answer.status_code == 403
        assert "ウイルス" in answer.content.decode()
        assert download(ann_browser, file, name="attachment-picture").status_code == 404

    def test_a_file_that_nobody_looked_at_is_looked_at_before_it_leaves(
        self, hikari: Client, ann_browser: Browser, clamd: Clamd
    ) -> None:
        _, [clean, infected] = came(
            hikari,
            a_mail(("a.pdf", "application/pdf", PDF), ("b.pdf", "application/pdf", PDF + VIRUS)),
        )

        answers = [download(ann_browser, file).status_code for file in (clean, infected)]

        assert answers == [200, 403]
        assert [download(ann_browser, clean).status_code, len(clamd.looked_at)] == [200, 2]

    def test_while_the_scanner_is_troubled_nothing_leaves_and_the_job_comes_again(
        self, hikari: Client, ann_browser: Browser, clamd: Clamd
    ) -> None:
        mail, [file] = came(hikari, a_mail(("a.pdf", "application/pdf", PDF)))
        clamd.answer = "stream: broken ERROR"
        with pytest.raises(TryLater):
            kept(hikari, mail)
        assert "まだウイルス検査ができていない" in download(ann_browser, file).content.decode()

        clamd.answer = ""

        assert [one.scan for one in kept(hikari, mail)] == ["clean"]
        assert download(ann_browser, file).status_code == 200


class TestTheHtmlOfAMail:
    @pytest.fixture
    def mail(self, hikari: Client, ann: Person) -> RawMail:
        return came(hikari, a_mail(("箱.png", "image/png", a_picture()), html=HTML))[0]

    def test_it_is_shown_clean_with_its_own_pictures_and_without_remote_ones(
        self, hikari: Client, ann_browser: Browser, mail: RawMail
    ) -> None:
        [file] = as_they_are(hikari, mail)
        answer = ann_browser.get(reverse("message-html", args=[mail.message_id]))

        page = answer.content.decode()
        assert "<b>箱</b>" in page
        assert f'src="{reverse("attachment-picture", args=[file.pk])}"' in page
        assert "tracker.example" not in page
        assert "<script" not in page
        assert "画像1件を表示していません" in page

    def test_what_it_may_load_is_said_and_only_our_pages_frame_it(
        self, ann_browser: Browser, mail: RawMail
    ) -> None:
        answer = ann_browser.get(reverse("message-html", args=[mail.message_id]))

        policy = answer["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; img-src 'self' data:; style-src 'self';")
        assert "frame-ancestors 'self'" in policy
        assert "sandbox" in policy
        assert "allow-scripts" not in policy
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert answer["Referrer-Policy"] == "no-referrer"

    def test_remote_pictures_come_for_this_one_view_when_asked_for(
        self, ann_browser: Browser, mail: RawMail
    ) -> None:
        path = reverse("message-html", args=[mail.message_id])

        asked = ann_browser.get(path, {"images": "1"})

        assert "https://tracker.example/1.gif" in asked.content.decode()
        assert "img-src 'self' data: https:;" in asked["Content-Security-Policy"]
        assert "tracker.example" not in ann_browser.get(path).content.decode()

    def test_a_mail_without_html_has_no_such_page(
        self, hikari: Client, ann_browser: Browser
    ) -> None:
        plain, _ = came(hikari, a_mail())

        path = reverse("message-html", args=[plain.message_id])
        assert ann_browser.get(path).status_code == 404
        with walls.transaction([hikari.pk]):
            assert not Message.objects.get(raw_mails=plain).has_html


def test_otto_gets_neither_file_nor_picture_nor_html(
    hikari: Client, ann: Person, otto_browser: Browser
) -> None:
    mail, _ = came(hikari, a_mail(("箱.png", "image/png", a_picture()), html=HTML))
    [file] = kept(hikari, mail)

    answers = [
        download(otto_browser, file).status_code,
        download(otto_browser, file, name="attachment-picture").status_code,
        otto_browser.get(reverse("message-html", args=[mail.message_id])).status_code,
    ]

    assert answers == [404, 404, 404]


def test_the_store_of_another_client_has_no_file_of_this_one(
    hikari: Client, tsubame: Client, ann: Person
) -> None:
    mail, _ = came(hikari, a_mail(("a.pdf", "application/pdf", PDF + b"hikari's alone")))
    [file] = kept(hikari, mail)

    with pytest.raises(store.NotKept):
        store.read(tsubame.pk, file.sha256)


def test_plain_sql_inside_of_another_wall_sees_no_file(
    hikari: Client, tsubame: Client, ann: Person
) -> None:
    mail, _ = came(hikari, a_mail(("a.pdf", "application/pdf", PDF)))
    kept(hikari, mail)

    with walls.transaction([tsubame.pk]):
        rows = Attachment.objects.raw("select * from conversations_attachment")
        assert list(rows) == []
