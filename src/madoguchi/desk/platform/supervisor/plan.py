"""What `madoguchi run` runs, as data: the chores before, the children, the words of welcome."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from madoguchi.config import Config, Mode, Role

_CHILD = "madoguchi.desk.platform.supervisor.child"
# glibc gives each thread a heap of its own, and never takes it back: 10 MB a process.
MEMORY = {"MALLOC_ARENA_MAX": "2"}


@dataclass(frozen=True)
class Program:
    """One process: its name in the output, and the module and words that it runs."""

    name: str
    words: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def command(self) -> tuple[str, ...]:
        """The command line, with the watch that ends it with its supervisor."""
        return (sys.executable, "-m", _CHILD, *self.words)


@dataclass(frozen=True)
class Plan:
    """Everything there is to run; `migration` only when the tables are not those of this version.

    What the children load is loaded once by the `nursery`: a module, of which `load()` is called. None:
    each of them loads its own.
    """

    migration: Program
    chores: tuple[Program, ...]
    children: tuple[Program, ...]
    welcome: Program | None
    nursery: Program | None = None


def plan_for(config: Config) -> Plan:
    """The plan of the product; the demo has its story and its customers' mail server besides."""
    is_demo = config.mode is Mode.DEMO
    demo_children = (_program("customers", "customers"),) if is_demo else ()
    return Plan(
        migration=_program("migrate", "migrate", as_role=Role.OWNER),
        chores=(_program("demo", "demo", "load"),) if is_demo else (),
        children=(
            _program("intake", "intake", "--fetch"),
            _program("worker", "worker"),
            *demo_children,
            _program("web", "web"),  # last: when it answers, the others are there
        ),
        welcome=_program("welcome", "demo", "welcome") if is_demo else None,
        nursery=Program("nursery", ("madoguchi.commands.loaded",), _environment(Role.APP)),
    )


def _program(name: str, *words: str, as_role: Role = Role.APP) -> Program:
    return Program(name, ("madoguchi", *words), _environment(as_role))


def _environment(role: Role) -> dict[str, str]:
    return {"MADOGUCHI_DATABASE_AS": role.value, **MEMORY}
