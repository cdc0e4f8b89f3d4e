"""Sample rows for looking at the pages without a database: the story of the design."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.composer_rows import ComposerRow
from madoguchi.desk.conversations.held_rows import HeldReplyRow
from madoguchi.desk.conversations.line_rows import ConversationRow
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.conversations.list_rows import (
    DeskList,
    ListGroup,
    queue_items,
)
from madoguchi.desk.conversations.rows import (
    AttachmentRow,
    ConversationDetail,
    DeliveryRow,
    MessageRow,
    PersonRow,
)
from madoguchi.desk.conversations.side_rows import (
    ClosedRun,
    EarlierRow,
    HistoryRow,
    SideRow,
    VocabularyRow,
)
from madoguchi.desk.guard.rows import FindingRow, GuardRow, utf16_index
from madoguchi.desk.platform.rows import ClientChip, ClientItem, Shell

NOW = datetime(2026, 11, 20, 14, 36, tzinfo=ZoneInfo("Asia/Tokyo"))
NAMES = (
    "こもれび食器店",
    "みなと家電",
    "すずかぜ旅行",
    "山猫コーヒー",
    "ノースパイン会計",
    "はるか整骨院",
)
CLIENTS = tuple(ClientChip(pk=n, name=name, hue=n) for n, name in enumerate(NAMES, 1))
KOMOREBI, MINATO, SUZUKAZE, YAMANEKO, NORTH, HARUKA = CLIENTS
COUNTS = {
    "mine": 7,
    "soon": 3,
    "late": 1,
    "unassigned": 4,
    "waiting": 1,
    "theirs": 12,
    "closed": 38,
}
DRAFT = (
    "田島様\nお写真をお送りいただき、ありがとうございます。"
    "お届けした商品が欠けておりましたこと、心よりお詫び申し上げます。\n"
    "交換の在庫を確認して、折り返しご連絡いたします。"
    "お誕生日に間に合うよう、なるべく早くお送りします。"
)
RULES = (
    ("折り返しご連絡いたします", "stop", "reply-promise", "0.1", "保留には返答の時刻を添える",
     "いつ連絡が来るのか分かりません", "本日17時までにご連絡いたします"),
    ("なるべく早くお送りします", "warn", "concrete-wording", "0.5", "数と名前で書く",
     "お届けの日が伝わりません", "11月26日(木)までにお届けします"),
    ("商品", "hint", "client-vocabulary", "V", "委託元のことばで書く",
     "こもれび食器店では「うつわ」と呼びます", "うつわ"),
    ("カード番号", "block", "right-audience", "0.16", "見せてよい相手か確かめる",
     "カードの情報は、ディレクターの承認がいります", None),
)  # fmt: skip


def at(hour: int, minute: int, days: int = 0) -> datetime:
    return NOW.replace(hour=hour, minute=minute) + timedelta(days=days)


def clock(state: str, spent: int = 0) -> ClockRow:
    since = NOW - timedelta(minutes=spent)
    return ClockRow(state, NOW, spent, since_at=since, due_at=since + timedelta(minutes=60))


def row(
    pk: int, client: ClientChip, clock: ClockRow, subject: str, who: str, snippet: str
) -> ConversationRow:
    ball = "them" if clock.state == "paused" else "us"
    is_unread = pk in {1, 2, 4, 5, 7}
    has_trouble = pk == 9
    return ConversationRow(
        pk, client, subject, who, snippet, ball, clock, is_unread, has_delivery_trouble=has_trouble
    )


OURS = (
    row(1, MINATO, clock("late", 192), "冷蔵庫の修理日を変えたい", "大塚 誠 様",
        "明日の訪問を午後にできますか。"),
    row(2, YAMANEKO, clock("over", 78), "定期便のお届け先の変更", "池上 彩 様",
        "12月便から新しい住所でお願いします。"),
    row(3, KOMOREBI, clock("soon", 48), "飯碗の縁が欠けて届きました", "田島 由美 様",
        "交換をお願いしたいです。母への贈り物で…"),
    row(4, SUZUKAZE, clock("ok", 29), "キャンセル料はいつから？", "中原 陽一 様",
        "12月5日出発の予約について教えてください。"),
    row(5, NORTH, clock("ok", 16), "CSV取込でエラー E-204", "柴田 京子 様",
        "請求書データを取り込むと途中で止まります。"),
    row(6, KOMOREBI, clock("ok", 8), "返金のお手続きについて", "佐伯 香織 様",
        "振込先をお送りします。ご確認をお願いします。"),
    row(7, HARUKA, clock("ok", 2), "予約時間を30分後ろへ", "上村 直子 様",
        "25日の10時半に変更できますか。"),
)  # fmt: skip
THEIRS = (
    row(8, YAMANEKO, clock("paused"), "豆の挽き方を変えたい", "西田 大輔 様",
        "ご希望の挽き方をお選びいただく連絡を送信。"),
    row(9, MINATO, clock("paused"), "洗濯機の異音", "堀 美奈子 様", "型番のお写真をお願いしました。"),
    row(10, SUZUKAZE, clock("paused"), "返金の可否を確認中", "吉永 恵 様", "旅程表をお送りしました。"),
)  # fmt: skip
DESK = DeskList(ListQuery(), (ListGroup("", 7, OURS), ListGroup("相手のボール", 12, THEIRS)))
EMPTY = DeskList(ListQuery(), (ListGroup("", 0, ()),), unassigned_count=4)

SHELL = Shell(
    person_pk=1,
    person_name="藤原 みお",
    role_label="オペレーター",
    desk_count=7,
    desk_query=DESK.query,
    queues=queue_items(COUNTS, asked=ListQuery()),
    clients=tuple(
        ClientItem(client, DESK.asked.of_client(client.pk).query, count)
        for client, count in zip(CLIENTS, (2, 1, 1, 1, 1, 1), strict=True)
    ),
    quarantine_count=2,
    shows_customers=True,
)


def guard(text: str) -> GuardRow:
    """A toy guard: finds the sample's own phrases."""
    found = [rule for rule in RULES if rule[0] in text]
    rank = ("block", "stop", "warn", "hint")
    found.sort(key=lambda rule: rank.index(rule[1]))
    findings = tuple(
        FindingRow(n, slug, number, title, reason, severity,
                   utf16_index(text, text.index(span)),
                   utf16_index(text, text.index(span) + len(span)), rewrite)
        for n, (span, severity, slug, number, title, reason, rewrite) in enumerate(found, 1)
    )  # fmt: skip
    return GuardRow(findings, is_checked=bool(text.strip()))


MESSAGES = (
    MessageRow(1, "them", "田島 由美 様", at(13, 20),
               "昨日届いた粉引の飯碗（2点）のうち、1点の縁が欠けていました。母への贈り物なので、"
               "きれいなものをお願いできますか。\nご注文: https://komorebi.example/orders/88121"),
    MessageRow(2, "us", "藤原 みお", at(13, 34),
               "田島様、贈り物のうつわが欠けておりましたこと、誠に申し訳ございません。欠けた部分の"
               "お写真を1枚お送りいただけますか。お写真を拝見し、本日15時までに交換の可否を"
               "お返事いたします。",
               delivery=DeliveryRow("sent", at(13, 34)), send_reason="倉庫の回答待ち"),
    MessageRow(3, "them", "田島 由美 様", at(13, 48),
               "写真を送ります。交換をお願いしたいです。母の誕生日が11月28日なので、"
               "それまでに届くと助かります。",
               full_text="写真を送ります。交換をお願いしたいです。\n\n> 欠けた部分のお写真を1枚…",
               attachments=(AttachmentRow(1, "IMG_2231.jpg", "image/jpeg", 1_800_000),
                            AttachmentRow(2, "IMG_2232.jpg", "image/jpeg", 2_100_000)),
               is_unanswered=True),
    MessageRow(4, "note", "小野寺 健", at(14, 21),
               "同じ窯の10月ロットで欠けの報告が3件目です。佐伯さんの集計にも入れておきます。"),
)  # fmt: skip
SIDE = SideRow(
    client=KOMOREBI,
    is_open=True,
    hours_today="10:00–19:00",
    opens_at=None,
    next_closed=ClosedRun(date(2026, 11, 21), date(2026, 11, 23), ends_on_holiday=True),
    targets=clock("soon", 48),
    signature="こもれび食器店 お客様窓口\n受付 平日 10:00–19:00\nsupport@komorebi.example",
    vocabulary=(
        VocabularyRow(("商品",), "うつわ"),
        VocabularyRow(("クーポン",), "ごあいさつ券"),
        VocabularyRow(("不良品",), "欠けたお品"),
    ),
    customer_name="田島 由美",
    customer_address="tajima.yumi@mail.example",
    first_contact_at=at(10, 2, days=-903),
    conversation_count=6,
    earlier=(
        EarlierRow(21, "のし紙の名入れについて", at(11, 0, days=-36), is_closed=True),
        EarlierRow(22, "お届け日の変更", at(16, 40, days=-120), is_closed=True),
    ),
    history=(
        HistoryRow(at(13, 20), "お客様から届きました", "田島 由美 様"),
        HistoryRow(at(13, 22), "担当になりました", "藤原 みお"),
        HistoryRow(at(13, 34), "返信しました", "藤原 みお"),
    ),
)
COMPOSER = ComposerRow(3, KOMOREBI, "田島 由美 様", "tajima.yumi@mail.example", "sample", 4)
DETAIL = ConversationDetail(
    pk=3,
    number="MG-4127",
    client=KOMOREBI,
    subject="飯碗の縁が欠けて届きました",
    ball="us",
    clock=clock("soon", 48),
    owner=PersonRow(1, "藤原 みお"),
    is_mine=True,
    people=(PersonRow(2, "小野寺 健", "担当 4件"), PersonRow(3, "江口 さやか", "担当 2件")),
    thread=MESSAGES,
    composer=replace(COMPOSER, body=DRAFT, guard=guard(DRAFT)),
    side=SIDE,
)
HELD = HeldReplyRow(
    1, "藤原 みお", at(14, 30), "カード番号は 4111… と伺っております。",
    guard("カード番号").findings, can_decide=True,
)  # fmt: skip
LONG_MESSAGES = tuple(
    replace(MESSAGES[n % 4], pk=n, text="あ" * 300 + "x" * 200, author="名前" * 20)
    for n in range(200)
)
LONG = replace(
    DETAIL,
    subject="W" * 120,
    client=replace(KOMOREBI, name="とても長い名前の株式会社" * 4),
    thread=LONG_MESSAGES,
    held=HELD,
)
CLOSED = replace(
    DETAIL, pk=4, ball="none", clock=clock("done"), closed_at=NOW, closed_by="藤原 みお",
    composer=COMPOSER, owner=None, is_mine=False,
)  # fmt: skip
