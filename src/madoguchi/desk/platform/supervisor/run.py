"""The life of `madoguchi run`: check, prepare, start, watch, stop."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator

from madoguchi.config import Config, Role
from madoguchi.desk.platform.launcher import CannotStartPostgres, Postgres, prepare
from madoguchi.desk.platform.launcher.cluster import make_home
from madoguchi.desk.platform.supervisor import schema
from madoguchi.desk.platform.supervisor.checks import refuse_taken_ports, sole_supervisor
from madoguchi.desk.platform.supervisor.health import wait_until_healthy
from madoguchi.desk.platform.supervisor.nurse import Nurse
from madoguchi.desk.platform.supervisor.output import say
from madoguchi.desk.platform.supervisor.plan import Plan
from madoguchi.desk.platform.supervisor.processes import keep_running, run_to_end
from madoguchi.desk.platform.supervisor.refusals import CannotRun

_POSTGRES_SECONDS = 120
_CHORE_SECONDS = 600
_WELCOME_SECONDS = 60
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 16.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(config: Config, plan: Plan) -> None:
    """Run until a signal asks us to stop; return when everything has stopped.

    Raise CannotRun, CannotStartPostgres or CannotUseDatabase.
    """
    make_home(config.home)
    with sole_supervisor(config.home) as after_a_kill:
        refuse_taken_ports(config, after_a_kill=after_a_kill)
        asyncio.run(_until_signalled(config, plan))


async def _until_signalled(config: Config, plan: Plan) -> None:
    work = asyncio.create_task(_work(config, plan))
    loop = asyncio.get_running_loop()

    def stop() -> None:
        """Once: a second Ctrl-C must not interrupt the stopping."""
        for number in _SIGNALS:
            loop.add_signal_handler(number, lambda: None)
        say("停止しています… / Stopping…")
        work.cancel()

    for number in _SIGNALS:
        loop.add_signal_handler(number, stop)
    try:
        await work
    except asyncio.CancelledError:
        say("停止しました。 / Stopped.")
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None


async def _work(config: Config, plan: Plan) -> None:
    async with _nurse(plan) as nurse, _database(config) as server:
        await _prepare(config, plan, nurse)
        async with asyncio.TaskGroup() as group:
            if server is not None:
                group.create_task(_keep_postgres(server))
            for program in plan.children:
                group.create_task(keep_running(program, pids=config.home, nurse=nurse))
            group.create_task(_welcome(config, plan, nurse))


@contextlib.asynccontextmanager
async def _nurse(plan: Plan) -> AsyncIterator[Nurse | None]:
    """Its nursery loads everything while the database is started and prepared."""
    if plan.nursery is None:
        yield None
        return
    nurse = Nurse(plan.nursery)
    try:
        await nurse.open()
        yield nurse
    finally:
        await nurse.close()


@contextlib.asynccontextmanager
async def _database(config: Config) -> AsyncIterator[Postgres | None]:
    """The embedded server, started and at the end stopped; None where the database is another's."""
    if not config.is_embedded:
        yield None
        return
    server = Postgres(home=config.home, binaries=config.postgres_bin)
    try:
        await _bring_up(server)
        yield server
    finally:
        server.stop()


async def _bring_up(server: Postgres) -> None:
    try:
        async with asyncio.timeout(_POSTGRES_SECONDS):
            while not server.advance():
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise server.trouble() from None


async def _keep_postgres(server: Postgres) -> None:
    while True:
        await asyncio.sleep(0.2 if server.is_ours else 2)
        if server.is_ours or server.accepts():
            continue
        say("PostgreSQLが止まりました。再起動します。 / PostgreSQL ended; it starts again.")
        await _bring_back(server)
        say("PostgreSQLが戻りました。 / PostgreSQL is back.")


async def _bring_back(server: Postgres) -> None:
    """It ran before: what keeps it down (a full disk, say) passes, or a person makes it pass."""
    pause = _FIRST_PAUSE
    while True:
        server.forget_death()
        try:
            return await _bring_up(server)
        except (CannotStartPostgres, OSError) as trouble:
            say(
                f"PostgreSQLがまだ起動しません。{pause:g}秒後にもう一度試します（ディスクの空きを確かめてください）。"
                f" / PostgreSQL does not start yet; next try in {pause:g} s. Is the disk full?\n"
                + str(trouble).splitlines()[-1]
            )
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)


async def _prepare(config: Config, plan: Plan, nurse: Nurse | None) -> None:
    prepare(config)
    owner, wanted = config.database(Role.OWNER), schema.wanted_mark()
    if schema.found_mark(owner) != wanted:
        say("データベースを準備しています… / Preparing the database…")
        await run_to_end(plan.migration, seconds=_CHORE_SECONDS)
        schema.leave_mark(owner, wanted)
    for chore in plan.chores:
        await run_to_end(chore, seconds=_CHORE_SECONDS, nurse=nurse)


async def _welcome(config: Config, plan: Plan, nurse: Nurse | None) -> None:
    """The words are looked for while the web server starts."""
    words = asyncio.create_task(_words_of_welcome(plan, nurse))
    await wait_until_healthy(config, seconds=_WELCOME_SECONDS)
    say(f"起動しました。 / Up: {config.public_url}")
    say(await words, name="")


async def _words_of_welcome(plan: Plan, nurse: Nurse | None) -> str:
    """A desk that runs without them is better than none."""
    if plan.welcome is None:
        return ""
    try:
        return await run_to_end(plan.welcome, seconds=_WELCOME_SECONDS, nurse=nurse)
    except CannotRun as refusal:
        return str(refusal)
