"""Matters that questions and answers name by different words: カードは使えますか, お支払いは現金のみです."""

import re

# What asks about a matter, and what speaks of it.
_MATTERS = (
    (
        r"カード(?:は|で|が|も|って|払|決済)?[^。]{0,3}(?:使|利用|払|可|OK|切れ)|支払|決済|現金|後払|分割|ペイ|Pay",
        r"現金|カード|決済|振込|電子マネー|払い|ペイ|Pay|QR",
    ),
    (
        r"在庫|残って|まだあ|売り切れ|入荷|品切れ",
        r"在庫|残り|残って|最後の|完売|売り切れ|欠品|品切れ|入荷|売れ",
    ),
    (r"子ども|子供|お子|赤ちゃん|幼児|何歳|年齢", r"歳|未満|お子|親子|幼児|大人"),
    (r"ペット|犬|猫", r"ペット|犬|猫|動物|盲導"),
    (r"駐車|停め|車で", r"台分|駐車|パーキング|お車"),
    (r"料金|無料|有料|かかり|費用|負担|値段", r"円|無料|有料|料金|費用|かかり|頂戴|負担|実費"),
    (r"アレルギー|入って(?:い|る)|含ま", r"使って|不使用|含|入って|アレルギー|除"),
    (r"予算|足り|間に合", r"残り|余|差額|予備|足り|間に合|不足"),
    (r"空い|空き|席|満|予約でき", r"空き|空い|満|席が|お取り|埋ま|予約"),
    (r"領収書|レシート|明細", r"発行|お渡し|お出し|領収|レシート"),
    (r"担当|誰|どなた", r"担当|[がは][^。]{0,8}(?:対応|務め|受け持)"),
    (r"雨|中止|延期|決行|晴|天気|天候", r"雨|中止|延期|決行|屋内|開催"),
    (r"返品|交換|返金", r"返品|交換|返金|お受け|未使用|未開封"),
)
_READ = tuple((re.compile(asked), re.compile(told)) for asked, told in _MATTERS)


def same_matter(asked: str, said: str) -> bool:
    """Whether words of theirs and a sentence of ours are about one of the matters."""
    return any(a.search(asked) is not None and t.search(said) is not None for a, t in _READ)
