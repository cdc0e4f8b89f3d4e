"""Sample rows of the pages beside the desk."""

from datetime import timedelta

from madoguchi.desk.clients.rows import AccessRow, ClientAccess, ClientRow
from madoguchi.desk.demo.rows import (
    ClientAddress,
    CustomerItem,
    CustomerMail,
    CustomerMailRow,
    CustomersPage,
    NewMail,
)
from madoguchi.desk.mail.rows import HeaderRow, QuarantineMail, QuarantineRow
from madoguchi.desk.people.rows import DemoAccount, SignIn
from tests.desk.samples import CLIENTS, KOMOREBI, NOW, at

LETTERS = (
    CustomerMailRow(1, at(13, 34), KOMOREBI, "こもれび食器店", "田島 由美", "tajima@mail.example",
                    "Re: 飯碗の縁が欠けて届きました", "お写真を1枚…", is_answered=True),
    CustomerMailRow(2, at(11, 2), CLIENTS[3], "山猫コーヒー", "西田 大輔", "nishida@mail.example",
                    "Re: 豆の挽き方を変えたい", "ご希望の挽き方を…"),
)  # fmt: skip
WAITING = (
    QuarantineRow(1, at(12, 8), "unreadable", "shop@old.example", "support@komorebi.example",
                  "", "本文の文字コードを判別できませんでした。", 18_240),
    QuarantineRow(2, at(9, 41), "unknown_client", "info@travel.example", "help@unknown.example",
                  "予約について", "この宛先を使う委託元がありません。", 4_100),
)  # fmt: skip
PAGES: dict[str, dict[str, object]] = {
    "people/sign_in": {
        "sign_in": SignIn(
            accounts=(
                DemoAccount("藤原 みお", "オペレーター", "6社を担当", "mio@demo.example", "demo"),
                DemoAccount("江口 さやか", "ディレクター", "6社を見る", "eguchi@demo.example", "demo"),
                DemoAccount("園田 光", "管理者", "人と委託元の設定", "sonoda@demo.example", "demo"),
            )
        )
    },
    "mail/quarantine": {"mails": WAITING},
    "mail/quarantine_mail": {
        "mail": QuarantineMail(
            WAITING[0],
            (HeaderRow("From", "shop@old.example"), HeaderRow("Subject", "=?x-unknown?B?k/o=?=")),
            "From: shop@old.example\nTo: support@komorebi.example\n\n\\x93\\xfa\\x96{" + "A" * 400,
            is_cut=True,
            tries=2,
            last_tried_at=at(12, 9),
            can_route=True,
            clients=CLIENTS,
        )
    },
    "clients/clients": {
        "clients": tuple(
            ClientRow(client, ("support@client.example",), "平日 10:00–19:00",
                      ("藤原 みお", "小野寺 健"),
                      at(15, 10) if client.pk == 2 else None)
            for client in CLIENTS
        )
    },
    "clients/access": {
        "access": ClientAccess(
            KOMOREBI, 60,
            (AccessRow("園田 光", "お申し出の経緯を確かめるため", NOW, NOW + timedelta(hours=1)),),
        )
    },
    "demo/customers": {
        "page": CustomersPage(
            (CustomerItem("すべて", "", "", 2, is_current=True),
             CustomerItem("田島 由美", "tajima@mail.example", "?customer=1", 1)),
            LETTERS,
            NewMail(tuple(ClientAddress(one, f"support{one.pk}@x.example") for one in CLIENTS)),
            opened=CustomerMail(LETTERS[0], "support@komorebi.example", "田島様\n\nお写真を…"),
        )
    },
    "404": {},
    "500": {},
}  # fmt: skip
