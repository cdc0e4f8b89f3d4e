"""Whether the web server answers."""

import asyncio

from madoguchi.config import Config, reachable
from madoguchi.desk.platform.supervisor.refusals import CannotRun

_ANSWER_SECONDS = 5


async def wait_until_healthy(config: Config, *, seconds: float) -> None:
    """Return when GET /healthz answers 200. Raise CannotRun after `seconds`."""
    try:
        async with asyncio.timeout(seconds):
            while not await _is_healthy(config):
                await asyncio.sleep(0.1)
    except TimeoutError as error:
        raise CannotRun(
            f"ウェブサーバーが{seconds:.0f}秒たっても応答しません。上の記録を確かめてください。",
            f"The web server does not answer after {seconds:.0f} seconds; see the lines above.",
        ) from error


async def _is_healthy(config: Config) -> bool:
    """Ask as the public address would, through a proxy that ends https where there is one."""
    scheme = "https" if config.secure_cookies else "http"
    request = (
        f"GET /healthz HTTP/1.0\r\nHost: {config.allowed_hosts[0]}\r\n"
        f"X-Forwarded-Proto: {scheme}\r\n\r\n"
    )
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            host = reachable(config.host)
            reader, writer = await asyncio.open_connection(host, config.port)
            try:
                writer.write(request.encode())
                status = await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return False
    return status.split()[1:2] == [b"200"]
