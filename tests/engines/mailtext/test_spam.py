"""What the servers on the way called spam, and what they did not."""

import pytest

from madoguchi.engines import mailtext


def marked(header: str) -> str:
    raw = f"From: a@customer.example\r\nSubject: x\r\n{header}\r\n\r\nbody\r\n"
    return mailtext.parse(raw.encode()).spam


@pytest.mark.parametrize(
    ("header", "mark"),
    [
        ("X-Spam-Flag: YES", "x-spam-flag: yes"),
        ("X-Spam-Status: Yes, score=12.1 required=5.0", "x-spam-status: yes"),
        ("X-Spam: true", "x-spam: true"),
        (
            "X-Forefront-Antispam-Report: CIP:1.2.3.4;SFV:SPM;H:x",
            "x-forefront-antispam-report: sfv:spm",
        ),
        ("X-MS-Exchange-Organization-SCL: 6", "x-ms-exchange-organization-scl: 6"),
        ("X-Rspamd-Action: add header", "x-rspamd-action: add header"),
        ("X-Amavis-Alert: SPAM, rule 7", "x-amavis-alert: spam"),
    ],
)
def test_a_mark_is_told_with_its_header(header: str, mark: str) -> None:
    assert marked(header) == mark


@pytest.mark.parametrize(
    "header",
    [
        "X-Spam-Flag: NO",
        "X-Spam-Status: No, score=-1.2",
        "X-Forefront-Antispam-Report: CIP:1.2.3.4;SFV:NSPM",
        "X-MS-Exchange-Organization-SCL: 1",
        "X-Rspamd-Action: no action",
        "X-Spam-Flag:",
        "X-Nothing: spam",
    ],
)
def test_a_mail_that_nobody_called_spam_has_no_mark(header: str) -> None:
    assert marked(header) == ""
