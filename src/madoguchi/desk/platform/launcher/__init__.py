"""The embedded PostgreSQL: made, started, watched and stopped by us. Knows no Django."""

from madoguchi.desk.platform.launcher.identity import CannotStartPostgres
from madoguchi.desk.platform.launcher.roles import CannotUseDatabase, prepare, prepare_embedded
from madoguchi.desk.platform.launcher.server import FAST_AND_FORGETFUL, Postgres

__all__ = [
    "FAST_AND_FORGETFUL",
    "CannotStartPostgres",
    "CannotUseDatabase",
    "Postgres",
    "prepare",
    "prepare_embedded",
]
