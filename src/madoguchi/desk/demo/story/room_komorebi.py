"""こもれび食器店のルーム: who of the shop is there, and what was talked about with the desk."""

from dataclasses import dataclass

from madoguchi.desk.demo.story.shapes import Business, When


@dataclass(frozen=True, kw_only=True)
class RoomMember:
    """Somebody of the client who signs in."""

    key: str
    name: str
    email: str
    department: str
    device: str = "pc"
    is_owner: bool = False


@dataclass(frozen=True, kw_only=True)
class RoomEntry:
    """What somebody of either side says. `file`: name of what is shared along, and for whom it is."""

    at: When
    by: str  # a member's key, or one of the provider's people
    text: str
    file: tuple[str, str] | None = None
    is_pinned: bool = False
    thanked_by: str = ""


@dataclass(frozen=True, kw_only=True)
class RoomThread:
    """One thread, its first entry by whoever began it."""

    title: str
    entries: tuple[RoomEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Room:
    """A client's room."""

    client: str
    members: tuple[RoomMember, ...]
    threads: tuple[RoomThread, ...]


ROOM = Room(
    client="komorebi",
    members=(
        RoomMember(
            key="saeki",
            name="佐伯 香織",
            email="saeki@komorebi-shokki.example",
            department="店長",
            is_owner=True,
        ),
        RoomMember(
            key="miyoshi",
            name="三好 拓也",
            email="miyoshi@komorebi-shokki.example",
            department="物流",
            device="phone",
        ),
        RoomMember(
            key="ogawa",
            name="小川 直",
            email="ogawa@komorebi-shokki.example",
            department="仕入れ",
        ),
    ),
    threads=(
        RoomThread(
            title="年末年始の出荷",
            entries=(
                RoomEntry(
                    at=Business(minutes_ago=1500),
                    by="saeki",
                    text="年末の最終出荷は12月26日(土)に決まりました。お客様への案内は、この日付でお願いします。",
                    is_pinned=True,
                ),
                RoomEntry(
                    at=Business(minutes_ago=1470),
                    by="takanashi",
                    text="佐伯さん、承知しました。12月26日(土)を最終出荷日として、本日からご案内します。年始は何日から出荷を再開しますか。",
                    thanked_by="saeki",
                ),
            ),
        ),
        RoomThread(
            title="欠けや割れの報告をロット別に",
            entries=(
                RoomEntry(
                    at=Business(minutes_ago=212),
                    by="saeki",
                    text="欠けや割れの報告を、ロット別に集計していただけますか。窯元との打ち合わせで、返品基準を見直す資料にします。",
                ),
                RoomEntry(
                    at=Business(minutes_ago=205),
                    by="fujiwara",
                    text="佐伯さん、承知しました。返品基準の見直し用として、8月以降の報告をロット・原因・枚数でまとめます。{promise}までにロット別の集計を共有します。",
                ),
            ),
        ),
        RoomThread(
            title="梱包の手順",
            entries=(
                RoomEntry(
                    at=Business(minutes_ago=28),
                    by="miyoshi",
                    text="箱詰めの写真を追加しました。12月からは緩衝材を紙に替えます。",
                    file=("梱包手順_v4.txt", "internal"),
                ),
                RoomEntry(
                    at=Business(minutes_ago=21),
                    by="takanashi",
                    text="三好さん、ありがとうございます。箱詰めの写真と紙の緩衝材の件を、オペレーター全員に伝えました。紙は1箱に何枚お使いですか。",
                ),
            ),
        ),
    ),
)
