"""What the nursery of the small programs loads (see `play`): a line in a file for each time."""

import os
import sys
from pathlib import Path


def load() -> None:
    if os.environ.get("PLAY_UNLOADABLE"):
        sys.exit("there is no such dictionary")
    with (Path(os.environ["MADOGUCHI_HOME"]) / "loadings").open("a") as log:
        log.write(f"{os.getpid()}\n")
