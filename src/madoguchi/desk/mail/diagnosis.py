"""What went wrong in a talk with a mail server, in words that say what to do."""

import imaplib
import smtplib
import socket
import ssl

from django.utils.translation import gettext as _

from madoguchi.desk.mail.accounts import Account
from madoguchi.desk.mail.troubles import (
    AddressForbidden,
    AuthMissing,
    FolderMissing,
    SignInRefused,
    StartTlsMissing,
    TokenNotTaken,
    TokenRefused,
    TokenUnreachable,
    Unanswered,
)
from madoguchi.desk.platform.secrets import SecretUnreadable

_LONGEST = 300
_EXPIRED, _NOT_YET = 10, 9
_SELF_SIGNED = {18, 19}
_NO_ISSUER = {2, 20, 21}
_OTHER_NAME = {62, 64}


def in_words(error: BaseException, account: Account) -> str:
    """The trouble as a sentence for the person who set the mailbox up."""
    if isinstance(error, Unanswered) and error.__cause__ is not None:
        return in_words(error.__cause__, account)
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate(error, account)
    if isinstance(error, ssl.SSLError):
        return _(
            "{server} はTLSで応答しません。ポート番号を確かめるか、保護の方法を変えてください。"
        ).format(server=account.server)
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException):
        return _connection(error, account)
    return _answer(error, account)


def _certificate(error: ssl.SSLCertVerificationError, account: Account) -> str:
    code = error.verify_code
    if code in _OTHER_NAME:
        words = _(
            "{host} の証明書は、別のサーバー名のものです。メール会社の案内にあるサーバー名に直してください。"
        )
    elif code == _EXPIRED:
        words = _("{host} の証明書は、期限が切れています。サーバーの管理者に更新を頼んでください。")
    elif code == _NOT_YET:
        words = _("{host} の証明書はまだ有効期間に入っていません。時計を確かめてください。")
    elif code in _SELF_SIGNED:
        words = _(
            "{host} の証明書は、どの認証局も保証していません（自己署名）。"
            "サーバーの管理者に、認証局の証明書を入れるよう頼んでください。"
        )
    elif code in _NO_ISSUER:
        words = _(
            "{host} の証明書の発行元を、このマシンは知りません。中間証明書が足りないか、社内の認証局です。"
            "サーバーの管理者に伝えるか、その認証局をこのマシンに登録してください。"
        )
    else:
        words = _("{host} の証明書を確かめられませんでした。")
    return words.format(host=account.host)


def _connection(error: OSError, account: Account) -> str:
    if isinstance(error, socket.gaierror):
        words = _("サーバー名 {host} が見つかりません。つづりを確かめてください。")
    elif isinstance(error, ConnectionRefusedError):
        words = _("{host} はポート {port} で受け付けていません。ポート番号を確かめてください。")
    elif isinstance(error, TimeoutError):
        words = _("{host} のポート {port} から応答がありません。")
    elif isinstance(error, ConnectionError):
        words = _("{host} との接続が途中で切れました。")
    else:
        words = _("{host} のポート {port} に接続できません。")
    return words.format(host=account.host, port=account.port)


def _answer(error: BaseException, account: Account) -> str:
    match error:
        case TokenNotTaken() | TokenRefused():  # before the sign-in of which the first is one
            return _token(error, account)
        case StartTlsMissing():
            return _(
                "{server} はSTARTTLSに対応していません。TLSか、別のポートにしてください。"
            ).format(server=account.server)
        case AddressForbidden():
            return _(
                "{host} の行き先は、メールサーバーではありません。サーバー名を確かめてください。"
            ).format(host=account.host)
        case AuthMissing():
            return _("{server} はこの接続でのログイン（SMTP AUTH）に対応していません。").format(
                server=account.server
            )
        case FolderMissing():
            return _("フォルダー「{name}」がありません。").format(name=error)
        case SignInRefused() | smtplib.SMTPAuthenticationError():
            return _(
                "ユーザー名かパスワードが違うと言われました（サーバーの返事：{words}）。"
            ).format(words=said(error))
        case smtplib.SMTPSenderRefused():
            return _("差出人のアドレスが断られました（サーバーの返事：{words}）。").format(
                words=said(error)
            )
        case SecretUnreadable():
            return _("保存してあるパスワードを復号できません。もう一度入力してください。")
        case smtplib.SMTPServerDisconnected() | imaplib.IMAP4.abort():
            return _("{host} との接続が途中で切れました。").format(host=account.host)
    return _("{server} が応答を断りました（サーバーの返事：{words}）。").format(
        server=account.server, words=said(error)
    )


def _token(error: TokenNotTaken | TokenRefused, account: Account) -> str:
    if isinstance(error, TokenNotTaken):
        return _(
            "{server} がアクセストークンを受け付けません。ユーザー名と、トークンに許した範囲を"
            "確かめてください（サーバーの返事：{words}）。"
        ).format(server=account.server, words=said(error))
    if isinstance(error, TokenUnreachable):
        return _("トークンのURL（{name}）につながりません。URLを確かめてください。").format(
            name=error
        )
    return _("アクセストークンを取得できません（サーバーの返事：{words}）。").format(
        words=said(error)
    )


def said(error: BaseException) -> str:
    """The server's own words, on one line."""
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
        return _one_line(f"{error.smtp_code} {text}")
    first = error.args[0] if error.args else type(error).__name__
    text = first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)
    return _one_line(text)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())[:_LONGEST]
