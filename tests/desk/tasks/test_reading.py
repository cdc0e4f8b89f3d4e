"""What a message asks for, as the beginnings of a task."""

from madoguchi.desk.tasks.reading import Request, asks_for_work, is_clear, request_in
from tests.engines.businesstime.hours import OFFICE, jst

SENT = jst("2026-11-20 11:02")


def read(text: str) -> Request:
    return request_in(text, sent_at=SENT, calendar=OFFICE)


def test_the_deed_is_the_title_and_the_sentence_that_says_why_the_purpose() -> None:
    assert read(
        "FAQ「ギフト包装」を3本書いてもらえますか。包装の質問が月38件あり、減らしたいためです。"
        "27日(金)の12時までにお願いします。"
    ) == Request(
        title="FAQ「ギフト包装」を3本書いて",
        purpose="包装の質問が月38件あり、減らしたいためです",
        due_at=jst("2026-11-27 12:00"),
    )


def test_where_no_purpose_is_said_the_sentence_that_tells_more_stands_for_it() -> None:
    read_of = read(
        "欠けや割れの報告を、ロット別に集計していただけますか。"
        "本日17時に窯元との打ち合わせがあり、返品基準を見直す資料にします。"
    )

    assert read_of.title == "欠けや割れの報告をロット別に集計"
    assert read_of.purpose == "本日17時に窯元との打ち合わせがあり、返品基準を見直す資料にします"


def test_a_purpose_in_the_request_itself_is_not_said_twice() -> None:
    assert read("朝礼で使うため、お客様の声を一覧にしてください。").purpose == ""


def test_an_unclear_request_is_known_as_such() -> None:
    assert not read("お客様の声を一覧にしておいてください。").is_clear


def test_a_due_time_that_is_over_is_none() -> None:
    assert read("昨日の17時までに料金表を差し替えてください。").due_at is None


def test_what_asks_for_nothing_is_said_to() -> None:
    said = read("ありがとうございます。届きました。")

    assert (said.title, said.is_asked) == ("ありがとうございます。届きました", False)
    assert not asks_for_work("ありがとうございます。")
    assert asks_for_work("料金表を差し替えてください。")


def test_a_form_is_clear_once_it_says_what_for() -> None:
    assert is_clear("集計", "会議のため")
    assert not is_clear("集計", " ")
