"""Questions and what they want, checks that are asked for, and whether a draft answers what was asked."""

import pytest

from madoguchi.engines.rulebook import Attachment, Context, Draft, Link, PreviousMessage
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.reading.act import ActKind
from madoguchi.engines.rulebook.reading.answers import answer
from madoguchi.engines.rulebook.reading.confirmations import confirmations
from madoguchi.engines.rulebook.reading.proposals_made import proposals_made
from madoguchi.engines.rulebook.reading.questions import questions
from tests.engines.rulebook.by_reading import read
from tests.engines.rulebook.phrasings import closed_question, conclusion_first, easy_confirmation


def speaks(rule: str, text: str, context: Context | None = None, kind: str = "client") -> bool:
    return rule in {one.rule for one in read(Draft(text, context or Context(), kind))}


def asked_before(question: str) -> Context:
    return Context(previous=(PreviousMessage("them", question),))


def kinds(text: str) -> list[str]:
    return [act.kind.value for act in questions(Analysis.of(Draft(text)))]


@pytest.mark.parametrize("text", closed_question.BAD)
def test_a_question_without_a_proposal_is_pointed_out(text: str) -> None:
    assert speaks("closed-question", text)


@pytest.mark.parametrize("text", closed_question.GOOD)
def test_a_question_with_a_proposal_and_a_plain_one_pass(text: str) -> None:
    assert not speaks("closed-question", text)


@pytest.mark.parametrize("text", easy_confirmation.BAD)
def test_a_check_of_nothing_to_hand_is_pointed_out(text: str) -> None:
    assert speaks("easy-confirmation", text)


@pytest.mark.parametrize("text", easy_confirmation.GOOD)
def test_a_check_with_material_or_a_point_passes(text: str) -> None:
    assert not speaks("easy-confirmation", text)


@pytest.mark.parametrize("text", easy_confirmation.BAD_TO_CUSTOMERS)
def test_a_customer_who_is_asked_to_check_gets_something_to_check(text: str) -> None:
    assert speaks("easy-confirmation", text, kind="customer")


@pytest.mark.parametrize("text", easy_confirmation.GOOD_TO_CUSTOMERS)
def test_a_customer_may_be_told_what_to_try(text: str) -> None:
    assert not speaks("easy-confirmation", text, kind="customer")


@pytest.mark.parametrize("text", easy_confirmation.BAD)
def test_a_link_or_a_file_is_something_to_check(text: str) -> None:
    assert not speaks("easy-confirmation", text, Context(attachments=(Attachment("a.pdf"),)))
    assert not speaks("easy-confirmation", text, Context(links=(Link("https://example.co.jp"),)))


@pytest.mark.parametrize(("question", "text"), conclusion_first.BAD)
def test_an_answer_that_comes_late_or_never_is_pointed_out(question: str, text: str) -> None:
    assert speaks("conclusion-first", text, asked_before(question))


@pytest.mark.parametrize(("question", "text"), conclusion_first.GOOD)
def test_an_answer_in_the_first_two_sentences_passes(question: str, text: str) -> None:
    assert not speaks("conclusion-first", text, asked_before(question))


@pytest.mark.parametrize(("question", "text"), conclusion_first.BAD)
def test_nothing_is_late_where_nobody_asked(question: str, text: str) -> None:
    answered = (PreviousMessage("them", question), PreviousMessage("me", "はい。"))

    assert not speaks("conclusion-first", text)
    assert not speaks("conclusion-first", text, Context(previous=answered))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("asks open", "この先、どう進めましょうか。"),
        ("asks open", "こういうとき、よそではどうしてますか？"),
        ("asks open", "どう伝えるのが適切でしょうか。"),
        ("asks open", "ご見解を賜れますと幸いです。"),
        ("asks open", "対応に困っております。"),
        ("asks open", "段取り、どうしますか〜"),
        ("asks to choose", "白と黒、どちらにしますか？"),
        ("asks to choose", "A社かB社かで迷っています。"),
        ("asks for a fact", "納期は？"),
        ("asks for a fact", "会場の住所を教えてください。"),
        ("asks for a fact", "どのような画面が出ていますか？"),
        ("asks for a fact", "いつごろ届きましたか。"),
        ("asks yes or no", "在庫はまだありますか？"),
        ("asks yes or no", "請求先は本社だよね？"),
    ],
)
def test_each_question_wants_its_kind_of_answer(kind: str, text: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "寒い日が続きますが、いかがお過ごしでしょうか。",
        "雨の影響が大きいのではないでしょうか。",
        "いつ届くかをお知らせしました。",
        "お客様から、どうすればいいかというお声が3件ありました。",
        "ご不明な点がありましたら、お聞かせください。",
    ],
)
def test_courtesies_opinions_and_others_questions_are_no_questions(text: str) -> None:
    assert kinds(text) == []


def test_a_check_is_an_act() -> None:
    [act] = confirmations(Analysis.of(Draft("案内文を直しました。ご確認ください。")))

    assert (act.kind, act.sentence) == (ActKind.ASKS_TO_CONFIRM, 1)


def test_proposals_are_acts_of_their_sentences() -> None:
    found = proposals_made(Analysis.of(Draft("在庫は3点です。25日に20点を追加したいです。")))

    assert [(act.kind, act.sentence) for act in found] == [(ActKind.PROPOSES, 1)]


def test_what_was_proposed_before_another_topic_does_not_count() -> None:
    assert speaks("closed-question", "A店は20席に増やす案です。あと、B店はどうしますか？")
    assert not speaks("closed-question", "A店は20席に増やす案です。どうしますか？")


def test_neighbouring_open_questions_are_marked_once() -> None:
    found = read(Draft("どうしましょう。ご意見をください。"))

    assert [one.rule for one in found].count("closed-question") == 1


def test_a_proposal_can_be_put_in_the_place_of_the_question() -> None:
    [finding] = read(Draft("箱が2つ潰れていました。どういたしましょうか。"))

    assert finding.rewrite == "〔案〕で進めてよろしいでしょうか。"


def test_the_answer_can_be_moved_to_the_front_without_its_connective() -> None:
    text = "荷は昨日出ました。\n道が混んでいます。\n運転手は2人です。\nですので、到着は15時です。"
    [finding] = read(Draft(text, asked_before("到着は何時ですか？"), "customer"))

    assert finding.span == text
    assert finding.rewrite == (
        "到着は15時です。\n荷は昨日出ました。\n道が混んでいます。\n運転手は2人です。"
    )


def test_a_question_that_is_never_answered_is_quoted() -> None:
    asked = "来週の金曜の夜に20名で貸し切りにした場合の料金はいくらになりますか？"
    text = "当店は駅の南にございます。席は28席です。庭に池があります。鯉が泳いでいます。"
    [finding] = read(Draft(text, asked_before(asked), "customer"))

    assert finding.span is None
    assert finding.reason.startswith("「来週の金曜の夜に20名で貸し切りにした場合の料金は")
    assert "…」" in finding.reason


@pytest.mark.parametrize(
    "text",
    [
        "席は28席です。庭に池があります。鯉がいます。何名様でしょうか。",
        "席は28席です。庭に池があります。鯉がいます。料金は調べて16時までにお返事します。",
        "席は28席です。庭に池があります。鯉がいます。料金は https://example.co.jp/a にあります。",
    ],
)
def test_asking_back_putting_off_and_pointing_to_the_answer_pass(text: str) -> None:
    assert not speaks("conclusion-first", text, asked_before("料金はいくらですか？"), "customer")


@pytest.mark.parametrize(
    ("question", "text", "number"),
    [
        ("遅れた理由は何ですか？", "荷は出ました。箱は2つです。道が混んでいたためです。", 2),
        ("担当の名前わかりますか？", "名前は岸です。", 0),
        ("解約できますか？", "契約は2年です。窓口は2階です。解約できます。", 2),
        ("席を替えていただけますか。", "庭が見えます。席は替えられます。", 1),
    ],
)
def test_an_answer_is_found_where_it_stands(question: str, text: str, number: int) -> None:
    found = answer(Analysis.of(Draft(text, asked_before(question))))

    assert found is not None
    assert found.sentence is not None
    assert len(found.before) == number


@pytest.mark.parametrize(
    "text",
    [
        "案です。\n---\n秋の行楽弁当、10月1日から。\n---\nご確認ください。",
        "> 秋の行楽弁当\nこちらをご確認ください。",
        "定員は30名、開始は9時です。経費は当社が持ちます。以上、ご確認ください。",
    ],
)
def test_content_that_is_shown_or_told_can_be_checked(text: str) -> None:
    assert not speaks("easy-confirmation", text)


def test_a_signature_between_rules_is_no_content() -> None:
    text = "原稿を直しました。ご確認ください。\n-----\nこもれび印刷 原\n-----"

    assert speaks("easy-confirmation", text)
