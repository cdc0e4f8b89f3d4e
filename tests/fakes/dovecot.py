"""A real Dovecot on a free port, started without privileges and thrown away: mailboxes for tests."""

import grp
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from imapclient import IMAPClient

from tests.fakes.mailserver import HOST, free_port

PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PASSWORD = "himitsu"
START_SECONDS = 10
_CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = {host}
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 0
mail_uid = {uid}
mail_gid = {gid}
mail_location = maildir:{home}/mail/%u
disable_plaintext_auth = no
auth_mechanisms = {mechanisms}
imap_capability = {capability}
ssl = {ssl}
{certificate}
{oauth}
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
  client_limit = 100
}}
service imap {{
  client_limit = 1
  process_limit = 50
}}
"""


_OAUTH = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {home}/oauth2.conf
}}
"""


@dataclass
class Dovecot:
    """A running server, and what a test does to its mailboxes from outside."""

    home: Path
    port: int
    tls_port: int
    process: "subprocess.Popen[bytes] | None" = None
    capability: str = ""
    certificate: tuple[Path, Path] | None = None
    users: list[str] = field(default_factory=list)
    token_info: str = ""  # the URL that says whose an access token is; "": only passwords

    def add_user(self, name: str) -> None:
        """A mailbox, empty, with the password of this module."""
        self.users.append(name)
        lines = [f"{one}:{{PLAIN}}{PASSWORD}" for one in self.users]
        (self.home / "users").write_text("\n".join(lines) + "\n", encoding="utf-8")

    @contextmanager
    def signed_in(self, user: str) -> Iterator[IMAPClient]:
        """Somebody else's mail program."""
        with IMAPClient(HOST, self.port, ssl=False, timeout=10) as client:
            client.login(user, PASSWORD)
            yield client

    def put(self, user: str, *raws: bytes, folder: str = "INBOX", seen: bool = False) -> None:
        """Mails come in; `seen`: and somebody opens them elsewhere."""
        with self.signed_in(user) as client:
            if not client.folder_exists(folder):
                client.create_folder(folder)
            for raw in raws:
                client.append(folder, raw, flags=[b"\\Seen"] if seen else [])

    def flags(self, user: str, folder: str = "INBOX") -> list[tuple[bytes, ...]]:
        """How each mail is marked on the server, in order."""
        with self.signed_in(user) as client:
            client.select_folder(folder, readonly=True)
            told = client.get_flags(client.search("ALL"))
            return [
                tuple(flag for flag in told[uid] if flag != b"\\Recent") for uid in sorted(told)
            ]

    def new_uidvalidity(self, user: str, folder: str = "INBOX") -> None:
        """The folder is numbered anew, as after a move to another server."""
        assert folder == "INBOX"
        lists = list((self.home / "mail" / user).glob("dovecot-uidlist"))
        self.stop()
        for one in lists:
            head, _, rest = one.read_text(encoding="utf-8").partition("\n")
            words = [f"V{int(word[1:]) + 7}" if word[0] == "V" else word for word in head.split()]
            one.write_text(" ".join(words) + "\n" + rest, encoding="utf-8")
        for index in (self.home / "mail" / user).glob("dovecot.index*"):
            index.unlink()
        self.start()

    def start(self) -> None:
        """Begin to answer."""
        is_root = os.geteuid() == 0  # then Dovecot insists on its own users
        me, group = pwd.getpwuid(os.geteuid()), grp.getgrgid(os.getegid())
        keeper = pwd.getpwnam("mail") if is_root else me  # whose files the mails are
        (self.home / "mail").mkdir(exist_ok=True)
        os.chown(self.home / "mail", keeper.pw_uid, keeper.pw_gid)
        certificate = ""
        if self.certificate is not None:
            certificate = f"ssl_cert = <{self.certificate[0]}\nssl_key = <{self.certificate[1]}"
        text = _CONFIG.format(
            home=self.home,
            host=HOST,
            internal="dovecot" if is_root else me.pw_name,
            login="dovenull" if is_root else me.pw_name,
            group="dovecot" if is_root else group.gr_name,
            uid=keeper.pw_uid,
            gid=keeper.pw_gid,
            port=self.port,
            tls_port=self.tls_port if self.certificate else 0,
            capability=self.capability,
            ssl="yes" if self.certificate else "no",
            certificate=certificate,
            mechanisms="plain login xoauth2" if self.token_info else "plain login",
            oauth=_OAUTH.format(home=self.home) if self.token_info else "",
        )
        said = f"tokeninfo_url = {self.token_info}\nusername_attribute = email\n"
        (self.home / "oauth2.conf").write_text(said, encoding="utf-8")
        (self.home / "dovecot.conf").write_text(text, encoding="utf-8")
        assert PROGRAM is not None, "these tests need Dovecot: apt-get install dovecot-imapd"
        self.process = subprocess.Popen([PROGRAM, "-F", "-c", str(self.home / "dovecot.conf")])
        deadline = time.monotonic() + START_SECONDS
        while True:
            with (
                suppress(OSError, IMAPClient.AbortError),
                IMAPClient(HOST, self.port, ssl=False, timeout=2),
            ):
                return
            assert time.monotonic() < deadline, (self.home / "log").read_text(encoding="utf-8")
            time.sleep(0.05)

    def stop(self) -> None:
        """Answer no more; what is stored stays."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None


@contextmanager
def running_dovecot(
    *,
    capability: str = "",
    certificate: tuple[Path, Path] | None = None,
    token_info: str = "",
) -> Iterator[Dovecot]:
    """A server without mailboxes, until the block ends; `capability` instead of all that it can do.

    Its home has a short path, for the sake of its sockets. `certificate` is a file and its key's.
    """
    with TemporaryDirectory(prefix="dovecot-") as folder:
        home = Path(folder)
        home.chmod(0o755)  # its processes run as several users
        server = Dovecot(
            home,
            free_port(),
            free_port(),
            capability=capability,
            certificate=certificate,
            token_info=token_info,
        )
        (home / "users").touch()
        server.start()
        try:
            yield server
        finally:
            server.stop()
