"""How the happenings of people and their sign-in are told on the page of changes."""

from collections.abc import Mapping

from madoguchi.desk.platform.changes import Telling
from madoguchi.desk.platform.words import later, later_told

SIGNED_IN = "SignedIn"

TELLINGS: Mapping[str, Telling] = {
    "PersonAdded": Telling(later("メンバーの追加"), later("%(person)sさんを加えました。")),
    "PersonRenamed": Telling(later("名前の変更"), later("%(person)sさんが名前を変えました。")),
    "LanguageChosen": Telling(later("言語の変更"), later("%(person)sさんの表示言語を変えました。")),
    "PersonMadeAdmin": Telling(later("管理者の追加"), later("%(person)sさんを管理者にしました。")),
    "PersonNoLongerAdmin": Telling(
        later("管理者の解除"), later("%(person)sさんを管理者から外しました。")
    ),
    "PersonDeactivated": Telling(
        later("メンバーの停止"), later("%(person)sさんを使えない状態にしました。")
    ),
    "PersonReactivated": Telling(
        later("メンバーの再開"), later("%(person)sさんを使える状態に戻しました。")
    ),
    "SignedIn": Telling(
        later_told("noun", "ログイン"), later("%(person)sさんがログインしました。")
    ),
    "SessionsEnded": Telling(
        later("ログアウトの指示"),
        later("%(person)sさんのログインを%(count)s件終わらせました。"),
    ),
    "PasswordChanged": Telling(
        later("パスワードの変更"), later("%(person)sさんのパスワードが変わりました。")
    ),
    "SecondFactorAdded": Telling(
        later("二段階認証の追加"), later("%(person)sさんの二段階認証（%(factor)s）を加えました。")
    ),
    "SecondFactorRemoved": Telling(
        later("二段階認証の削除"), later("%(person)sさんの二段階認証（%(factor)s）を外しました。")
    ),
    "SecondFactorReset": Telling(
        later("二段階認証の初期化"),
        later("%(person)sさんの二段階認証をすべて外しました。理由：%(reason)s"),
    ),
    "RecoveryCodesMade": Telling(
        later("回復コードの作成"), later("%(person)sさんの回復コードを作り直しました。")
    ),
    "PersonInvited": Telling(later("招待"), later("招待を送りました。")),
    "InvitationSentAgain": Telling(later("招待の再送"), later("招待を送り直しました。")),
    "InvitationWithdrawn": Telling(later("招待の取り消し"), later("招待を取り消しました。")),
    "InvitationAccepted": Telling(
        later("招待の受け入れ"), later("%(person)sさんが招待を受けて加わりました。")
    ),
    "PeopleImported": Telling(
        later("メンバーの取り込み"), later("メンバーを%(count)s人、まとめて招待しました。")
    ),
}
