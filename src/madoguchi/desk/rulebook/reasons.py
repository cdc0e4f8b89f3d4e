"""Why a rule speaks, in the reader's language: the engine says it in Japanese, as it is kept.

The engine knows no catalogue: its sentences stand here once more, with their gaps, for the translation.
"""

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext_noop

from madoguchi.desk.platform.days import in_english, long_day
from madoguchi.desk.platform.sayings import recognised
from madoguchi.desk.platform.words import say
from madoguchi.engines.rulebook.proposals import WEEKDAYS

REASONS = (
    gettext_noop("読む人によって受け取り方が変わる言い方があります。数、日時、名前で書きます"),
    gettext_noop("確かめたことなのか、書き手の推測なのか分かりません"),
    gettext_noop("目的や範囲を聞かずに引き受けています"),
    gettext_noop("遅れの理由と新しい日時がそろっていません"),
    gettext_noop("誰が、何のために、いつまでにするお願いなのかがそろっていません"),
    gettext_noop("責められた、または突き放されたように読まれるおそれがあります"),
    gettext_noop("聞かれたことへの答えが、はじめの2文にありません"),
    gettext_noop("「%(asked)s」への答えが見当たりません"),
    gettext_noop("「%(avoided)s」ではなく「%(preferred)s」と書く決まりです"),
    gettext_noop("「%(avoided)s」は使わない決まりです"),
    gettext_noop("「%(phrase)s」がまだ伝わっていません"),
    gettext_noop("「%(promise)s」は約束できないことばです。できることと条件を書きます"),
    gettext_noop("いつになるのか分かりません"),
    gettext_noop("いつになるのかが分かりません"),
    gettext_noop("いつまでにすればよいのか分かりません"),
    gettext_noop("いつまで待てばよいのか分かりません"),
    gettext_noop("いつ届くのか分かりません"),
    gettext_noop("いつ返事が来るのか分かりません"),
    gettext_noop("いつ終わるのか分かりません"),
    gettext_noop("いつ連絡が来るのか分かりません"),
    gettext_noop("いら立ちや感情が表に出ています。事実とお願いだけで伝わります"),
    gettext_noop("お客様の個人情報がそのまま書かれています。伏せるか、安全な渡し方に変えます"),
    gettext_noop("お願いが長い前置きのあとにあり、見落とされます"),
    gettext_noop("この番号は、これまでのやりとりに出てきません。打ち間違いがないかを確かめます"),
    gettext_noop("この金額は、これまでのやりとりに出てきません。打ち間違いがないかを確かめます"),
    gettext_noop("このリンクを誰が開けるのか決まっていません"),
    gettext_noop(
        "どこにある何を、どの点から見ればよいのか分かりません。リンクか添付と、見てほしい点を添えてください"
    ),
    gettext_noop("どの%(thing)sのことか分かりません"),
    gettext_noop("どのくらいなのか分かりません"),
    gettext_noop("どのくらい遅れるのか分かりません"),
    gettext_noop("なぜ遅れるのか、いつになるのかが分かりません"),
    gettext_noop("なぜ遅れるのかが分かりません"),
    gettext_noop("まだ書き入れていないところがあります"),
    gettext_noop(
        "スマートフォンでは文の中の番号や住所を写しにくいです。これだけを次のメッセージで送ります"
    ),
    gettext_noop("パスワードが、それで開くものと同じメッセージにあります"),
    gettext_noop("事実と推測と提案が1文に続いていて、読む人にはどこからが推測なのか分かりません"),
    gettext_noop("仕事の話がチームに見えません。クライアントルームに書きます"),
    gettext_noop("何が決まり、だれがいつまでに動くのかが残りません"),
    gettext_noop("何のことか分かりません"),
    gettext_noop("何のためのお願いか分かりません"),
    gettext_noop("何をどうするのか分かりません"),
    gettext_noop("依頼の内容がはっきりしないまま引き受けています"),
    gettext_noop("依頼の目的がはっきりしないまま引き受けています"),
    gettext_noop("依頼の目的・範囲がはっきりしないまま引き受けています"),
    gettext_noop("依頼の目的・範囲・進め方がはっきりしないまま引き受けています"),
    gettext_noop("依頼の目的・進め方がはっきりしないまま引き受けています"),
    gettext_noop("依頼の範囲がはっきりしないまま引き受けています"),
    gettext_noop("依頼の範囲・進め方がはっきりしないまま引き受けています"),
    gettext_noop("依頼の進め方がはっきりしないまま引き受けています"),
    gettext_noop("先のことは見込みです。何を根拠にした見込みなのか、読む人には分かりません"),
    gettext_noop("別の委託元のことばが入っています"),
    gettext_noop("前にも伝えたことを責めるように読まれます。初めてのように伝えます"),
    gettext_noop("前の質問の返事がまだです。質問は1通にまとめると、相手は1回で答えられます"),
    gettext_noop("取扱注意の添付を、見てよいと確かめていない相手に送ろうとしています"),
    gettext_noop("問い詰めるように読まれます。いつまでに何が要るかを書きます"),
    gettext_noop("委託元では「%(preferred)s」と呼びます"),
    gettext_noop("決めたことが文字で残らず、後で確かめられません"),
    gettext_noop("添付すると書いてありますが、ファイルが付いていません"),
    gettext_noop("皮肉に読まれます。伝えたいことをそのまま書きます"),
    gettext_noop(
        "相手が答えを一から考えることになります。案を添えると「はい」か「いいえ」で答えられます"
    ),
    gettext_noop("相手が頼りにできる文がありません。何をいつするかを1文で書きます"),
    gettext_noop("相手の不在の日です"),
    gettext_noop("相手の不在の日です。次は%(opening)sから送れます"),
    gettext_noop("相手の休みの日です"),
    gettext_noop("相手の休みの日です。次は%(opening)sから送れます"),
    gettext_noop("相手の営業時間の外です"),
    gettext_noop("相手の営業時間の外です。次は%(opening)sから送れます"),
    gettext_noop("相手の気持ちは推測です。確かめた事実なのか推測なのか、読む人には分かりません"),
    gettext_noop("相手の終業の間際です"),
    gettext_noop("相手の終業の間際です。次は%(opening)sから送れます"),
    gettext_noop("相手を責める言い方です。起きた事実と、次にすることだけで伝わります"),
    gettext_noop("確かめた原因なのか推測なのか、読む人には分かりません"),
    gettext_noop("社内だけが開けるリンクです"),
    gettext_noop("社内限りの添付を、社外の相手に送ろうとしています"),
    gettext_noop("約束の時刻を過ぎてからの連絡では、相手は予定を組み直せません"),
    gettext_noop("自分に非がないという主張は、相手を責めるように読まれます"),
    gettext_noop("表や長い行はスマートフォンの画面で崩れます。箇条書きにします"),
    gettext_noop("見下されたように読まれます。知らない前提で、手順や理由を書きます"),
    gettext_noop("誰がするのか分かりません"),
    gettext_noop("質問への答えが%(n)s文目にあります。先に書くと、読む人がすぐ動けます"),
    gettext_noop("%(date)sは%(weekday)s曜日です"),
)
_DATE = re.compile(r"(\d+)年(\d+)月(\d+)日")
_OPENING = re.compile(
    r"(?:(?:(?P<month>\d+)月)?(?P<day>\d+)日\((?P<weekday>\w)\)|\w+?)(?P<hour>\d+)時(?:(?P<minute>\d+)分)?"
)


def reason_words(reason: str) -> str:
    """A finding's reason for a reader of English; in Japanese, and where nobody knows it, as it stands."""
    found = recognised(reason, REASONS) if in_english() else None
    if found is None:
        return reason
    words, gaps = found
    return say(words) % {name: _GAPS.get(name, str)(gap) for name, gap in gaps.items()}


def _date(gap: str) -> str:
    """ "25 November 2026" of 2026年11月25日."""
    found = _DATE.fullmatch(gap)
    return long_day(date(*map(int, found.groups()))) if found else gap


def _weekday(gap: str) -> str:
    """ "Wednesday" of 水."""
    return calendar.day_name[WEEKDAYS.index(gap)] if gap in WEEKDAYS else gap


def _opening(gap: str) -> str:
    """ "today 10:00" of 本日10時, "Thu 3 Dec 8:30" of 12月3日(木)8時30分."""
    found = _OPENING.fullmatch(gap)
    if found is None:
        return gap
    clock = f"{found['hour']}:{int(found['minute'] or 0):02}"
    if found["day"] is None:
        return f"{say('本日')} {clock}"
    month = f" {calendar.month_abbr[int(found['month'])]}" if found["month"] else ""
    return f"{calendar.day_abbr[WEEKDAYS.index(found['weekday'])]} {found['day']}{month} {clock}"


# What stands in a gap stays as it was written, but for days and times.
_GAPS: Mapping[str, Callable[[str], str]] = {
    "date": _date,
    "weekday": _weekday,
    "opening": _opening,
}
