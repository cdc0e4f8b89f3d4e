"""The story's tasks: what clients asked for, how far it is, and what came before."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Work:
    """One task. Days count from today: `due_day` 0 at `due_clock`; `asked_day` is when it came.

    `ends`: done, waiting, blocked or "" (as far as `state` goes: accepted, doing or requested).
    """

    client: str
    title: str
    purpose: str = ""
    owner: str = "fujiwara"
    asked_day: int = -3
    due_day: int | None = 2
    due_clock: str = "15:00"
    minutes: int | None = 60
    left: int | None = None
    state: str = "doing"
    reason: str = ""
    scope: str = ""
    approach: str = ""
    items: tuple[tuple[str, bool], ...] = ()
    is_shared: bool = False
    is_clear: bool = True


@dataclass(frozen=True, kw_only=True)
class Series:
    """Work that comes again."""

    client: str
    title: str
    purpose: str
    owner: str
    rule: str
    clock: str
    minutes: int


def _done(client: str, title: str, purpose: str, owner: str, day: int, minutes: int = 60) -> Work:
    return Work(
        client=client,
        title=title,
        purpose=purpose,
        owner=owner,
        asked_day=day - 3,
        due_day=day,
        due_clock="17:00",
        minutes=minutes,
        state="done",
    )


# In the order of their numbers: the first is T-301.
WORKS = (
    _done("komorebi", "秋の新作の紹介文を直す", "商品ページの言葉をそろえる", "fujiwara", -26, 90),
    _done("minato", "保証書の再発行の手順をまとめる", "新しい担当が迷わないように", "onishi", -25),
    _done("suzukaze", "燃油代の変更の案内文", "11月出発のお客様に知らせる", "takanashi", -23),
    _done("komorebi", "送料の問い合わせを数える", "送料の表示の見直し", "fujiwara", -20, 120),
    _done("haruka", "予約変更の定型文を3つ作る", "返信の時間を短くする", "murai", -19),
    _done("northpine", "年末調整のよくある質問", "12月の電話を減らす", "onodera", -17, 150),
    _done("yamaneko", "定期便の休止理由の一覧", "休止を減らす打ち手を考える", "murai", -14, 100),
    _done("minato", "フィルターの品番の対応表", "問い合わせにすぐ答える", "onishi", -12),
    Work(
        client="komorebi",
        title="FAQ「ギフト包装」3本",
        purpose="包装の質問（月38件）を減らす",
        owner="onodera",
        asked_day=-9,
        due_day=7,
        due_clock="12:00",
        minutes=120,
        left=30,
        state="waiting",
        reason="のしの種類と、名入れの締切（ご注文から何日前か）",
        is_shared=True,
    ),
    _done("suzukaze", "添乗員の連絡先の一覧を更新", "緊急の電話をすぐつなぐ", "takanashi", -9),
    _done("komorebi", "10月の欠けの写真を整理", "窯元に送る", "fujiwara", -8, 45),
    _done("haruka", "休診日の案内を更新", "サイトと返信で同じ日にする", "murai", -8),
    _done("northpine", "面談日の候補をまとめる", "担当の予定を押さえる", "onodera", -7),
    _done("yamaneko", "新しい豆の説明を3行に", "問い合わせの返信に入れる", "murai", -6),
    _done("minato", "訪問修理の枠の確認手順", "二重の予約を防ぐ", "onishi", -6),
    _done("komorebi", "レビューへの返信の見本", "返信の言葉をそろえる", "onodera", -5),
    _done("suzukaze", "取消料の説明を図にする", "電話の説明を短くする", "takanashi", -4, 120),
    Work(
        client="komorebi",
        title="年末年始の案内テンプレート",
        purpose="12月の問い合わせ増に備える",
        owner="takanashi",
        asked_day=-2,
        due_day=3,
        minutes=90,
        left=60,
        items=(
            ("最終出荷日を入れる", True),
            ("休業中の返信の文", False),
            ("佐伯さんの確認", False),
        ),
        is_shared=True,
    ),
    Work(
        client="minato",
        title="リコール対象の型番の確認表",
        purpose="窓口で30秒で答えられるように",
        owner="onishi",
        asked_day=-1,
        due_day=1,
        minutes=80,
        state="blocked",
        reason="メーカーの最新の型番一覧がまだ届いていません",
    ),
    Work(
        client="suzukaze",
        title="年末の欠航時の連絡の順番",
        purpose="当日の混乱を防ぐ",
        owner="takanashi",
        asked_day=-1,
        due_day=4,
        due_clock="17:00",
        minutes=120,
        state="accepted",
    ),
)
AFTER = (
    Work(
        client="yamaneko",
        title="豆の保存方法の問い合わせを数える",
        purpose="同封カードに載せるか決める",
        owner="fujiwara",
        due_day=5,
        minutes=50,
        state="accepted",
    ),
    Work(
        client="northpine",
        title="源泉徴収票の質問の一覧",
        purpose="12月の返信の準備",
        owner="onodera",
        due_day=6,
        minutes=90,
        state="doing",
    ),
    Work(
        client="komorebi",
        title="商品ページの直しの候補",
        purpose="問い合わせの多い3点から直す",
        owner="fujiwara",
        asked_day=-1,
        due_day=8,
        minutes=90,
        state="accepted",
    ),
    Work(
        client="komorebi",
        title="お客様の声の一覧",
        owner="",
        asked_day=0,
        due_day=None,
        minutes=None,
        state="requested",
        is_shared=True,
        is_clear=False,
    ),
)
SERIES = (
    Series(
        client="komorebi",
        title="配送の週報",
        purpose="遅配と欠けの数を佐伯さんに知らせる",
        owner="onodera",
        rule="weekly:1",
        clock="11:00",
        minutes=40,
    ),
    Series(
        client="haruka",
        title="月末の予約の集計",
        purpose="翌月の受付の人数を決める",
        owner="murai",
        rule="last-business-day",
        clock="17:00",
        minutes=60,
    ),
)
# What a client asked for in their room: the beginning of the message; by how many minutes it will be late.
ASKED_IN_ROOM = "欠けや割れの報告を、ロット別に集計して"
ASKED_TITLE = "欠けの報告をロット別に集計"
ASKED_PURPOSE = "窯元との打ち合わせ（返品基準の見直し）の資料"
ASKED_ITEMS = (
    ("8月以降の報告を集める", True),
    ("ロット・原因・枚数に分ける", False),
    ("表にして確かめる", False),
)
LATE_BY = 36
