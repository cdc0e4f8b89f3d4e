"""The nursery: what all load is loaded once, and every process is forked of it."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from madoguchi.desk.platform.supervisor.nurse import Nurse
from madoguchi.desk.platform.supervisor.plan import Program
from madoguchi.desk.platform.supervisor.processes import run_to_end
from madoguchi.desk.platform.supervisor.refusals import CannotRun
from tests.platform.running import (
    SECONDS,
    Start,
    is_running,
    parent_of,
    pid_of,
)


def test_what_all_load_is_loaded_once_and_a_killed_child_is_born_again_of_it(
    start: Start, home: Path
) -> None:
    run = start()
    run.wait_for("ようこそ")
    run.wait_for("仕事を待っています")  # it may come up after the welcome
    [nursery] = (home / "loadings").read_text().split()

    os.kill(pid_of(home, "worker"), signal.SIGKILL)
    run.wait_for("仕事を待っています", times=2)

    assert {parent_of(pid_of(home, name)) for name in ("web", "worker")} == {int(nursery)}
    assert (home / "loadings").read_text().split() == [nursery]


def test_a_child_is_called_by_its_own_words(start: Start, home: Path) -> None:
    run = start()
    run.wait_for("ようこそ")

    called = Path(f"/proc/{pid_of(home, 'web')}/cmdline").read_text().rstrip("\0")

    assert called.split("\0")[1:] == ["-m", "tests.platform.play", "web"]


def test_a_killed_nursery_leaves_no_child_and_all_come_back(start: Start, home: Path) -> None:
    run = start()
    run.wait_for("ようこそ")
    run.wait_for("仕事を待っています")
    before = [pid_of(home, name) for name in ("web", "worker")]

    os.kill(int((home / "loadings").read_text()), signal.SIGKILL)
    run.wait_for("listening on", times=2)
    run.wait_for("仕事を待っています", times=2)

    assert not [pid for pid in before if is_running(pid)]
    assert len((home / "loadings").read_text().split()) == 2
    assert run.end(signal.SIGINT) == 0


def test_a_nursery_that_cannot_load_says_why(start: Start) -> None:
    run = start(PLAY_UNLOADABLE="1")

    run.wait_for("there is no such dictionary")
    run.wait_for("web が終了しました（コード 1）")

    assert run.end(signal.SIGINT) == 0


def test_what_a_forked_program_wrote_and_how_it_ended_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MADOGUCHI_HOME", str(tmp_path))

    async def welcomed_and_refused() -> tuple[str, str]:
        nurse = Nurse(Program("nursery", ("tests.platform.play_nursery",)))
        try:
            welcome = Program("welcome", ("tests.platform.play", "welcome"))
            written = await run_to_end(welcome, seconds=SECONDS, nurse=nurse)
            failing = Program("failing", ("tests.platform.play", "failure"))
            with pytest.raises(CannotRun) as refused:
                await run_to_end(failing, seconds=SECONDS, nurse=nurse)
        finally:
            await nurse.close()
        return written, str(refused.value)

    written, refused = asyncio.run(welcomed_and_refused())

    assert written == "ようこそ\n"
    assert "failing failed with exit code 3.\nno such customer" in refused
