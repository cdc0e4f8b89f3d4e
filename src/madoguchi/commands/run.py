"""`madoguchi run`: the whole desk in one command, until Ctrl-C."""

import argparse
import os
import sys

from madoguchi.config import BadSetting, Config


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    words.add_parser("run", help="start everything and watch over it").set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Run until Ctrl-C or SIGTERM: 0 then, 1 with a sentence when it cannot start or go on."""
    from madoguchi.desk.platform.launcher import CannotStartPostgres, CannotUseDatabase
    from madoguchi.desk.platform.supervisor.plan import plan_for
    from madoguchi.desk.platform.supervisor.refusals import CannotRun
    from madoguchi.desk.platform.supervisor.run import run as run_plan

    try:
        config = Config.from_environment(os.environ)
        run_plan(config, plan_for(config))
    except (BadSetting, CannotRun, CannotStartPostgres, CannotUseDatabase) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0
