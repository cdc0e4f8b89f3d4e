"""0.16: what is confidential goes only to whom it is meant for."""

import re
from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Attachment, Context, Link
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.identifier_patterns import IdentifierKind
from madoguchi.engines.rulebook.reading.identifiers import Identifier, identifiers
from madoguchi.engines.rulebook.reading.masking import masked
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

_ALWAYS_PRIVATE = (IdentifierKind.CARD, IdentifierKind.MY_NUMBER)
# Nobody else has such a number; a phone or an address may be a desk's or a shop's.
_ONLY_PERSONS = (IdentifierKind.PERSONAL_NUMBER, IdentifierKind.BIRTHDATE)
_PERSONS = (
    IdentifierKind.PHONE,
    IdentifierKind.ADDRESS,
    IdentifierKind.EMAIL,
    IdentifierKind.ACCOUNT,
)
# Whose number it is: a customer's.
_CUSTOMER = re.compile(
    r"お?客|利用者|会員|応募者|候補者|患者|来院者|入居者|契約者|購入者|注文者|依頼者|依頼主|申込者|申し込み者|申込|受講者|生徒|園児|保護者|参加者|宿泊者|希望者|施主|借主|届け?先|送り先|配送先|お住まい|ご?自宅|お宅|ご?本人|個人"
    r"|持ち主|(?<!事業)(?<!営業)主様|ご?家庭|ご?家族|ご?遺族|親御|奥様|旦那様|ご?主人|(?:お|ご)?(?:母|父|祖母|祖父|ばあ|じい)(?:様|さま|さん)|返金(?:先|口座|用)|(?:ご)?名義|お電話口|折り?返し(?:先|は|の?お?電話)|ご連絡先|お電話番号|ご住所|お名前|ご氏名|連絡(?:が)?つく|被害|会われた方|の方(?:の|は|が)"
    r"|[一-龥ァ-ヶ]{1,6}(?:様|さま)(?:の|が|は|、|から|より|宛|\(|[\s:/]|携帯|お名前|ご?氏名|連絡先)|[一-龥ァ-ヶ]{1,6}さんの(?:携帯|電話|連絡先|ご?住所|番号|メール)"
)
_CUSTOMER_AFTER = re.compile(
    r"[\s」)]?(?:に|で)?お住まい|\s?(?:の[一-龥]{1,4})?(?:様|さま|さん)|\s[ァ-ヶー ]{2,14}(?:様|さま)|[\s」)]?(?:在住|の方|の(?:お客|ご家庭|会員))|\s?\((?:奥様|ご?本人|お母様|お父様|ご?主人|ご?自宅|お客)"
)
_OURS = re.compile(
    r"当[社店院館校行園所]|弊社|店舗|窓口|受付|支店|本店|本社|センター|営業所|代表(?!者)|事務局|フリーダイヤル|お問い?合わ?せ|直通|会場|集合|倉庫|返送先|返品先|御社|貴社|担当|配達員|ドライバー|運転|スタッフ|店長|所長|お振込|振り?込み?先|公式|相談室|サポート|対応の|デスク|専用|係|緊急|現場|社用|業務用|会社の|私の|わたし|向け|教室|駐車場"
)
_STAFF = re.compile(r"担当|業者|御社|貴社|窓口")
_NAMED = re.compile(r"様|さま")
_ROLE = re.compile(
    r"(?:info|support|contact|sales|help|cs|shop|office|admin|no-?reply|mail|order|recruit|saiyo|inquiry)[\w.-]{0,12}@",
    re.IGNORECASE,
)
_OTHER_CUSTOMER = re.compile(
    r"(?:別|ほか|他|お隣|隣|前|次|上の階|下の階)の(?:お?客|方|入居者|部屋|ご家庭|会員|参加者)|出品者|売主|貸主"
)
_SIGNED = re.compile(r"\b(?:TEL|FAX|MAIL|E-?mail|Mobile)\b|☎|電話:|携帯:", re.IGNORECASE)
# お客様には03-0000-1111をご案内しました: the number is the desk's.
_TOLD_TO = re.compile(r"(?:様|さま|さん|方|客|者)(?:に|へ)(?:は|も)?、?[^\d。]{0,12}$")
_TOLL_FREE = re.compile(r"\(?0(?:120|800|570)")
_MOBILE = re.compile(r"\(?0[5789]0")
_OPENED = re.compile(r"https?://|www\.|(?:ID|ユーザー名?|アカウント)\s?[:=は]|添付", re.IGNORECASE)
_NEAR = 40
_SIGNATURE_LINES = 5


def find(analysis: Analysis) -> Iterator[Mark]:
    """Marks on confidential files (whole message), links, passwords and personal data."""
    yield from _files(analysis.context)
    yield from _links(analysis)
    yield from _contents(analysis)


def _files(context: Context) -> Iterator[Mark]:
    """One mark for the heaviest file whose readers are not cleared."""
    levels = {file.confidentiality for file in context.attachments or ()}
    if "restricted" in levels and "restricted" not in context.clearance:
        yield Mark(
            None,
            "取扱注意の添付を、見てよいと確かめていない相手に送ろうとしています",
            severity=Severity.BLOCK,
        )
    elif "internal" in levels and not _may_see_internal(context):
        yield Mark(None, "社内限りの添付を、社外の相手に送ろうとしています")


def _may_see_internal(context: Context) -> bool:
    cleared = {"internal", "restricted"} & set(context.clearance)
    return bool(cleared) or "external" not in context.audience


def _links(analysis: Analysis) -> Iterator[Mark]:
    for link in analysis.context.links:
        reason = _against(link, analysis.context)
        if reason:
            start = analysis.text.find(link.url)
            yield Mark(None if start < 0 else (start, start + len(link.url)), reason)


def _against(link: Link, context: Context) -> str | None:
    if link.access == "unset":
        return "このリンクを誰が開けるのか決まっていません"
    if link.access == "internal" and not _may_see_internal(context):
        return "社内だけが開けるリンクです"
    return None


def _contents(analysis: Analysis) -> Iterator[Mark]:
    found = [one for one in identifiers(analysis) if not _is_quoted(analysis, one)]
    personal = [one for one in found if _is_personal(analysis, one)]
    if personal:
        yield Mark(
            (personal[0].start, personal[-1].end),
            "お客様の個人情報がそのまま書かれています。伏せるか、安全な渡し方に変えます",
            masked(analysis.text, personal),
            severity=Severity.BLOCK,
        )
    for one in found:
        if one.kind is IdentifierKind.KEY and _stands_beside(analysis):
            yield Mark(
                (one.start, one.end), "パスワードが、それで開くものと同じメッセージにあります"
            )


def _is_quoted(analysis: Analysis, one: Identifier) -> bool:
    line = analysis.text.rfind("\n", 0, one.start) + 1
    return analysis.text.startswith(">", line)


def _is_personal(analysis: Analysis, one: Identifier) -> bool:
    """Whether an end customer's data goes to people outside of the desk, or a card to anybody."""
    if "restricted" in analysis.context.clearance:
        return False
    if one.kind in _ALWAYS_PRIVATE:
        return True
    before, after = _around(analysis, one)
    if "external" not in analysis.context.audience:
        return False
    if analysis.draft.audience_kind == "customer":
        return one.kind in _PERSONS and _OTHER_CUSTOMER.search(before) is not None
    if one.kind in _ONLY_PERSONS:
        return True
    return one.kind in _PERSONS and _is_a_customers(analysis, one, before, after)


def _is_a_customers(analysis: Analysis, one: Identifier, before: str, after: str) -> bool:
    if _CUSTOMER_AFTER.match(after):
        return True
    near = before[-16:]
    if _STAFF.search(near) or _OURS.search(_NAMED.split(near)[-1]):
        return False
    if _ROLE.match(analysis.text, one.start) or _TOLL_FREE.match(analysis.text, one.start):
        return False
    mobile = one.kind is IdentifierKind.PHONE and _MOBILE.match(analysis.text, one.start)
    if _CUSTOMER.search(before) and (mobile or not _TOLD_TO.search(before)):
        return True
    return bool(mobile) and not _in_signature(analysis, one)


def _around(analysis: Analysis, one: Identifier) -> tuple[str, str]:
    """The words of the same line before, and the few after."""
    line = analysis.text.rfind("\n", 0, one.start) + 1
    before = analysis.text[max(line, one.start - _NEAR) : one.start]
    return before, analysis.text[one.end : one.end + 12]


def _in_signature(analysis: Analysis, one: Identifier) -> bool:
    """TEL 03-0000-1111 / 携帯 090-0000-2222 in one of the last lines is the writer's own."""
    text = analysis.text.rstrip()
    line_start = text.rfind("\n", 0, one.start) + 1
    line = text[line_start:].split("\n", 1)[0]
    late = text.count("\n", one.start) < _SIGNATURE_LINES
    return late and line_start > 0 and _SIGNED.search(line) is not None and "。" not in line


def _stands_beside(analysis: Analysis) -> bool:
    """The address, the file or the account that the password opens is in the same message."""
    return bool(
        analysis.context.attachments or analysis.context.links or _OPENED.search(analysis.text)
    )


def _sent(text: str, kind: str = "client", **around: object) -> Example:
    return Example(text, Context(**around), kind)  # type: ignore[arg-type] # examples name fields


_COST = (Attachment("単価表.pdf", "internal"),)
_PAY = (Attachment("給与.xlsx", "restricted"),)
_WIKI = "https://example.co.jp/wiki/a"

RULE = Rule(
    number="0.16",
    slug="right-audience",
    title="見てよい相手にだけ送る",
    meaning="社内の資料、パスワード、お客様の個人情報は、見てよいと決まっている相手にだけ送ります。送ったものは取り戻せないためです。",
    severity=Severity.STOP,
    bad=(
        _sent("単価表をお送りします。", attachments=_COST),
        _sent("給与の突き合わせです。", attachments=_PAY, audience=("internal",)),
        _sent(f"手順書は {_WIKI} です。", links=(Link(_WIKI, "internal"),)),
        _sent(f"動画は {_WIKI} です。", links=(Link(_WIKI, "unset"),)),
        _sent("お客様のご連絡先は 090-0000-4406 です。"),
        _sent("カード番号 4000-0000-0000-1111 で照合しました。"),
        _sent(f"{_WIKI} ID:ops01 パスワード:Tk8mm2pQ", links=(Link(_WIKI, "shared"),)),
    ),
    good=(
        _sent("単価表をお送りします。", attachments=_COST, audience=("internal",)),
        _sent(
            "給与の突き合わせです。",
            attachments=_PAY,
            audience=("internal",),
            clearance=("internal", "restricted"),
        ),
        _sent(f"手順書は {_WIKI} です。", links=(Link(_WIKI, "shared"),)),
        _sent("カード番号は下4桁が1111のものです。"),
        _sent("サポート窓口は03-0000-7755です。"),
        _sent("パスワードは書留で郵送しました。"),
        _sent("お問い合わせは03-0000-7755まで。", "customer"),
    ),
    find=find,
)
