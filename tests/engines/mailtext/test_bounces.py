"""Bounces and notices of delay say whose address failed, for which mail, and whether for good."""

import pytest

from madoguchi.engines.mailtext import Kind, parse
from tests.engines.mailtext.builders import multipart, part, text_mail

DSN = (
    "Reporting-MTA: dns; mx.example.jp\r\n\r\n"
    "Original-Recipient: rfc822;Taro..x.@docomo.ne.jp\r\nFinal-Recipient: rfc822; other@docomo.ne.jp\r\n"
    "Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: {code}\r\n"
)
ORIGINAL = (
    "From: support@hikari.example\r\nMessage-ID: <ours.1@hikari.example>\r\nSubject: x\r\n\r\nhello"
)


def report(action: str, status: str, code: str = "smtp; 550 user unknown", *extra: bytes) -> bytes:
    return multipart(
        "report; report-type=delivery-status",
        part("text/plain", "This is the mail system."),
        part("message/delivery-status", DSN.format(action=action, status=status, code=code)),
        *(extra or (part("message/rfc822", ORIGINAL),)),
        headers=(
            "From: MAILER-DAEMON@mx.example.jp",
            "Subject: Undelivered Mail",
            "Auto-Submitted: auto-replied",
        ),
    )


def test_a_delivery_report_names_address_message_status_and_reason() -> None:
    read = parse(report("failed", "5.1.1"))
    assert read.kind is Kind.BOUNCE
    assert read.bounce is not None
    assert read.bounce.failed_recipient == "taro..x.@docomo.ne.jp"
    assert read.bounce.original_message_id == "<ours.1@hikari.example>"
    assert (read.bounce.status, read.bounce.reason, read.bounce.hard) == (
        "5.1.1",
        "550 user unknown",
        True,
    )


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        ("5.2.2", "smtp; 552 5.2.2 mailbox full", ("5.2.2", False)),
        ("4.4.1", "smtp; timeout", ("4.4.1", False)),
        ("5.0.0", "smtp; 550 5.1.1 unknown", ("5.1.1", True)),
        ("5.0.0", "smtp; 550 unknown", ("5.0.0", True)),
        ("", "smtp; host said: no such user", (None, True)),
        ("", "smtp; over quota", (None, False)),
        ("", "smtp; 550 go away", (None, True)),
        ("", "smtp; 450 later", (None, False)),
        ("", "smtp; who knows", (None, None)),
    ],
)
def test_hard_and_soft_bounces_are_told_apart(
    status: str, code: str, expected: tuple[str | None, bool | None]
) -> None:
    bounce = parse(report("failed", status, code)).bounce
    assert bounce is not None
    assert (bounce.status, bounce.hard) == expected


def test_a_report_of_delay_is_a_delay_and_never_hard() -> None:
    read = parse(report("delayed", "4.4.1"))
    assert read.kind is Kind.DELAY
    assert read.bounce is not None
    assert read.bounce.hard is False


def test_a_report_of_success_is_an_automatic_answer() -> None:
    assert parse(report("delivered", "2.0.0")).kind is Kind.AUTO_REPLY


def test_a_failed_recipient_outweighs_a_delayed_one() -> None:
    both = part(
        "message/delivery-status",
        "Reporting-MTA: x\r\n\r\nFinal-Recipient: rfc822; a@b.jp\r\nAction: delayed\r\n\r\n"
        "Final-Recipient: rfc822; c@d.jp\r\nAction: failed\r\n",
    )
    assert parse(multipart("report", both)).kind is Kind.BOUNCE


def test_headers_only_and_missing_originals_are_borne() -> None:
    headers_only = parse(
        report("failed", "5.1.1", "x", part("text/rfc822-headers", "Message-ID: <h@x>\r\n"))
    ).bounce
    without = parse(
        report("failed", "5.1.1", "x", part("message/rfc822", "Subject: no id\r\n\r\nx"))
    ).bounce
    assert headers_only is not None
    assert headers_only.original_message_id == "<h@x>"
    assert without is not None
    assert without.original_message_id is None


def test_an_empty_report_from_a_daemon_is_judged_by_its_words() -> None:
    raw = multipart(
        "report", part("message/delivery-status", ""), headers=("From: mailer-daemon@x.jp",)
    )
    assert parse(raw).kind is Kind.BOUNCE


def test_a_report_without_an_action_is_judged_by_its_words() -> None:
    raw = multipart(
        "report", part("message/delivery-status", "Reporting-MTA: x"), headers=("Subject: x",)
    )
    assert parse(raw).kind is Kind.MESSAGE


def test_a_report_that_a_customer_forwards_is_a_message() -> None:
    raw = multipart(
        "mixed",
        part("text/plain", "このメールが届きました。配信できませんとあります。"),
        part("message/rfc822", report("failed", "5.1.1")),
    )
    attached = multipart(
        "mixed",
        part("text/plain", "x"),
        part("message/delivery-status", DSN.format(action="failed", status="5.1.1", code="")),
    )
    assert parse(raw).kind is Kind.MESSAGE
    assert parse(attached).kind is Kind.MESSAGE


QMAIL = """Hi. This is the qmail-send program at mx.example.jp.
I'm afraid I wasn't able to deliver your message to the following addresses.

<taro@example.jp>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 User unknown

--- Below this line is a copy of the message.

Return-Path: <support@hikari.example>
Message-ID: <ours.2@hikari.example>
"""


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        (
            ("From: MAILER-DAEMON@mx.example.jp", "Subject: failure notice", "Return-Path: <>"),
            QMAIL,
            ("taro@example.jp", "<ours.2@hikari.example>", "5.1.1", True),
        ),
        (
            (
                "From: Mail Delivery Subsystem <x@docomo.ne.jp>",
                "Subject: 送信できませんでした",
                "In-Reply-To: <ours.3@h.jp>",
            ),
            "次のあて先へのメールは宛先が存在しないため送信できませんでした。\n taro..x.@docomo.ne.jp\n",
            ("taro..x.@docomo.ne.jp", "<ours.3@h.jp>", None, True),
        ),
        (
            (
                "From: Postmaster@ezweb.ne.jp",
                "Subject: Mail System Error - Returned Mail",
                "References: <a@h.jp> <ours.4@h.jp>",
            ),
            "support@hikari.example からの mail は postmaster@x.jp により容量がいっぱいで (.x@ezweb.ne.jp) に届きません。",
            (".x@ezweb.ne.jp", "<ours.4@h.jp>", None, False),
        ),
        (
            (
                "From: a@b.jp",
                "Return-Path: <>",
                "Subject: Delivery Status Notification (Failure)",
                "X-Failed-Recipients: f@g.jp",
            ),
            "nothing",
            ("f@g.jp", None, None, None),
        ),
        (("From: mailer-daemon@x.jp", "Subject: ?"), "nothing", (None, None, None, None)),
    ],
)
def test_failure_notices_in_free_text_are_bounces(
    headers: tuple[str, ...],
    body: str,
    expected: tuple[str | None, str | None, str | None, bool | None],
) -> None:
    read = parse(text_mail(body, *headers))
    assert read.kind is Kind.BOUNCE
    assert read.bounce is not None
    found = read.bounce
    assert (found.failed_recipient, found.original_message_id, found.status, found.hard) == expected


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Warning: could not send message for past 4 hours", "THIS IS A WARNING MESSAGE ONLY"),
        ("Delivery delayed: x", "We will keep trying for taro@example.jp"),
        ("メールの配信が遅れています", "引き続き配信を試みます"),
        ("Notice", "This is a warning message only. You do not need to resend."),
    ],
)
def test_notices_of_delay_are_no_bounces(subject: str, body: str) -> None:
    read = parse(text_mail(body, "From: MAILER-DAEMON@mx.example.jp", f"Subject: {subject}"))
    assert read.kind is Kind.DELAY
    assert read.bounce is not None
    assert read.bounce.hard is False
