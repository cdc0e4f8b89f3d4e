"""0.14: what was settled in a call is written down."""

import re
from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.call_record import speaks_of_a_call, writes_down_a_call
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

_NOTHING_WRITTEN = "何が決まり、だれがいつまでに動くのかが残りません"
_BY_WORD_ONLY = "決めたことが文字で残らず、後で確かめられません"

_SPOKEN = re.compile(
    r"電話|通話|口頭|口約束|TEL|コール|お会いし|お話し|直接|ミーティング|打ち?合わ?せ|オンライン|会って|話し?て"
)
# Nothing is to be written: 記録は不要です, 控えは省きます, チャットには残さないで.
_RECORD = r"(?:記録|メモ|議事録?|控え|書面|文書|テキスト|文字|文面|文章|書き物|証跡|エビデンス|履歴|ログ|メール|チャット|スレッド|書き込み|覚え?書き?|念書|確認書|発注書|注文書|契約書|請書|一筆|まとめ)"
# Not to be done by intent: 残さない, つくらずに, せんといて; not 残っておりません.
_BY_INTENT = r"(?:さ|か|ら|せ|し|わ)(?:な(?:い(?!よう)|く)|ず|ん(?:と|で|かて)|ん?でも)"
_UNWRITTEN = re.compile(
    rf"{_RECORD}(?![^。!?\n、]{{0,6}}(?:提出|添付|返送|持参|用意|届))[^。!?\n、]{{0,12}}?"
    rf"(?:不要|要りま|いりま|要らな|いらな|いらん|無用|省[きいくか]|省略|割愛|なし(?:で|に|と|って|の方)|無し|ナシ|抜き|パス|スキップ|カット|必要(?:は|も)?(?:な|あり|ござ)"
    rf"|{_BY_INTENT}|やめ|止め|控え(?:ま|させ)|結構です|まで(?:は|も)?(?:し|いら|要)|残しませ|作りませ|取りませ|書きませ)"
    r"|(?:書き?残|書き?起こ|書き?留|文字に(?:し|起こ)|文章に)[^。!?\n]{0,8}?(?:な[くい]|ず|ません|不要|んと)|(?:書|残)(?:か|さ)なくて(?:も)?(?:いい|良い|よい|大丈夫|結構|OK|構)"
)
_SETTLING = re.compile(
    r"握[っれり]|話がつ|話はつ|方向で|片付|済ま|細部|話す|片づ|OK|費用|料金|金額|単価|値|決め|決ま|合意|条件|詳細|打ち?合わ|話し|お話|内容|細か|続き|相談|調整|やり(?:と|取)り|了承|約束|取り決め|件|進め|確定|詰め"
)
# Settled by word of mouth, and by that alone.
_BY_MOUTH_ALONE = re.compile(
    r"(?:電話|通話|口頭|コール|お話し?|直接お?話)[^。!?\n、]{0,10}?(?:だけ|のみ|ベース)(?:で|に)[^。!?\n]{0,12}?(?:決め|済|完結|合意|進め|終わ|詰め|確定|やり(?:と|取)り|お願い|OK)"
    r"|(?:電話|口頭|通話)(?:で|にて)(?:の)?(?:完結|済ま(?:せ|し)(?!ました|た|てあ|てい|てお))|口約束|(?:電話|口頭)(?:で|にて)(?:決め|合意|ご了承)[^。!?\n]{0,20}?(?:ので|から|ため)、?[^。!?\n]{0,16}?(?:書|文字|契約書|発注書|注文書)[^。!?\n]{0,8}?(?:なし|無し|抜き|ませ|ず|不要|省)"
)


def find(analysis: Analysis) -> Iterator[Mark]:
    """The whole message after a call that leaves nothing written; else what settles by word alone."""
    if analysis.context.after_call:
        if speaks_of_a_call(analysis) and not writes_down_a_call(analysis):
            yield Mark(None, _NOTHING_WRITTEN)
        return
    if not (_SPOKEN.search(analysis.own) and _SETTLING.search(analysis.own)):
        return
    for pattern in (_UNWRITTEN, _BY_MOUTH_ALONE):
        if match := pattern.search(analysis.own):
            yield Mark(_sentence_span(analysis, match), _BY_WORD_ONLY)
            return


def _sentence_span(analysis: Analysis, match: re.Match[str]) -> tuple[int, int]:
    """The sentence that leaves the record out, with the one before it where that names the call."""
    sentence = analysis.sentence_at(match.start())
    start = sentence.start if sentence else match.start()
    return start, match.end()


_CALLED = Context(after_call=True)

RULE = Rule(
    number="0.14",
    slug="call-follow-up",
    title="電話のあとは、決まったことを書き残す",
    meaning="電話や打ち合わせのあとは、決まったこと・担当・期日を文字で送り、相違がないかを確かめてもらいます。言った、言わないをなくすためです。",
    severity=Severity.WARN,
    bad=(
        Example(
            "先ほどはお電話ありがとうございました。引き続きよろしくお願いいたします。", _CALLED
        ),
        Example("お時間をいただき感謝いたします。伺った内容で進めてまいります。", _CALLED),
        Example("通話おつかれさまでした！その方向でいきましょう👍", _CALLED),
        Example("お電話にて貴重なお話をありがとうございました。社内に共有いたします。", _CALLED),
        Example("単価は口頭で決まりましたので、議事録は省きます。"),
        Example("細かい条件は電話で詰めましょう。記録は残さなくて大丈夫です。"),
    ),
    good=(
        Example(
            "お電話ありがとうございました。決まったことは次のとおりです。\n・色は紺\n・校正は当社の森が25日(水)まで",
            _CALLED,
        ),
        Example("お電話の件、納品は12月3日(木)15時、数量は200個で承りました。", _CALLED),
        Example("先ほどの通話の決定:席は12名、料理は5,000円です。", _CALLED),
        Example("本日はありがとうございました。ロゴは旧版を使うことになりました。", _CALLED),
        Example("お電話は平日9時から17時までお受けしております。"),
        Example("お電話でご本人の確認が取れましたら、書類の提出は不要です。"),
    ),
    find=find,
    weighed=_NOTHING_WRITTEN,
)
