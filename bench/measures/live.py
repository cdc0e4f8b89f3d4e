"""Five hundred open desks on one process: from a notification to each desk's stream."""

import asyncio
import json
import time

import psycopg

from bench.figures import Figure, timed
from bench.place import PORT
from bench.world import World

DESKS = 500
NEWS = 20
PAUSE_SECONDS = 0.2
PATIENCE_SECONDS = 30


def measure(world: World) -> list[Figure]:
    """Each of the news concerns one client of the first operator; a desk that misses one is counted."""
    return asyncio.run(_measured(world))


async def _measured(world: World) -> list[Figure]:
    heard: dict[int, list[float]] = {}
    cookies = [one.cookie for one in world.operators]
    ready = asyncio.Semaphore(0)
    desks = [asyncio.create_task(_desk(cookies[0], heard, ready)) for _ in range(DESKS)]
    for _ in range(DESKS):
        await asyncio.wait_for(ready.acquire(), PATIENCE_SECONDS)
    [(client,)] = world.rows(
        "select client_id from clients_assignment where person_id = 1 order by client_id limit 1"
    )
    sent = await asyncio.to_thread(_tell, world, client)
    await asyncio.sleep(2)
    for desk in desks:
        desk.cancel()
    await asyncio.gather(*desks, return_exceptions=True)
    delays = [at - sent[number] for number, times in heard.items() for at in times]
    missed = DESKS * NEWS - len(delays)
    return [*timed("notify to 500 desks", delays), Figure("news missed", missed, "of 10,000")]


def _tell(world: World, client: int) -> dict[int, float]:
    sent = {}
    way = world.place.superuser(world.size)
    with psycopg.connect(way.conninfo(), autocommit=True) as connection:
        for number in range(NEWS):
            payload = {"client": client, "conversation": number, "kind": "Measured"}
            sent[number] = time.perf_counter()
            connection.execute("select pg_notify('madoguchi_events', %s)", [json.dumps(payload)])
            time.sleep(PAUSE_SECONDS)
    return sent


async def _desk(cookie: str, heard: dict[int, list[float]], ready: asyncio.Semaphore) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    request = f"GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n"
    writer.write(request.encode())
    try:
        while line := await reader.readline():
            if line == b"event: hello\n":
                ready.release()
            if line.startswith(b"data:") and b"Measured" in line:
                news = json.loads(line.removeprefix(b"data:"))
                heard.setdefault(news["conversation"], []).append(time.perf_counter())
    finally:
        writer.close()
