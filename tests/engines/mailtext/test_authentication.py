"""What the receiving server found forged, by its Authentication-Results."""

import pytest

from madoguchi.engines import mailtext


def forged(*results: str) -> str:
    headers = "".join(f"Authentication-Results: {one}\r\n" for one in results)
    raw = f"{headers}From: a@client.example\r\nSubject: x\r\n\r\nbody\r\n"
    return mailtext.parse(raw.encode()).forged


@pytest.mark.parametrize(
    ("results", "mark"),
    [
        ("mx.example; dmarc=fail (p=REJECT sp=NONE) header.from=client.example", "dmarc=fail"),
        ("mx.example 1;\r\n\tspf=pass smtp.mailfrom=x.example;\r\n\tDMARC = FAIL", "dmarc=fail"),
        (
            "mx.example; spf=fail; dkim=fail (body hash (sha256) did not verify)",
            "spf=fail dkim=fail",
        ),
        ("mx.example; spf=fail; dkim=fail; dkim=pass header.d=client.example", ""),
        ("mx.example; spf=softfail; dkim=fail", ""),
        ("mx.example; spf=fail; dkim=none", ""),
        ("mx.example; spf=fail; dkim=fail; dmarc=pass", ""),
        ("mx.example; dmarc=pass header.from=Client.example.", ""),
        (
            "mx.example; dmarc=pass (p=NONE) header.from=x.example",
            "dmarc=pass header.from=x.example",
        ),
        (
            "mx.example; dmarc=pass header.from=a.client.example.x.example; dkim=pass",
            "dmarc=pass header.from=a.client.example.x.example",
        ),
        ("mx.example; dmarc=pass header.from=x.example; dmarc=fail", "dmarc=fail"),
        ("mx.example; dmarc=pass header.from=x.example; dmarc=pass header.from=client.example", ""),
        ("mx.example; none", ""),
        ("mx.example; x=1 (dmarc=fail)", ""),
        ("mx.example; " + "(" * 9 + "spf=pass" + ")" * 9 + "; dmarc=fail", "dmarc=fail"),
        ("", ""),
    ],
)
def test_a_failure_is_told_as_the_server_wrote_it(results: str, mark: str) -> None:
    assert forged(results) == mark


def test_the_topmost_server_counts_and_what_it_wrote_in_more_headers() -> None:
    above, below = "mx.example; spf=fail", "mx.example; dkim=fail"

    assert forged(above, below) == "spf=fail dkim=fail"
    assert forged("mx.example; dmarc=pass", "relay.example; dmarc=fail") == ""
    assert forged("mx.example; dmarc=fail", "relay.example; dmarc=pass") == "dmarc=fail"


def test_a_mail_without_the_header_is_not_judged() -> None:
    assert forged() == ""


def test_what_is_no_header_of_that_kind_is_read_in_time() -> None:
    assert forged("(" * 60_000) == ""


def test_a_domain_that_is_not_ascii_is_known_by_its_coded_form() -> None:
    raw = "Authentication-Results: mx.example; dmarc=pass header.from=xn--wgv71a119e.example\r\nFrom: a@日本語.example\r\n\r\nx"

    assert mailtext.parse(raw.encode()).forged == ""
