"""`madoguchi restore FILE`: a backup back into place, the desk being stopped."""

import argparse
import os
import sys
from pathlib import Path

from madoguchi.config import BadSetting, Config


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    parser = words.add_parser("restore", help="put a backup back into place")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--replace", action="store_true", help="keep the present data under another name"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was restored; 1 with a sentence when nothing was changed."""
    from madoguchi.desk.operations import backups
    from madoguchi.desk.operations.refusals import CannotOperate
    from madoguchi.desk.platform import clock
    from madoguchi.desk.platform.launcher import CannotStartPostgres, CannotUseDatabase

    try:
        config = Config.from_environment(os.environ)
        source = arguments.file.absolute()
        manifest = backups.restore(config, source, replace=arguments.replace, now=clock.now())
    except (BadSetting, CannotOperate, CannotStartPostgres, CannotUseDatabase) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    rows = sum(manifest.rows.values())
    print(f"{arguments.file} of {manifest.made_at}: {len(manifest.rows)} tables, {rows} rows")
    return 0
