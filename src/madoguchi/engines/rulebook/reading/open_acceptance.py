"""A task taken on and not yet done, without a word about when it will be."""

import re

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.put_off_words import ANSWERING, CHECKING
from madoguchi.engines.rulebook.reading.acceptances import TakenOn, acceptances, taken_on
from madoguchi.engines.rulebook.reading.asked import asked
from madoguchi.engines.rulebook.reading.courtesies import courtesies
from madoguchi.engines.rulebook.reading.dues import names_a_due
from madoguchi.engines.rulebook.reading.questions import questions
from madoguchi.engines.rulebook.reading.requests import requests_made
from madoguchi.engines.rulebook.reading.substance import wordless
from madoguchi.engines.rulebook.reading.task_asked import TaskAsked
from madoguchi.engines.rulebook.reading.undertakings import Undertaking
from madoguchi.engines.rulebook.words import word_set

# What is received or understood is not done yet.
_TAKEN_NOTE = word_set(
    """
    承知 承る 畏まる 了解 拝受 受領 受け取る 受け取り 確認 拝見 拝読 頂く 分かる 引き受ける 引き受け 理解 読む 見る 聞く 伺う 有る 居る
    依頼 連絡 共有 知らせる 知らせ 感謝 座る 御座る 有難い 有り難い 心得る 把握 申し訳 失礼 待つ 掛ける 助かる 言う 思う 指摘 相談 成る 為る
    世話 要望 指示 送る 貰う 教える 届く 了承 合点 気付く 案内 目 任せる 誤り 把握 出来る です だ 問い合わせ 受け付ける 受け付け 欲しい
    拝承 慎む 増える 減る 変わる 落ちる 切れる 遅れる 借りる 改まる 決まる
    """
)
_STILL_TO_DO = re.compile(r"残り|のこり|残る|続き|あと|引き続|ほか|他の|次は|以外")
# 素材をいただき次第: it depends on the reader.
_ON_THEIR_DEED = re.compile(
    r"(?:いただ|頂|くださ|下さ|もらえ|届き|届い|受け取|入金|返信|返事|承認|許可|OK)[^。、]{0,10}(?:次第|たら|れば|後に|のち|うえで|上で|ますと|てから|と、)"
)
_SUPPLIED = re.compile(r"部品|取り?寄せ|入荷|仕入|メーカー|業者|発注")
_ONCE_DONE = re.compile(
    r"(?:終わ|終え|完了|仕上が|仕上げ|済み|済ませ|整い|整っ|(?:作業|対応|修正|準備|設定|反映|変更|手続き)が?でき)[^。、]{0,8}(?:たら|次第|ので|あと|後)"
)
_FINISHED = re.compile(
    r"(?<!依頼)(?<!手配)(?<!発注)(?<!連絡)(?<!注文)済み?(?:です|でござい|でおり|で[、。])"
)
_HANDED_OVER = re.compile(
    r"添付|下記|以下|〓〓〓|次の|別送|上記|ファイルです|こちらです|貼ります|載せます|置いて"
)
_GENERAL = word_set(
    """
    対応 遣る 進める 行う 処理 作業 手配 取り掛かる 着手 直す 修正 作る 作成 準備 用意 変更 更新 仕上げる 片付ける 進行
    取り組む 動く 巻き取る 引き受ける 仕上げ 手直し 務める 反映 調整 整える 着手 起こす 此方 送る 出す 渡す 届ける
    """
)
_SAYS_YES = re.compile(
    r"承|かしこ|畏|了解|心得|[分わ]かりま|[Oo][Kk]|オッケ|おっけ|喜んで|よろこんで|もちろん|合点|りょ|うす|へい|いよ|了|よっしゃ|(?i:noted|will do|on it|roger|copy)"
)
_CONTENT = re.compile(r"[一-龥]{2,}|[ァ-ヶー]{3,}|[A-Za-z]{3,}")
_CANNOT = re.compile(
    r"でき(?:ません|かね)|出来ません|かねます|難しい|あいにく|お断り|承れ|いたしかね|致しかね|(?:引き?受け|お受け|対応|着手)[^。、]{0,4}(?:控え|見送|ご?遠慮|辞退)|見送らせ|辞退|ご容赦|致しません|いたしません"
)
_SEVERAL = re.compile(r"[2-5二三四両](?:点|つ|件|種類|本)|[(]?2[).]|②")
_AS_WELL = re.compile(
    r"^(?!.{0,30}(?:あわせて|合わせて|併せて|同時|同日|同じ|一緒|その(?:とき|際|日)))[^、。]{2,16}(?:も|は|については?|のほうは?|の方は?)、?[^。]{2,20}[。!~〜]*$"
)
# ふりがなの追加ですね says again what was asked.
_RESTATED = re.compile(r"(?:です(?:よ)?ね|の件(?:です)?|との?(?:理解|こと)(?:です)?)[)。!~〜ー ]*$")
# The words of one's own deed: お向かいいたします, 巻き取ります; バスは10分おきに出ます is none.
_HUMBLE = re.compile(
    r"いたし|致し|させ|とき|おき|まいり|参り|たり|します|やす|^ます|きます|まっ|ま[ー~〜]|を[^、。]{1,10}$|^[^はがも]{1,24}ます(?:わ|ね|よ)?$"
)
_ANYTHING_ELSE = re.compile(r"(?:ほか|他|何か|なにか|ご不明|気になる)")


@read_once
def taken_on_without_a_due(analysis: Analysis) -> TakenOn | None:
    """The task taken on of which no due is named; None where none is needed, or none is taken on."""
    theirs = asked(analysis)
    task = theirs.task if theirs else None
    if task is not None and task.due is not None:
        return None
    taken = taken_on_for_later(analysis)
    if taken is None or not names_a_due(analysis):
        return taken
    several = theirs is not None and _SEVERAL.search(theirs.text) is not None
    return _undated(analysis, taken) if several else None


def _undated(analysis: Analysis, taken: TakenOn) -> TakenOn | None:
    """修正は4日までに上げます。英訳もこちらでやります: of several tasks the one without a due."""
    for deed in taken.deeds:
        sentence = analysis.sentences[deed.sentence]
        dated = any(one.times for one in analysis.sentences[: deed.sentence])
        if dated and not sentence.times and _AS_WELL.search(sentence.text):
            return TakenOn(None, undertaken=False, deeds=(deed,))
    return None


@read_once
def taken_on_for_later(analysis: Analysis) -> TakenOn | None:
    """The task taken on and still to be done; None where it is refused, done, or asked about first."""
    theirs = asked(analysis)
    task = theirs.task if theirs else None
    taken = taken_on(analysis)
    if taken is None or wordless(analysis) or refuses(analysis) or _asks_back(analysis):
        return None
    deeds = tuple(deed for deed in taken.deeds if _is_open(analysis, task, taken, deed))
    if deeds or _by_word(analysis, task, taken):
        return TakenOn(taken.accepted, taken.undertaken, deeds)
    return None


def refuses(analysis: Analysis) -> bool:
    """Whether something is refused or beyond the writer: いたしかねます, 難しい."""
    return _CANNOT.search(analysis.own) is not None


@read_once
def is_done(analysis: Analysis) -> bool:
    """Whether work is told as done: 差し替えは先ほど終えました, 対応済みです."""
    return _FINISHED.search(analysis.own) is not None or any(
        clause.past and not clause.theirs and not clause.negative and clause.head not in _TAKEN_NOTE
        for sentence in analysis.sentences
        if not sentence.greeting
        for clause in sentence.clauses
        if clause.link is not Link.NOUN
        and "ありがと" not in analysis.own[clause.start : clause.end]
    )


def _asks_back(analysis: Analysis) -> bool:
    if any(not _ANYTHING_ELSE.search(analysis.own, q.start, q.end) for q in questions(analysis)):
        return True
    return any(not (one.in_a_case or one.checked) for one in requests_made(analysis))


def _is_open(analysis: Analysis, task: TaskAsked | None, taken: TakenOn, deed: Undertaking) -> bool:
    sentence, clause = analysis.sentences[deed.sentence], deed.clause
    if clause.head in CHECKING | ANSWERING and not _is_the_task(task, sentence):
        return False
    if _waits_for_them(analysis, sentence) or _hands_over(analysis, clause):
        return False
    if taken.accepted is None and not (task and _answers(task, sentence, clause)):
        return False
    return not is_done(analysis) or _STILL_TO_DO.search(sentence.text) is not None


def _waits_for_them(analysis: Analysis, sentence: Sentence) -> bool:
    """素材をいただき次第; not 部品が届き次第, which is ours to watch."""
    if not _ON_THEIR_DEED.search(sentence.text):
        return False
    return "届" not in sentence.text or _SUPPLIED.search(analysis.own) is None


def _is_the_task(task: TaskAsked | None, sentence: Sentence) -> bool:
    """調べておきます to 調べておいてください; 終わりましたらご報告します. Else an answer is put off."""
    if _ONCE_DONE.search(sentence.text):
        return True
    return task is not None and any(clause.head == task.deed for clause in sentence.clauses)


def _hands_over(analysis: Analysis, clause: Clause) -> bool:
    if clause.head not in (
        "送る",
        "添付",
        "記載",
        "案内",
        "送付",
        "載せる",
        "貼る",
        "共有",
        "知らせる",
        "渡す",
    ):
        return False
    return bool(analysis.context.attachments) or _HANDED_OVER.search(analysis.own) is not None


def _answers(task: TaskAsked, sentence: Sentence, clause: Clause) -> bool:
    if clause.head in _GENERAL or clause.head == task.deed:
        return True
    said = sentence.text[clause.start - sentence.start : clause.end - sentence.start]
    if _HUMBLE.search(said):
        return True
    return any(word.group() in task.text for word in _CONTENT.finditer(sentence.text))


def _by_word(analysis: Analysis, task: TaskAsked | None, taken: TakenOn) -> bool:
    """お引き受けします, and nothing else; or 承知しました to a task."""
    if taken.deeds or wordless(analysis) or is_done(analysis):
        return False
    agreed = any(
        _SAYS_YES.search(analysis.own, act.start, act.end) for act in acceptances(analysis)
    )
    if not taken.undertaken and (task is None or task.order or not agreed):
        return False
    kept = {act.sentence for act in (*courtesies(analysis), *acceptances(analysis))}
    return all(
        index in kept or sentence.greeting or _RESTATED.search(sentence.text)
        for index, sentence in enumerate(analysis.sentences)
    )
