"""What a draft writes down of a call: decisions, who does what by when."""

import re

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.timewords import Kind, TimeWord

# Before a call was made: 本日のお電話, 先ほどの通話, お時間をいただき.
_CALL = re.compile(
    r"電話|通話|お?話し?[をしさでに、では]|お話|打ち?合わ?せ|ミーティング|会議|面談|オンライン|ズーム|zoom|Zoom|ZOOM|meet|Meet|Teams|コール|TEL|tel|☎|📞|お時間を(?:いただ|頂|くださ|割)|口頭"
)
_REFERS = re.compile(
    r"(?:先ほど|さきほど|さっき|今しがた|先程|いま|今朝|本日|今日|昨日)(?:は|の|も|、|お|ご)"
)
_COURTESY = re.compile(
    r"ありがと|有難う|感謝|御礼|お礼|助かりま|恐縮|失礼|申し訳|すみませ|お世話|お疲れ|よろしく|楽しみ|励み|心強|うれし|嬉し"
)
# An item of a list, or 決定: and 担当: before what they announce.
_ITEM = re.compile(
    r"(?:^|\n)[ \t]*(?:[・●○■□◆◇▼▶►*\-–—✅☑✔①-⑳]|\(?\d{1,2}[).．、:]|[(【[](?:決定|決まった|担当|次回|宿題|期日|期限|合意|金額|持ち越し|[Tt][Oo]-?[Dd][Oo]|対応|確認)[^】\]\n]{0,12}[】\])])[^\n]{4,}"
)
_HEADED = re.compile(
    r"(?:決定(?:事項)?|決まったこと|合意(?:事項)?|担当|期[日限]|次回|次のアクション|ネクストアクション|宿題|[Tt][Oo]-?[Dd][Oo]|やること|タスク|御社|貴社|当社|弊社|私|こちら|結論|要点|まとめ)\s?[::は→…]\s?[^\n]{4,}"
)
# What was settled, with what it was: 青で統一することになりました.
_SETTLED = re.compile(
    r"(?:[^、。]{3,}?)(?:こと(?:に(?:な|決|し|いた|させて)|で(?:合意|決|承|了承|お話|進め|ご了承|一致)|と(?:な|し|いた)|、?承知|を(?:確認し|承))|と(?:する|いたします|します|決ま|決め|なりました|なります)|に決(?:ま|め|定)|(?<!こっち)(?<!こちら)(?<!当方)で(?:決ま|決定|確定|合意|進め|お引き受け|お受け|了承|一致)|に(?:変更|統一|確定)|は(?:見送|なし|無し|不要|継続|中止))"
)
# What points at the talk instead of saying it: お話しした内容, ご相談の件, そのように.
_POINTING = re.compile(
    r"(?:お?話(?:し)?|伺|うかが|お?聞き?|ご?相談|打ち?合わ?せ|電話|通話|口頭|いただ|頂|決ま|決め|合意|ご?説明|ご?提案|ご?意見|ご?要望|先ほど|さきほど|上記)[^、。]{0,10}?(?:内容|(?<!条)件|とおり|通り|方向|線|点|こと|話|流れ|形|方針|やり方|感じ|とこ|もの|分)"
    r"|(?:その|この)(?:方向|線|形|よう|とおり|通り|流れ|内容|件|方針|感じ)|もろもろ|いろいろ|色々|諸々|例の"
)
_THINGS = re.compile(r"\d+(?:点|件|つ|項目)(?:に(?:つ|関)|の(?:件|ご|内容)|を|は)")
_FIGURE = re.compile(
    r"\d[\d,.]*\s?(?:円|万|千|%|個|名|人|台|本|枚|部|冊|組|席|回|社|店|箱|セット|種|色|案|ページ|時間|分|cm|mm|kg|g|泊|社|か所|箇所|割|営業日|日間|週間|年|か月|ヶ月)"
)
# 納品先は横浜、時間は午前: what stands for what.
_PAIRED = re.compile(r"は[^、。\n]{2,20}、[^、。\n]{1,10}は[^、。\n]{2,}")
# Understood, and nothing said of what.
_UNDERSTOOD = re.compile(
    r"腹に落ち|理解|(?:わか|分か|解)り(?:ま|や)|つかめ|掴め|納得|把握|承知|承りま|イメージ|実感|勉強|参考|共有(?:いた|し|でき)|伝え(?:ま|て)|活かし|踏まえ|ふまえ|努め|精進|励"
)
_QUOTED = re.compile(r"「[^」]{2,}」")
_TAKEN_ON = re.compile(
    r"(?:手配|作成|用意|準備|修正|発注|送付|提出|変更|追加|削除|設定|更新|予約|連絡|登録|公開|発送|納品|共有|確認|実施|対応|開始|停止|お送り|送り|直し|書き|作り|出し|仕上げ|届け|お渡し|伺い|お願い|行[いう]|担当|始め)"
)


@read_once
def speaks_of_a_call(analysis: Analysis) -> bool:
    """Whether the draft thanks for a call or points back to it."""
    own = analysis.own
    return any(p.search(own) is not None for p in (_CALL, _REFERS, _POINTING, _COURTESY))


@read_once
def writes_down_a_call(analysis: Analysis) -> bool:
    """Whether a decision or a next step with its date stands in the draft."""
    if len(_ITEM.findall(analysis.text)) > 1 or _HEADED.search(analysis.own):
        return True
    return any(_records(analysis, sentence) for sentence in analysis.sentences)


def _records(analysis: Analysis, sentence: Sentence) -> bool:
    said = _told(sentence)
    if _PAIRED.search(said):
        return True
    if sentence.greeting or not said or sentence.text.rstrip().endswith("?"):
        return False
    dated = any(
        _is_a_date(analysis, time) and sentence.start + sentence.text.find(said) <= time.start
        for time in sentence.times
    )
    if dated and _TAKEN_ON.search(said):
        return True
    quoted = _QUOTED.search(analysis.text, sentence.start, sentence.end)
    if _UNDERSTOOD.search(said) and not (dated or quoted or _SETTLED.search(said)):
        return False
    concrete = bool(dated or quoted or _FIGURE.search(said))
    if _POINTING.search(said) or _THINGS.search(said):
        return concrete and _SETTLED.search(_POINTING.sub("", said)) is not None
    return _SETTLED.search(said) is not None or (concrete and _COURTESY.search(said) is None)


def _told(sentence: Sentence) -> str:
    """A sentence from where its thanks are over: お電話ありがとうございました、では25日に."""
    courtesies = list(_COURTESY.finditer(sentence.text))
    if not courtesies:
        return sentence.text
    rest = sentence.text[courtesies[-1].end() :]
    if len(rest) > 14:
        return rest
    return sentence.text[: courtesies[-1].start()] if courtesies[-1].start() > 40 else ""


def _is_a_date(analysis: Analysis, time: TimeWord) -> bool:
    """A time to come that says when, not which: 11月の研修 names one."""
    if time.past or time.vague or analysis.own.startswith("の", time.limit_end):
        return False
    said = analysis.own[time.start : time.end]
    return not (set(time.kinds) <= {Kind.LENGTH}) and said not in (
        "本日",
        "今日",
        "今週",
        "来週",
        "今月",
        "来月",
    )
