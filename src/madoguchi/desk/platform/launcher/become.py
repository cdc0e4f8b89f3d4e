"""Become an account that PostgreSQL agrees to run as, then become the program itself.

Run by path, as `python -I -S become.py WAY UID GID PARENT PROGRAM ARGUMENT…`, so that nothing has
to happen between fork and exec of a process with threads. Needs nothing but the standard library.

WAY: `self` stays who we are. `user` becomes UID. `reader` becomes UID but may go through folders
that are closed to it, for an installation below such a folder. `namespace` stays UID 0 outside but
is another number inside of a user namespace, for containers that hold no account but root.
PARENT, when not 0, is the process whose end shall stop the program (Linux).
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_SECUREBITS, _NO_SETUID_FIXUP = 28, 1 << 2
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE = 47, 2
_CAPABILITY_VERSION_3 = 0x20080522
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2
_CLONE_NEWUSER = 0x10000000
_INNER_ID = 1000


def main(arguments: list[str]) -> None:
    """Never returns: either the program runs in our place or an exception ends us."""
    way, uid, gid, parent, *command = arguments
    if way in {"user", "reader"}:
        _become(int(uid), int(gid), keep_reading=way == "reader")
    elif way == "namespace":
        _enter_namespace()
    if int(parent):
        _stop_with(int(parent))
    os.execv(command[0], command)  # noqa: S606 -- no shell is what we want


def _become(uid: int, gid: int, *, keep_reading: bool) -> None:
    capability = _strongest_needed() if keep_reading else None
    if capability is not None:
        # Capabilities outlive setuid then, and access(2), which PostgreSQL asks, counts them too.
        _call("prctl", _PR_SET_SECUREBITS, _NO_SETUID_FIXUP, 0, 0, 0)
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    if capability is not None:
        _hold_only(capability)
        _call("prctl", _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, capability, 0, 0)


def _strongest_needed() -> int:
    """Reading suffices; a container often grants only its bigger sister."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    permitted = next(line.split()[1] for line in status.splitlines() if line.startswith("CapPrm"))
    may_read = int(permitted, 16) >> _CAP_DAC_READ_SEARCH & 1
    return _CAP_DAC_READ_SEARCH if may_read else _CAP_DAC_OVERRIDE


def _hold_only(capability: int) -> None:
    """Effective, permitted and inheritable: this one (capset(2), version 3: two words of 32)."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(*[1 << capability] * 3, 0, 0, 0)
    _call("capset", ctypes.byref(header), ctypes.byref(sets))


def _enter_namespace() -> None:
    uid, gid = os.getuid(), os.getgid()
    _call("unshare", _CLONE_NEWUSER)
    own = Path("/proc/self")
    (own / "setgroups").write_text("deny", encoding="ascii")
    (own / "uid_map").write_text(f"{_INNER_ID} {uid} 1", encoding="ascii")
    (own / "gid_map").write_text(f"{_INNER_ID} {gid} 1", encoding="ascii")


def _stop_with(parent: int) -> None:
    """SIGINT is PostgreSQL's word for a fast, clean stop. The kernel forgets it on setuid: last."""
    if sys.platform != "linux":
        return
    _call("prctl", _PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)
    if os.getppid() != parent:
        raise SystemExit("the process that started this one has ended")


def _call(name: str, *arguments: object) -> None:
    """Call the C library; prctl reads every argument as an unsigned long."""
    words = [ctypes.c_ulong(one) if isinstance(one, int) else one for one in arguments]
    if ctypes.CDLL(None, use_errno=True)[name](*words):
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


if __name__ == "__main__":
    main(sys.argv[1:])
