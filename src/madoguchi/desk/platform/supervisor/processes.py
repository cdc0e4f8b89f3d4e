"""Processes of ours: run one to its end, or keep one running until we are told to stop."""

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import PIPE, STDOUT, Process
from pathlib import Path

from madoguchi.desk.platform.supervisor.child import GRACE_SECONDS
from madoguchi.desk.platform.supervisor.nurse import Forked, Nurse
from madoguchi.desk.platform.supervisor.output import pass_on, say
from madoguchi.desk.platform.supervisor.plan import Program
from madoguchi.desk.platform.supervisor.refusals import CannotRun

_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 8.0
# Who ran this long before it ended has not failed at its start: it comes back at once.
_STEADY_SECONDS = 30
_LAST_LINES = 30


async def run_to_end(program: Program, *, seconds: float, nurse: Nurse | None = None) -> str:
    """What the program wrote. Raise CannotRun, with its last lines, when it fails or takes longer."""
    process = await _spawn(program, nurse)
    try:
        async with asyncio.timeout(seconds):
            written, _ = await process.communicate()
    except TimeoutError as error:
        raise CannotRun(
            f"{program.name} が{seconds:.0f}秒たっても終わりません。",
            f"{program.name} did not finish within {seconds:.0f} seconds.",
        ) from error
    finally:
        await _stop(process)
    text = written.decode(errors="replace")
    if process.returncode:
        raise CannotRun(
            f"{program.name} が失敗しました（終了コード {process.returncode}）。",
            f"{program.name} failed with exit code {process.returncode}.",
            "\n".join(text.splitlines()[-_LAST_LINES:]),
        )
    return text


async def keep_running(program: Program, *, pids: Path, nurse: Nurse | None = None) -> None:
    """Run the program, and again whenever it ends, until cancelled; then stop it.

    Its process id stands in `pids`/NAME.pid while it runs, if the disk has room for it.
    """
    clock = asyncio.get_running_loop().time
    pause = _FIRST_PAUSE
    while True:
        began = clock()
        code = await _run_once(program, pids / f"{program.name}.pid", nurse)
        pause = _FIRST_PAUSE if clock() - began > _STEADY_SECONDS else pause
        say(
            f"{program.name} が終了しました（コード {code}）。{pause:g}秒後に再起動します。"
            f" / {program.name} ended with code {code}; it starts again in {pause:g} s."
        )
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)


async def _run_once(program: Program, pid_file: Path, nurse: Nurse | None) -> int:
    process = await _spawn(program, nurse)
    with contextlib.suppress(OSError):  # people read it, we do not: it is no reason to end
        pid_file.write_text(f"{process.pid}\n", encoding="ascii")
    assert process.stdout is not None
    reading = asyncio.create_task(pass_on(process.stdout, program.name))
    try:
        return await process.wait()
    finally:
        await _stop(process)
        await asyncio.wait({reading}, timeout=1)
        reading.cancel()
        pid_file.unlink(missing_ok=True)


async def _spawn(program: Program, nurse: Nurse | None) -> Process | Forked:
    """A session of its own keeps the terminal's Ctrl-C from it: it is stopped by us, once."""
    if nurse is not None:
        return await nurse.start(program)
    return await asyncio.create_subprocess_exec(
        *program.command,
        stdin=PIPE,
        stdout=PIPE,
        stderr=STDOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **program.environment},
        start_new_session=True,
    )


async def _stop(process: Process | Forked) -> None:
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(GRACE_SECONDS):
            await process.wait()
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
