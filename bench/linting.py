"""textlint with preset-ja-technical-writing (bench/textlint/), measured on the guard's own texts."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

PLACE = Path(__file__).parent / "textlint"
OLDEST_NODE = (20, 18)
INSTALL_SECONDS = 600
RUN_SECONDS = 600


def seconds(texts: list[str], *, warm_up: int) -> list[float]:
    """How long it takes for each text after the warm-up, in one process; none where it cannot be had."""
    missing = _missing()
    if missing:
        return []
    ran = subprocess.run(
        [shutil.which("node") or "", "time.mjs", str(warm_up)],
        cwd=PLACE,
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=RUN_SECONDS,
    )
    return [milliseconds / 1000 for milliseconds in json.loads(ran.stdout)]


@cache
def _missing() -> str:
    """What keeps it from being measured, said once; "" when it is there."""
    missing = _node_missing() or _packages_missing()
    if missing:
        print(f"textlint is not measured: {missing}", flush=True)
    return missing


def _node_missing() -> str:
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return "node and npm are not installed"
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    version = tuple(int(part) for part in told.strip().lstrip("v").split(".")[:2])
    needed = ".".join(map(str, OLDEST_NODE))
    return "" if version >= OLDEST_NODE else f"node {needed} or newer is needed"


def _packages_missing() -> str:
    """Install what is locked, once; nothing of it runs while it is installed."""
    if (PLACE / "node_modules").is_dir():
        return ""
    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    done = subprocess.run(
        [shutil.which("npm") or "", *words], cwd=PLACE, timeout=INSTALL_SECONDS, check=False
    )
    return "" if done.returncode == 0 else "npm could not install it"
