"""What a draft proposes: 25日で進める案です, Aにしたいと考えています, options beside a question."""

import re

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.reading.act import Act, ActKind
from madoguchi.engines.rulebook.reading.question_words import has_interrogative

# 相談したい, 伺いたい, 確認したい: a wish to be told, no proposal.
_TELLING = r"(?:伺|うかが|聞|訊|尋|相談|確認|確かめ|教え|知り|お?願い|質問|お話|ご連絡|ご報告|ご共有|お伝え|お知らせ|検討|考え|任せ|決め|擦り合わせ|すり合わせ|打ち合わせ|協議|議論)"
_SURE = r"(?:よろし|宜し|いい|良い|よい|問題|大丈夫|構(?:い|わ)|かまい|差し支え|差支え|支障|合って|間違い|オーケー|OK|ok)"
_PROPOSES = re.compile(
    r"(?:(?<!代)案(?!内|件)|プラン|方針|想定|つもり|段取り|運び|線|形|方向)"
    r"(?:も|と|で|が|は|を|に)?(?:です(?!か)|でござ|でい(?:か|き|け|く|っ|た)|でどう|ではどう|でお(?:り|願)|で(?:進|対応|考|よろ|い[いか])|と(?:考|思|存|し)|あり(?!ま(?:せ|すか))|ござい(?!ま(?:せ|すか))|用意|作|つく|まとめ|提|出し|考え(?:ま|て)|がよさ|が良さ|がよろし|いかが|を?推)"
    r"|(?:ご)?提案(?:です|いた|し(?:ま|たい)|申し|させ|差し上|としては|は(?!あり|ござ|ない|何))|お?(?:すすめ|勧め|薦め)(?:し|いた|です|は|なの|たい)|推(?:し(?:ま|です|たい)|奨)|おすすめ"
    rf"|(?<!伺い)(?<!聞き)(?:(?!{_TELLING}).){{2}}(?:し|せ|え|け|げ|て|ね|べ|め|れ|り|き|ぎ|ち|に|び|(?<=[一-龥])み|い)たい(?:と(?:考|思|存)|です|のです|んです|ところ)"
    r"|(?:よう|(?<!だろ)(?<!でしょ)う)(?:かと|と)(?:考|思|存)|空い(?:て|た)|空きが|押さえ|ようかな|(?:べき(?!か|でしょう|だろう)|のが(?:いい|良い|よい|最|一番|無難|妥当|早い|確実|安全|自然|筋)|(?:ほう|方)が(?:いい|良い|よい|よさ|早い|確実|安全|無難|望まし|伝わ|親切|喜ば))"
    r"|(?:では|は|で|て(?:みて|は)?|たら|のは|なら|でしたら|とか|というのは|なんて)、?(?:いかが|どう)(?:でしょう|ですか|でご|かと|です\?|かな|っす|$)"
    rf"|(?:て|で)も?、?{_SURE}[^。、]{{0,8}}?(?:か|\?|$)"
    r"|(?:私|当方|こちら|弊社|個人|僕|自分|現場)(?:的には|としては|からは|の(?:案|考え|意見)(?:は|では|としては))"
    r"|(?:候補|選択肢|選べ|お選び|選択|二択|[2-5二三四]つの(?:案|方法|選択|候補|パターン|手|プラン|やり方)|[2-5二三四][案択])|[AB①②甲乙][案社]|プラン[AB①②]|それとも|もしくは|または|あるいは|か[^。、か?]{1,14}か(?:の|で|、|を|と|に)"
    r"|(?:たとえば|例えば|一案|素案|仮に)"
)
_OFFER = re.compile(r"(?:ましょうか|ますか|ませんか|ましょうか?ね)[?。!]*$")
_CAN = re.compile(
    r"(?:なら|でしたら|であれば)[^。]{1,24}?(?:可能|でき(?!な|ませ|かね)|出来|承れ|用意|空き|間に合い|押さえ|取れ|ご案内)"
)
_LISTED = re.compile(
    r"^[ \t]*(?:[・●■◆○◯*‐–—-]|[0-9]{1,2}[.)、:]|\([0-9]{1,2}\)|[①-⑩]|[A-E][.):、案]|案[0-9A-E])[ \t]*\S",
    re.MULTILINE,
)
_IN_BRACKETS = re.compile(
    r"\([^()\n]{1,20}[、・/,][^()\n]{1,40}\)|(?:、|・|/)[^、。?\n]{1,16}(?:など|の(?:[2-9二三四]つ|中|いずれ|どれ|うち)(?![0-9止断旬]))"
)

_PUT_FORWARD = re.compile(
    r"[^\s、。](?:では|は|で|も|なら|でしたら|とか|なんて|たら|て(?:みて)?は|って|案|、)\s*$"
)
_TOPIC = re.compile(
    r"(?:対応|対処|件|こと|進め方|扱い|方針|文面|文章|感じ|今後|以降|予定|内容|お?考え|方向性?|日程|日時|時期|時間|スケジュール|状況|進捗|場合|ところ|点|部分|方法|やり方|値段|価格|金額|料金|文言|デザイン|色|名前|タイトル|その後|この後|あと|次|これ|それ|そこ|ここ|こちら|そちら|あちら|方|様|さん|ため|もの|返事|返答|回答|案内|処理|手配|準備|ご?都合|意見|意向|見解|ご?判断|結果|体制|人員|表現|見せ方|書き方|言い方|つきまして|ついて|関して)(?:等|など|について|に関して)?(?:では|は|で|も|って|なら|、)\s*$"
)


def proposes(said: str) -> bool:
    """Whether words put something forward that can be agreed to, or options to choose from."""
    return puts_forward(said) or (_OFFER.search(said) is not None and not has_interrogative(said))


def puts_forward(said: str) -> bool:
    """The same, but for what is only offered by a question: 25日にしましょうか."""
    return any(pattern.search(said) for pattern in (_PROPOSES, _CAN, _IN_BRACKETS))


@read_once
def proposals_made(analysis: Analysis) -> tuple[Act, ...]:
    """The sentences of a draft that propose something, greetings apart."""
    return tuple(
        Act(ActKind.PROPOSES, sentence.start, sentence.end, index)
        for index, sentence in enumerate(analysis.sentences)
        if not sentence.greeting and proposes(sentence.text)
    )


def asks_approval(before: str) -> bool:
    """Whether what stands before いかがでしょうか or どうですか is the proposal itself: 25日は, 返金する形では.

    今後の対応は and この件 only name what the question is about.
    """
    return _PUT_FORWARD.search(before) is not None and not _TOPIC.search(before)


def options_listed(analysis: Analysis, start: int) -> bool:
    """Whether two lines of a list or more follow from an offset on: the options to choose from."""
    return len(_LISTED.findall(analysis.own[start:])) > 1
