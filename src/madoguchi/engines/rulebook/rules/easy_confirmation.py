"""0.12: who is asked to check something gets it to hand, with the point to look at."""

import re
from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Attachment, Context
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.confirmations import CheckAsked, checks_asked
from madoguchi.engines.rulebook.reading.material import (
    gives_material,
    names_point,
    names_work,
    tells_content,
)
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

_MADE = re.compile(
    r"作成|作り|作っ|つく[りっ]|更新|変更|修正|直し|なおし|直り|送[りっ]|送付|格納|アップ|上げ(?:まし|た|て)|仕上が|完成|まとめ|用意|提出|入れ(?:まし|て|た)|置[いき]|反映|変え|書き|書い|できまし|出来まし|替え|改め|終わり|終え|納め|でき(?:た|あが)|追加|登録|投稿|公開|リリース|設置|組み|組ん|撮[りっ]|編集|刷[りっ]|印刷|差し|描[いき]|整え|固ま|固め|直って|上が|起こし"
)
_IDLE = re.compile(
    r"(?:お手(?:すき|隙|空き)|お時間|ご都合|お忙し|一度|再度|今一度|念のため|改めて|あらためて|あわせて|併せて|よろしければ|お手数|恐れ入り|恐縮|ざっと|さらっと|軽く|いちおう|一応|取り急ぎ|とりあえず|ぜひ|是非|(?:だれ|誰|どなた)か|皆(?:さん|様)|みなさん|各自|[おご]?(?:二人|ふたり)(?:で)?|じっくり|ゆっくり|早めに|至急|どうぞ|何卒|まずは|では|本日|明日|今日|今週|来週|[0-9]|[月日時分/:]|午前|午後|正午|まで|中に|際|折|とき|あり|ある|な|です|ます|ところ|ので|が|に|の|ん|、|\s|[()])*"
)


_FAULTS = re.compile(
    r"問題|誤り|間違|不備|相違|違い|齟齬|不足|漏れ|抜け|ミス|修正|違和感|おかし|気になる|直し|変な"
)
# Said in passing as well: 不備がございましたらお知らせください, 展示もご覧ください, 足元を見てください.
_WEAK = re.compile(f"ご覧|(?:触|さわ|使)って|ご?感想|{_FAULTS.pattern}")
_WRONG = re.compile(
    r"古い|違|誤り|抜け|足り(?:ない|ませ)|空欄|異な|ずれ|重複|合(?:わな|って(?:い|お)(?:な|り?ませ))"
)
# 見ていただきたいのは3行目です, 直したのは給与欄の1か所です.
_POINTED_OUT = re.compile(
    r"(?:見て|確認|確かめ|チェック)[^。]{0,6}(?:いただきたい|頂きたい|ほしい|欲しい)|(?:直|変え|変わっ|変更し|修正し|追加し|書き換え|差し替え)(?:した|た)?(?:の(?:は|が)|点|箇所|ところ|部分)|(?:特に|とくに)(?!、?ご?(?:異|問題|意見|指摘|なけ|ない))|ポイント|観点|論点|主に|箇所は"
)


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark on the first ask to check, where neither what is to be checked nor the point is given."""
    asked = checks_asked(analysis)
    if not asked or gives_material(analysis):
        return
    bare = next((check for check in asked if _is_bare(analysis, check)), None)
    if bare is not None:
        yield _mark(analysis, bare)


def _is_bare(analysis: Analysis, check: CheckAsked) -> bool:
    said = analysis.own[check.object_start : check.start]
    if (
        names_point(said)
        or _point_told_nearby(analysis, check)
        or _is_what_is_wrong(analysis, check)
    ):
        return False
    if tells_content(analysis, check.sentence):
        return False
    weak = _WEAK.match(analysis.own, check.start) is not None
    named = _IDLE.fullmatch(said) is not None or names_work(said)
    # A customer is often told what to try: only what we made is shown to be looked over.
    to_client = analysis.draft.audience_kind == "client" and analysis.own[check.start] != "見"
    if not weak and (named or to_client):
        return True
    return any(
        _MADE.search(analysis.own, sentence.start, min(sentence.end, check.start))
        for sentence in analysis.sentences[: check.sentence + 1]
    )


def _is_what_is_wrong(analysis: Analysis, check: CheckAsked) -> bool:
    """郵便番号が古いままでしたので、ご確認のうえ: what comes before names the point, and nothing is made."""
    start = analysis.sentences[check.sentence].start
    before = analysis.own[start : check.object_start]
    wrong = _WRONG.search(before) is not None and not _MADE.search(before)
    return wrong and names_point(before)


def _point_told_nearby(analysis: Analysis, check: CheckAsked) -> bool:
    near = analysis.sentences[max(check.sentence - 2, 0) : check.sentence + 3]
    return any(_POINTED_OUT.search(s.text) and names_point(s.text) for s in near)


def _mark(analysis: Analysis, check: CheckAsked) -> Mark:
    asked = analysis.text[check.start : check.end]
    comma = (
        "、" if analysis.own[check.object_start : check.start].endswith(("を", "も", "は")) else ""
    )
    pointed = f"{comma}〔リンクか添付〕で〔見てほしい点〕を中心に{asked}"
    return Mark(
        (check.start, check.end),
        "どこにある何を、どの点から見ればよいのか分かりません。リンクか添付と、見てほしい点を添えてください",
        None if _FAULTS.match(asked) else pointed,
    )


RULE = Rule(
    number="0.12",
    slug="easy-confirmation",
    title="確認の依頼には現物と見る点を添える",
    meaning="確認を頼むときは、リンクか添付、または本文そのものと、見てほしい点を添えます。相手が探したり、全部を読み直したりせずに済むようにするためです。",
    severity=Severity.WARN,
    bad=(
        Example("案内文を直しました。ご確認をお願いいたします。"),
        Example("チラシのラフができましたので、目を通していただけますか？"),
        Example("見積書、見といてください！"),
        Example("新しい台本をアップしました。お時間のあるときにレビューいただけますと幸いです。"),
        Example("ご登録内容に間違いがないか、お確かめください。", audience_kind="customer"),
        Example("シフト表を更新しました。おかしなところがあれば教えてください。"),
    ),
    good=(
        Example("案内文です。 https://example.co.jp/a 料金の行だけご確認ください。"),
        Example(
            "ラフを添付します。色味を見ていただけますか。",
            Context(attachments=(Attachment("ラフ.pdf"),)),
        ),
        Example("ご確認ありがとうございます。"),
        Example("在庫を確認させてください。"),
        Example("電源のランプが点いているかご確認ください。", audience_kind="customer"),
        Example("変更の内容をご確認ください。\n・日時:25日(水)15時\n・人数:4名"),
        Example("ご利用の履歴はマイページで確認いただけます。", audience_kind="customer"),
    ),
    find=find,
    weighed="どこにある何を、どの点から見ればよいのか分かりません。リンクか添付と、見てほしい点を添えてください",
)
