"""0.15: work is talked about where the team can see it."""

from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context, PreviousMessage
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.private_matters import is_private
from madoguchi.engines.rulebook.reading.substance import has_substance
from madoguchi.engines.rulebook.rule import Example, Mark, Rule


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for the whole message when work stands in a direct thread."""
    if analysis.context.room != "direct" or analysis.draft.audience_kind == "customer":
        return
    if has_substance(analysis) and not is_private(analysis):
        yield Mark(None, "仕事の話がチームに見えません。クライアントルームに書きます")


def _direct(text: str, *said: tuple[str, str]) -> Example:
    previous = tuple(PreviousMessage(sender, words) for sender, words in said)
    return Example(text, Context(room="direct", previous=previous))


RULE = Rule(
    number="0.15",
    slug="shared-room",
    title="仕事の話は共有の場でする",
    meaning="質問・依頼・報告は、クライアントルームに書きます。個別のやりとりで進めた仕事は、ほかの人から見えず、引き継げないためです。",
    severity=Severity.WARN,
    bad=(
        _direct("求人票を直しました。給料の欄は時給1,200円です。"),
        _direct("4月の新入荷は12点です。撮影は3日に終わりました。"),
        _direct("棚卸しは15日でよろしいですか？"),
        _direct("送料の表を25日17時までにお送りください。"),
        _direct("A社の案が月8,000円安いです。A社で進めたいです。"),
        _direct("沖縄への送料は1,650円です。", ("them", "沖縄への送料はいくらですか？")),
        _direct("パスワードを変えました。新しいものは Kd-22-mm です。"),
    ),
    good=(
        Example("求人票を直しました。給料の欄は時給1,200円です。"),
        _direct("熱が38度あり、本日は休ませていただきます。"),
        _direct("どうぞお大事になさってください。", ("them", "検査は問題なしでした。")),
        _direct(
            "来週火曜の13時に2人で話す時間を取りました。",
            ("them", "家庭の事情で、個別に相談したいです。"),
        ),
        _direct(
            "初期パスワードをお送りします。\nmR7-kk02",
            ("me", "パスワードは個別チャットでお送りしてよろしいですか？"),
            ("them", "はい。"),
        ),
        _direct("ありがとうございます！"),
        _direct("私事ですが、12月に産休に入ります。後任は大野です。"),
    ),
    find=find,
)
