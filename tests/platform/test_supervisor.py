"""`madoguchi run` with small programs in place of the product's: start, watch, stop, kill -9."""

import asyncio
import os
import signal
import socket
from pathlib import Path

import pytest

from madoguchi.desk.platform.supervisor.plan import Program
from madoguchi.desk.platform.supervisor.processes import keep_running
from tests.platform.running import (
    SECONDS,
    Start,
    ended,
    is_running,
    pid_of,
    wait_until,
)


def test_everything_starts_is_welcomed_and_stops_at_ctrl_c(start: Start, home: Path) -> None:
    run = start()
    run.wait_for("ようこそ")
    run.wait_for("仕事を待っています")

    assert "web      | listening on " in run.written
    assert "worker   | 仕事を待っています" in run.written
    pids = [pid_of(home, name) for name in ("web", "worker", "postgres")]
    assert run.end(signal.SIGINT) == 0

    assert "停止しました" in run.written
    assert not [pid for pid in pids if is_running(pid)]


def test_it_migrates_once_as_the_owner(start: Start, home: Path) -> None:
    for _ in range(2):
        run = start()
        run.wait_for("ようこそ")
        assert run.end(signal.SIGTERM) == 0

    assert (home / "migrations").read_text() == "as owner\n"


def test_a_migration_that_fails_ends_it_with_the_reason_and_is_tried_again(
    start: Start, home: Path
) -> None:
    broken = start(PLAY_BROKEN="1")
    wait_until(lambda: broken.process.poll() is not None, lambda: broken.written)
    assert broken.end() == 1
    assert "relation does not exist" in broken.written

    start().wait_for("ようこそ")

    assert (home / "migrations").read_text() == "as owner\nas owner\n"


def test_a_second_run_on_the_same_data_is_refused(start: Start) -> None:
    first = start()
    first.wait_for("ようこそ")

    second = start()
    wait_until(lambda: second.process.poll() is not None, lambda: second.written)

    assert second.end() == 1
    assert "すでに起動しています" in second.written
    assert str(first.process.pid) in second.written


def test_a_taken_port_is_named_with_what_to_type(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = start(MADOGUCHI_SMTP_PORT=str(port))
        wait_until(lambda: run.process.poll() is not None, lambda: run.written)

    assert run.end() == 1
    assert f"ポート{port}は、ほかのプログラムが使っています。MADOGUCHI_SMTP_PORT=" in run.written


@pytest.mark.parametrize("name", ["web", "worker"])
def test_a_killed_child_comes_back(start: Start, home: Path, name: str) -> None:
    run = start()
    run.wait_for("ようこそ")
    before = pid_of(home, name)

    os.kill(before, signal.SIGKILL)
    run.wait_for(f"{name} が終了しました（コード -9）")
    wait_until(lambda: not ended(home, name), lambda: run.written)

    assert pid_of(home, name) != before


def test_a_killed_postgres_comes_back(start: Start, home: Path) -> None:
    run = start()
    run.wait_for("ようこそ")
    before = pid_of(home, "postgres")

    os.kill(before, signal.SIGKILL)
    run.wait_for("PostgreSQLが戻りました")

    assert pid_of(home, "postgres") != before


def test_a_postgres_that_cannot_start_again_for_a_while_does_not_end_the_desk(
    start: Start, home: Path
) -> None:
    """As on a full disk: its own recovery fails, until a person has made room."""
    run = start()
    run.wait_for("ようこそ")
    needed = home / "data" / "global" / "pg_control"
    needed.rename(needed.with_suffix(".away"))

    os.kill(pid_of(home, "postgres"), signal.SIGKILL)
    run.wait_for("PostgreSQLがまだ起動しません", times=2)
    needed.with_suffix(".away").rename(needed)

    run.wait_for("PostgreSQLが戻りました")
    assert is_running(pid_of(home, "web"))


def test_a_child_without_room_for_its_number_runs_all_the_same(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    program = Program("worker", ("this",))  # a module that ends well, at once

    async def until_it_ran_twice() -> str:
        running = asyncio.create_task(keep_running(program, pids=tmp_path / "no room"))
        written = ""
        while written.count("コード 0") < 2 and not running.done():
            await asyncio.sleep(0.05)
            written += capfd.readouterr().out
        running.cancel()
        await asyncio.wait({running})
        return written

    assert "Beautiful is better" in asyncio.run(asyncio.wait_for(until_it_ran_twice(), SECONDS))


def test_nothing_outlives_a_killed_supervisor_and_the_next_run_starts(
    start: Start, home: Path
) -> None:
    run = start()
    run.wait_for("ようこそ")
    pids = [pid_of(home, name) for name in ("web", "worker", "postgres")]

    run.end(signal.SIGKILL)
    start().wait_for("ようこそ")

    assert not [pid for pid in pids if is_running(pid)]
