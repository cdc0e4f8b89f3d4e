"""`madoguchi backup FILE`: everything that the desk holds, in one file."""

import argparse
import os
import sys
from pathlib import Path

from madoguchi.config import BadSetting, Config


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    parser = words.add_parser("backup", help="write everything into one file; the desk runs on")
    parser.add_argument("file", type=Path)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was written; 1 with a sentence when it was not."""
    from madoguchi.desk.operations import backups
    from madoguchi.desk.operations.refusals import CannotOperate
    from madoguchi.desk.platform import clock
    from madoguchi.desk.platform.launcher import CannotStartPostgres, CannotUseDatabase

    try:
        config = Config.from_environment(os.environ)
        manifest = backups.back_up(config, arguments.file.absolute(), now=clock.now())
    except (BadSetting, CannotOperate, CannotStartPostgres, CannotUseDatabase) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    rows = sum(manifest.rows.values())
    files = "in their store" if manifest.files < 0 else str(manifest.files)
    print(f"{arguments.file}: {len(manifest.rows)} tables, {rows} rows, files: {files}")
    return 0
