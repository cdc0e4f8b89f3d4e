"""Mails that come in side by side are stored together, and none suffers from another."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.mail import gathering
from madoguchi.desk.mail.actions.intake import store_raw
from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.mail.gathering import Gathering
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import walls
from tests import builders

TO = ("support@hikari.example",)
BAD = b"cannot be stored"


class Storing:
    """A store that tells what it was given together, and waits until it may go on."""

    def __init__(self) -> None:
        self.groups: list[list[bytes]] = []
        self.may_end = threading.Event()

    def __call__(self, arrivals: Sequence[Arrival]) -> None:
        self.groups.append([one.raw for one in arrivals])
        assert self.may_end.wait(10)
        if any(one.raw == BAD for one in arrivals):
            raise ValueError(BAD)


def arrival(raw: bytes) -> Arrival:
    return Arrival(raw, "kinoshita@customer.example", TO)


async def begun(storing: Storing, *raws: bytes) -> list[asyncio.Task[None]]:
    """The first mail is being stored while the others come in."""
    gathered = Gathering(storing)
    tasks = []
    for raw in raws:
        tasks.append(asyncio.create_task(gathered.store(arrival(raw))))
        while not storing.groups:
            await asyncio.sleep(0.005)
    await asyncio.sleep(0.01)
    return tasks


async def ended(storing: Storing, tasks: Sequence[asyncio.Task[None]]) -> list[bool]:
    """Which of them were stored."""
    storing.may_end.set()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    return [outcome is None for outcome in outcomes]


def test_what_arrives_while_one_is_stored_is_stored_together_after_it() -> None:
    async def given() -> None:
        storing = Storing()
        tasks = await begun(storing, b"1", b"2", b"3")

        assert await ended(storing, tasks) == [True, True, True]
        assert storing.groups == [[b"1"], [b"2", b"3"]]

    asyncio.run(given())


def test_nobody_is_answered_before_the_mail_is_stored() -> None:
    async def given() -> None:
        storing = Storing()
        tasks = await begun(storing, b"1", b"2")

        assert not any(task.done() for task in tasks)
        await ended(storing, tasks)

    asyncio.run(given())


def test_one_that_cannot_be_stored_costs_no_other() -> None:
    async def given() -> None:
        storing = Storing()
        tasks = await begun(storing, b"1", b"2", BAD, b"3")

        assert await ended(storing, tasks) == [True, True, False, True]

    asyncio.run(given())


def test_a_sender_that_hangs_up_leaves_its_mail_and_the_others() -> None:
    async def given() -> None:
        storing = Storing()
        tasks = await begun(storing, b"1", b"2", b"3")
        tasks[1].cancel()

        assert await ended(storing, tasks) == [True, False, True]
        assert storing.groups[1] == [b"2", b"3"]

    asyncio.run(given())


def test_a_group_is_bounded_by_number_and_by_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_TOGETHER", 3)
    monkeypatch.setattr(gathering, "MOST_BYTES_TOGETHER", 10)

    async def given() -> None:
        storing = Storing()
        tasks = await begun(storing, b"0", *[b"1"] * 4, b"a big one", b"a bigger one", b"2")

        assert await ended(storing, tasks) == [True] * 8
        assert [len(group) for group in storing.groups] == [1, 3, 2, 1, 1]

    asyncio.run(given())


def test_the_store_is_asked_again_after_a_pause() -> None:
    async def given() -> None:
        storing = Storing()
        storing.may_end.set()
        gathered = Gathering(storing)
        for raw in (b"1", b"2"):
            await gathered.store(arrival(raw))

        assert storing.groups == [[b"1"], [b"2"]]

    asyncio.run(given())


def test_mails_of_several_clients_are_kept_each_behind_its_wall(
    hikari: Client, tsubame: Client
) -> None:
    sent = [
        ("support@tsubame.example",),
        ("support@hikari.example", "support@tsubame.example"),
        ("nobody@elsewhere.example", "support@hikari.example"),
    ]
    raws = [b"Subject: %d\r\n\r\n" % number for number in range(len(sent))]

    ids = store_raw(
        *(Arrival(raw, "a@customer.example", to) for raw, to in zip(raws, sent, strict=True)),
        now=builders.NOW,
    )

    assert ids == sorted(ids)
    assert kept(hikari) == [raws[1], raws[2]]
    assert kept(tsubame) == [raws[0], raws[1]]
    with walls.transaction([], provider_wide=True):
        assert [bytes(mail.raw) for mail in RawMail.objects.all()] == [raws[2]]


def kept(client: Client) -> list[bytes]:
    with walls.transaction([client.pk]):
        return [bytes(mail.raw) for mail in RawMail.objects.order_by("pk")]
