"""What the demo says when it is up: the address, the sign-ins and three things to try."""

from madoguchi.desk.demo.story.provider import DEMO_PASSWORD, PEOPLE, PROVIDER

_SIGN_INS = (
    ("fujiwara", "オペレーター。6社すべての担当"),
    ("murai", "オペレーター。山猫コーヒーとはるか整骨院だけの担当"),
    ("sagara", "ディレクター。ノースパイン会計などの承認"),
    ("hayakawa", "管理者"),
)


def welcome(url: str) -> str:
    """The text for a terminal; ``url`` is the desk's address without a slash at its end."""
    return f"""\
Madoguchi のデモが動いています： {url}/
{PROVIDER.name}のデスクです。止めるときは Ctrl-C を押してください。

ログイン（パスワードは全員 {DEMO_PASSWORD} ）
{_sign_ins()}

試してみること
  1. 藤原さんで入り、「飯碗の縁が欠けて届きました」（田島 様）を開く。
     書きかけの返信に指摘が3つ付いています。直して送ると、ボールが相手に移ります。
  2. お客様になってメールを送る。届くと、再読み込みなしで一覧に並びます。
       bin/madoguchi mail inject examples/komorebi-utf8.eml
     お客様の受信箱 {url}/customers/ からは、返信を読み、続きを書けます。
  3. 村井さんで入り、田島 様の対応のアドレスを開く。担当外の委託元は「見つかりません」になります。
     ノースパイン会計の「CSV取込でエラー E-204」は承認が必要です。藤原さんで依頼し、相良さんで承認できます。
"""


def _sign_ins() -> str:
    people = {person.key: person for person in PEOPLE}
    return "\n".join(
        f"  {people[key].email:<30} {people[key].name}　{what}" for key, what in _SIGN_INS
    )
