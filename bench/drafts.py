"""Made-up replies of any length, no sentence twice: what is remembered of one helps with no other."""

from random import Random

SEED = 4
OPENINGS = (
    "お問い合わせありがとうございます。",
    "お世話になっております。",
    "ご連絡ありがとうございます。",
)
THINGS = (
    *(
        "急須",
        "湯呑み",
        "万年筆",
        "便箋",
        "座布団",
        "電気ケトル",
        "加湿器",
        "台車",
        "食器棚",
        "診察券",
    ),
    *("旅行券", "会員証", "領収書", "見積書", "制服", "名札", "苗木", "自転車", "教材", "回数券"),
)
PLACES = (
    "本店",
    "横浜店",
    "倉庫",
    "工場",
    "受付",
    "配送センター",
    "事務局",
    "京都の窓口",
    "売り場",
    "整備場",
)
SENTENCES = (
    "ご注文番号{number}の{thing}は、{place}から{month}月{day}日に発送いたします。",
    "{thing}の在庫が{count}点あるか{place}に確認し、{hour}時までにご連絡いたします。",
    "お届けした{thing}が欠けていたとのこと、誠に申し訳ございません。整理番号は{number}です。",
    "{place}で{thing}を{count}点お預かりしており、番号{number}のお荷物としてお渡しできます。",
    "なるべく早く{thing}{count}点をお送りできるよう、{place}で手配しております（{number}）。",
    "{month}月{day}日の{hour}時に{place}へお越しいただければ、{thing}（{number}）を交換いたします。",
    "{thing}の代金{number}円は、ご指定の口座に{month}月{day}日までにお戻しいたします。",
    "{place}の担当に確認しており、{thing}{number}の原因が分かり次第、折り返しご連絡いたします。",
)


def drafts(count: int, characters: int, *, seed: int = SEED) -> list[str]:
    """So many texts of exactly that length; the same for the same seed."""
    chance = Random(seed * 100_000 + characters)  # noqa: S311 -- made-up texts
    return [_draft(chance, characters) for _ in range(count)]


def _draft(chance: Random, characters: int) -> str:
    text = chance.choice(OPENINGS) if characters > 100 else ""
    while len(text) < characters:
        text += _sentence(chance) + ("\n" if chance.random() < 0.2 else "")
    return text[:characters]


def _sentence(chance: Random) -> str:
    return chance.choice(SENTENCES).format(
        number=chance.randrange(100_000, 1_000_000),
        thing=chance.choice(THINGS),
        place=chance.choice(PLACES),
        count=chance.randrange(2, 90),
        month=chance.randrange(1, 13),
        day=chance.randrange(1, 29),
        hour=chance.randrange(10, 20),
    )
