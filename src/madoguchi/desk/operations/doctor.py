"""What is wrong and what to do: settings, database, walls, processes, mail, disk, clock."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from madoguchi.config import Config, Mode, Role
from madoguchi.database import APP_ROLE
from madoguchi.desk.operations import lateness, processes
from madoguchi.desk.operations.dumps import way_in
from madoguchi.desk.operations.finding import Finding, bad, good, warn
from madoguchi.desk.platform.supervisor import schema

Session = Connection[TupleRow]

OLDEST_SERVER = 15
CLOCK_SECONDS = 2
LEAST_FREE_BYTES = 2_000_000_000
LEAST_FREE_SHARE = 0.1
JOB_SECONDS = 300
_CONNECT_SECONDS = 5

UNWALLED = """
select c.relname from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attname = 'client_id' and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relrowsecurity
order by 1
"""
STRONG = """
select rolsuper or rolbypassrls or exists (
  select from pg_class where relname = 'conversations_conversation' and relowner = r.oid)
from pg_roles r where rolname = %s
"""
FIGURES = """
select coalesce(sum(value) filter (where name = 'workers_alive'), 0),
       coalesce(max(value) filter (where name = 'jobs_oldest_seconds'), 0)
from operations_figures()
"""


def examine(config: Config, *, now: Callable[[], datetime]) -> Iterator[Finding]:
    """Each finding as it is found; the database's only when it answers."""
    yield _settings(config)
    yield from _disk(config)
    try:
        session = psycopg.connect(
            way_in(config).conninfo(), autocommit=True, connect_timeout=_CONNECT_SECONDS
        )
    except psycopg.OperationalError as error:
        yield _no_database(config, error)
        return
    with closing(session):
        yield _server(session)
        yield _clock(session, now())
        yield _tables(config)
        yield _role(config, session)
        yield _walls(session)
        if _has_figures(session):  # older tables cannot be asked
            yield from _work(session)
            yield from lateness.examine(session)
    yield from processes.examine(config)


def _settings(config: Config) -> Finding:
    if config.mode is not Mode.PRODUCTION:
        return warn(
            f"動作モードは {config.mode.value} です。本番では MADOGUCHI_MODE=production にしてください。",
            f"The mode is {config.mode.value}; real data needs MADOGUCHI_MODE=production.",
        )
    if not config.secure_cookies:
        return bad(
            "MADOGUCHI_PUBLIC_URL が https ではありません。TLSの中継を前に置き、https のアドレスにしてください。",
            "MADOGUCHI_PUBLIC_URL is not https; put a TLS proxy in front and name its address.",
        )
    return good("設定は本番のものです", "The settings are those of production")


def _disk(config: Config) -> Iterator[Finding]:
    usage = shutil.disk_usage(config.home if config.home.exists() else config.home.parent)
    free = f"{usage.free / 1e9:.1f} GB"
    if usage.free < LEAST_FREE_BYTES or usage.free < usage.total * LEAST_FREE_SHARE:
        yield bad(
            f"ディスクの空きが {free} しかありません（{config.home}）。空けるか、大きなディスクへ移してください。",
            f"Only {free} are free below {config.home}; make room or move to a larger disk.",
        )
    else:
        yield good(f"ディスクの空き {free}", f"{free} of disk are free")


def _no_database(config: Config, error: psycopg.OperationalError) -> Finding:
    if config.is_embedded:
        return bad(
            "内蔵のPostgreSQLが動いていません。bin/run で起動してください。",
            "The embedded PostgreSQL is not running; start it with bin/run.",
        )
    return bad(
        f"データベースに接続できません。DATABASE_URL とサーバーを確かめてください（{error}）。",
        "The database cannot be reached; check DATABASE_URL and the server.",
    )


def _server(session: Session) -> Finding:
    version = session.info.server_version
    shown = f"{version // 10_000}.{version % 10_000}"
    if version // 10_000 < OLDEST_SERVER:
        return bad(
            f"PostgreSQL {shown} は古すぎます。{OLDEST_SERVER}以降にしてください。",
            f"PostgreSQL {shown} is too old; {OLDEST_SERVER} or newer is needed.",
        )
    return good(f"PostgreSQL {shown} が応答しています", f"PostgreSQL {shown} answers")


def _clock(session: Session, here: datetime) -> Finding:
    [(there,)] = session.execute("select clock_timestamp()").fetchall()
    seconds = abs((there - here).total_seconds())
    if seconds > CLOCK_SECONDS:
        return bad(
            f"時計がデータベースと {seconds:.0f} 秒ずれています。期限がずれます。両方の時刻合わせ（NTP）を確かめてください。",
            f"Our clock and the database's differ by {seconds:.0f} s, and so do deadlines; check NTP.",
        )
    return good("時計は合っています", "The clocks agree")


def _tables(config: Config) -> Finding:
    if schema.found_mark(config.database(Role.OWNER)) != schema.wanted_mark():
        return warn(
            "テーブルがこの版のものではありません。madoguchi migrate を実行するか、bin/run で起動し直してください。",
            "The tables are not those of this version; run madoguchi migrate, or start anew.",
        )
    return good("テーブルはこの版のものです", "The tables are those of this version")


def _role(config: Config, session: Session) -> Finding:
    login = config.database(Role.APP).user if config.owner_database_url else APP_ROLE
    found = session.execute(STRONG, [login]).fetchone()
    if found is None or found[0]:
        return bad(
            f"アプリケーションのユーザー {login} がいないか、強すぎます。委託元の間の壁が効きません。",
            f"The application's role {login} is missing or may too much: the walls do not hold it.",
        )
    if config.database_url is not None and config.owner_database_url is None:
        return warn(
            "ログインが1つだけです。MADOGUCHI_OWNER_DATABASE_URL を分けると、壁がより強くなります。",
            "There is one login only; a second one in MADOGUCHI_OWNER_DATABASE_URL is stronger.",
        )
    return good(
        "アプリケーションのユーザーは壁の内側で働きます",
        "The application's role works behind the walls",
    )


def _walls(session: Session) -> Finding:
    open_ones = [name for (name,) in session.execute(UNWALLED).fetchall()]
    if open_ones:
        shown = ", ".join(open_ones)
        return bad(
            f"行の壁がないテーブルがあります：{shown}。バックアップを取り、開発元に知らせてください。",
            f"Tables without row-level security: {shown}. Make a backup and tell the makers.",
        )
    return good("委託元の行はすべて壁の内側です", "Every client's rows are behind the wall")


def _has_figures(session: Session) -> bool:
    [(has,)] = session.execute(
        "select to_regprocedure('public.operations_figures()') is not null"
    ).fetchall()
    return bool(has)


def _work(session: Session) -> Iterator[Finding]:
    [(workers, oldest)] = session.execute(FIGURES).fetchall()
    if not workers:
        yield bad(
            "ワーカーが動いていません。受信メールの取り込みと送信が止まっています。bin/run か madoguchi worker を起動してください。",
            "No worker is alive: mail is neither read nor delivered. Start bin/run or madoguchi worker.",
        )
    else:
        yield good(f"ワーカー {workers:.0f}", f"{workers:.0f} worker(s) alive")
    if oldest > JOB_SECONDS:
        yield bad(
            f"待っている仕事があります（最も古いもので {oldest / 60:.0f}分）。ワーカーの記録を確かめ、数を増やしてください。",
            f"Work has waited {oldest / 60:.0f} min; see the workers' log, or run more of them.",
        )
