"""What runs in each child: the module it is for, beside a watch that ends it with its supervisor.

`python -m madoguchi.desk.platform.supervisor.child MODULE WORD…`. The supervisor holds the other end
of our standard input; however it ends, even by kill -9, that end closes.
"""

import os
import runpy
import signal
import sys
import threading
import time

GRACE_SECONDS = 8


def main(arguments: list[str]) -> None:
    """Run the module as `python -m` would."""
    threading.Thread(target=_end_with_supervisor, name="supervisor-watch", daemon=True).start()
    sys.argv = arguments
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


def _end_with_supervisor() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1:])
