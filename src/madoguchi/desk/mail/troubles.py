"""What a mail server can refuse, beside what the libraries name themselves."""


class StartTlsMissing(Exception):
    """The server does not offer to protect the connection."""


class Unanswered(OSError):
    """The server was given the mail, and never said whether it took it; why is its cause."""


class SignInRefused(Exception):
    """The server knows no such name and password; its words."""


class TokenNotTaken(SignInRefused):
    """The server does not take the access token for this name; its words."""


class FolderMissing(Exception):
    """The mailbox has no folder of this name."""


class AddressForbidden(Exception):
    """The name leads to a machine that is no mail server; the name."""


class AuthMissing(Exception):
    """The server takes no sign-in on this connection."""


class TokenRefused(Exception):
    """The token server gave no access token; its own word for it, such as invalid_grant."""


class TokenUnreachable(TokenRefused):
    """Nobody answers at the token's URL, or nobody whom we ask; the server's name."""
