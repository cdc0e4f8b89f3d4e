"""S3: a file that is announced is there."""

import re
from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.context import Attachment, Context, Link
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

_CUE = re.compile(r"添付|別紙|別添|アタッチ")
# The writer sends a file along with these words.
_ANNOUNCED = re.compile(
    r"(?:添付|別添|アタッチ)(?:ファイル|資料|画像|写真|書類|データ|の[^。、\n]{1,16})?(?:を|にて|で|として|し、|のうえ|の上)?[^。\n、]{0,10}?"
    r"(?:し(?:ます|ました|ております|ています|ておきま|てお?送り|てご?(?:送付|提出|案内|返信)|たので|ましたので|ますので)|いたし(?:ます|ました|ております)|致し(?:ます|ました|ております)"
    r"|(?:お送り|送付|送信|ご提出|お届け|ご案内|ご共有|お知らせ|送らせ)[^。\n]{0,3}(?:し|いたし|致し|申し上げ|ます|ております))"
    r"|添付(?:いた|致)?し(?:ます|ました|ております|ています)|添付(?:です|になります|でございます|しときます|しました|しとき)"
    r"|(?:添付|別添|別紙)(?:の|に(?:ある|記載|示した|まとめ))[^。\n]{0,20}?(?:ファイル|資料|書類|画像|写真|表|PDF|エクセル|Excel|図|一覧|案内|見積書?|請求書|用紙|とおり|通り|どおり)"
    r"|(?:添付(?:ファイル|資料|画像|写真|書類)|別紙|別添)(?:を|に|も|の[^。\n]{1,12}を)[^。\n]{0,16}?(?:ご覧|ご参照|ご確認|ご査収|お送り|送付|送り|添え|お?付け|記入|ご記入|まとめ|記載)"
    r"|添付(?:ファイル|資料|画像|写真|書類)(?:です|をどうぞ|のとおり|の通り)"
)
# Asked of the reader, said of another message or another's file, or not done at all.
_ELSEWHERE = re.compile(
    r"添付(?:の(?:うえ|上)|し?て(?!おり|い)|を|いただ|頂|をお?願|する|でき|可能)[^。\n]{0,24}?(?:くださ|下さ|いただ|頂|お?願|もら)"
    r"|ご添付|添付(?:され|いただい|頂い|くださ|でき(?:ます|る|ません)|は(?:不要|ございません|ありません|でき|し(?:て(?:い|おり)ま)?せん)|し(?:ない|ません|忘れ|そびれ)|する(?:場合|際|とき|には|と|欄|ボタン)|漏れ|不要)"
    r"|(?:先ほど|先程|さきほど|前回|先日|昨日|前の|以前|[0-9]{1,2}日の|ご返信|いただいた|頂いた|お客様(?:が|の)|お送りいただい|貴社の)[^。\n]{0,24}?(?:添付|別紙|別添)"
    r"|(?:添付|別紙|別添)[^。\n]{0,12}(?:後ほど|別便|別メール|次のメール|のちほど|改めて|でしょうか|ますか|ませんか|ましょうか|場合|か\?)"
    r"|(?:後ほど|のちほど|別便|別メール|次のメール|改めて|追って|\d{1,2}日|\d{1,2}時|明日|来週)[^。\n]{0,16}添付(?:で|し|いたし|にて)"
    r"|商品に|箱に|荷物に|製品に|台紙に|契約書の別紙|規約の別紙"
)
_ADDRESS = re.compile(r"https?://|www\.")


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark on the first sentence that announces a file, where it is known that none goes along."""
    context = analysis.context
    if context.attachments != () or not _CUE.search(analysis.own):
        return
    if context.links or _ADDRESS.search(analysis.text):
        return
    for sentence in analysis.sentences:
        if mark := _announced(sentence):
            yield mark
            return


def _announced(sentence: Sentence) -> Mark | None:
    found = _ANNOUNCED.search(sentence.text)
    if found is None or _ELSEWHERE.search(sentence.text):
        return None
    span = (sentence.start + found.start(), sentence.start + found.end())
    return Mark(span, "添付すると書いてありますが、ファイルが付いていません")


def _with(text: str, *files: str, kind: str = "client") -> Example:
    return Example(text, Context(attachments=tuple(Attachment(name) for name in files)), kind)


_URL = "https://example.co.jp/f/1"

RULE = Rule(
    number="S3",
    slug="attachment-announced",
    title="添付すると書いたら付ける",
    meaning="「添付します」と書いた返信には、ファイルを付けます。付いていないと、相手はもう一度頼まなければならないためです。",
    severity=Severity.STOP,
    bad=(
        _with("見積書を添付します。"),
        _with("お世話になっております。議事録を添付いたしましたので、ご覧ください。"),
        _with("詳しくは添付のファイルをご覧ください。"),
        _with("料金は別紙のとおりです。"),
        _with("返品の用紙を添付にてお送りいたします。", kind="customer"),
        _with("9月分の請求書です。PDFを添付しております。"),
        _with("添付ファイルをご確認ください。", kind="customer"),
    ),
    good=(
        _with("見積書を添付します。", "見積書.pdf"),
        Example("見積書を添付します。"),
        _with("割れた箇所の写真を添付してください。", kind="customer"),
        _with("ご返信の際に、領収書を添付していただけますか。", kind="customer"),
        _with("昨日のメールに添付した表のとおりです。"),
        _with("お送りいただいた添付の写真を拝見しました。", kind="customer"),
        _with("見積書は後ほど添付でお送りします。"),
        _with(f"資料を添付します。 {_URL}"),
        _with("「添付ファイル」のボタンを押してください。"),
        Example("資料を添付します。", Context(attachments=(), links=(Link(_URL, "shared"),))),
    ),
    find=find,
)
