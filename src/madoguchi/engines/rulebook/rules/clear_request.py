"""0.11: a request says who, what and why, and says it first."""

import re
from collections.abc import Iterator, Sequence

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context, PreviousMessage
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.addressees import Addressee, Named, addressees
from madoguchi.engines.rulebook.reading.asked import asked
from madoguchi.engines.rulebook.reading.background import narrates, tells_why
from madoguchi.engines.rulebook.reading.questions import questions
from madoguchi.engines.rulebook.reading.requests import Request, requests_made
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

SEVERAL = 3
LONG_BACKGROUND = 3
_MAY_ASK = re.compile(
    r"くださ|下さ|願|いただ|頂|もら|貰|くれ|ほし|欲し|頼|任せ|まかせ|助か|幸|嬉|うれ|いて|ちょうだい|よろ|なさ|借り|のこと|預か|て(?:ね|な|よ)?(?:[!。~ー\n]|$)|誰|だれ|どなた|方"
)


_EACH = re.compile(
    r"各自|それぞれ|めいめい|お?(?:一人|ひとり)(?:ずつ|さま|様)|各(?:店|社|部署|拠点|課|自|校|チーム)|ご自身|自分の|全員(?:が|に|で|、)|ご?(?:記入|回答|入力|投票|署名|提出|参加|出欠)"
)
_JOINED = re.compile(r"[、がにへはのでも]")
# What an end customer is asked to hand over; 押してください only shows the way.
_HANDED_IN = re.compile(
    r"送|返送|提出|記入|提示|郵送|返却|撮|書いて|署名|捺印|押印|用意|届け|控えて"
)


# 当日までに戸棚を空にしておいてください: work that the reader would not expect.
_MADE_READY = re.compile(
    r"(?:空に|空け|開け|片[付づ]け|どか|どけ|移動|動か|外し|掃除|止めて|抜いて|切って|脱い|洗っ)[^。、]{0,6}(?:て|で)おいて"
)


def find(analysis: Analysis) -> Iterator[Mark]:
    """At most one mark: nobody is named, or no reason given, or the ask comes late."""
    if not _MAY_ASK.search(analysis.own):
        return
    asks = [one for one in requests_made(analysis) if not one.in_a_case]
    made = [one for one in asks if not one.checked]
    mark = _to_nobody(analysis, asks, made)
    if mark is None and made:
        mark = _late(analysis, asks) or _unfounded(analysis, made)
    if mark is not None:
        yield mark


def _to_nobody(analysis: Analysis, asks: Sequence[Request], made: Sequence[Request]) -> Mark | None:
    if analysis.context.members < SEVERAL or analysis.context.room == "direct":
        return None
    named = addressees(analysis)
    nobody = next((one for one in named if one.named is Named.NOBODY), None)
    if nobody is not None and (asks or questions(analysis)):
        called = "" if _JOINED.match(analysis.own, nobody.end) else "、"
        span = (nobody.start, nobody.end)
        return Mark(span, "誰がするのか分かりません", f"〔お名前〕様{called}")
    if made and not _names(analysis, named) and asked(analysis) is None:
        return Mark(
            (made[0].start, made[0].end),
            "誰がするのか分かりません",
            _named(analysis, made[0], named),
        )
    return None


def _named(analysis: Analysis, one: Request, named: Sequence[Addressee]) -> str:
    """皆様、ご記入ください → 〔お名前〕様、ご記入ください."""
    said = analysis.text[one.start : one.end]
    for everyone in named:
        if one.start <= everyone.start and everyone.end <= one.end:
            before, after = everyone.start - one.start, everyone.end - one.start
            return f"{said[:before]}〔お名前〕様{said[after:]}"
    return f"〔お名前〕様、{said}"


def _names(analysis: Analysis, named: Sequence[Addressee]) -> bool:
    """Somebody, or everybody where each does the same for himself: 各自ご記入ください."""
    kinds = {one.named for one in named}
    if kinds & {Named.PERSON, Named.ROLE}:
        return True
    return Named.EVERYONE in kinds and _EACH.search(analysis.own) is not None


def _late(analysis: Analysis, asks: Sequence[Request]) -> Mark | None:
    first = asks[0]
    if first.checked or first.after < LONG_BACKGROUND or asked(analysis) is not None:
        return None
    return Mark((first.start, first.end), "お願いが長い前置きのあとにあり、見落とされます")


def _unfounded(analysis: Analysis, made: Sequence[Request]) -> Mark | None:
    given = [one for one in made if not one.told and _is_for_us(analysis, one)]
    if not given or tells_why(analysis.own):
        return None
    if asked(analysis) is not None and not _is_work_unasked_for(analysis, given[0]):
        return None
    asking = {one.sentence for one in made}
    if any(
        narrates(sentence)
        for index, sentence in enumerate(analysis.sentences)
        if index not in asking
    ):
        return None
    first = given[0]
    rewrite = f"〔理由〕のため、{analysis.text[first.start : first.end]}"
    return Mark((first.start, first.end), "何のためのお願いか分かりません", rewrite)


def _is_work_unasked_for(analysis: Analysis, one: Request) -> bool:
    theirs = asked(analysis)
    plain = theirs is not None and not theirs.questions
    return plain and _MADE_READY.search(analysis.own, one.start, one.end) is not None


def _is_for_us(analysis: Analysis, one: Request) -> bool:
    if analysis.draft.audience_kind == "client":
        return True
    return any(
        words.search(analysis.own, one.start, one.end) for words in (_HANDED_IN, _MADE_READY)
    )


_GROUP = Context(members=5)

RULE = Rule(
    number="0.11",
    slug="clear-request",
    title="お願いは、誰に・何を・なぜを先に書く",
    meaning="お願いは、誰に、何を、何のためにしてほしいのかを書き、用件を先に置きます。受け取った人が、自分の仕事かどうかをすぐに決められるようにするためです。",
    severity=Severity.WARN,
    bad=(
        Example("商品の寸法を一覧にして、明日までにお送りください。"),
        Example("ロゴのデータを共有していただけると助かります。"),
        Example("棚卸しの準備のため、どなたか在庫表を本日中に更新してください。", _GROUP),
        Example("来月の採用面接に備えて、空き時間を金曜までにご記入いただけますか。", _GROUP),
        Example(
            "先週からアクセスが増えています。1日平均で2,100件です。サーバーの空きは2割まで減りました。夜間は応答が3秒かかっています。増設の費用の見積もりを出していただけますか。"
        ),
        Example("店内の写真を3枚撮って送ってもらえますか？"),
    ),
    good=(
        Example("見積書に載せるため、商品の寸法を一覧にして明日までにお送りください。"),
        Example("田中様、棚卸しの準備のため、在庫表を本日中に更新していただけますか。", _GROUP),
        Example("採用面接の日程を決めたいので、各自、空き時間を金曜までにご記入ください。", _GROUP),
        Example("添付の原稿をご確認ください。見ていただきたいのは3行目の金額です。"),
        Example("ご不明な点がございましたら、お知らせください。"),
        Example(
            "ログの送付をお願いします。障害の原因を調べるためです。",
            Context(previous=(PreviousMessage("them", "ログインできません。"),)),
        ),
    ),
    find=find,
    weighed="誰が、何のために、いつまでにするお願いなのかがそろっていません",
)
