"""A real worker takes the jobs that real actions queued."""

import asyncio
import threading

import pytest
from django.db import connection, transaction
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.mail import jobs as mail_jobs
from madoguchi.desk.mail.models import OutgoingMail, RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import jobs, walls, worker
from madoguchi.engines import mailtext
from tests import builders
from tests.desk.mail.letters import a_letter, stored
from tests.fakes.mailserver import MailServer

pytestmark = pytest.mark.usefixtures("empty_queue")


def own_connector(of: App) -> DjangoConnector:
    assert isinstance(of.connector, DjangoConnector)
    return of.connector


def worked_off() -> None:
    """Everything that waits in the queue is done by a worker of its own."""

    async def work() -> None:
        with app.replace_connector(own_connector(app).get_worker_connector()) as own:
            async with own.open_async():
                await own.run_worker_async(wait=False, install_signal_handlers=False)

    asyncio.run(work())


def jobs_by_status() -> dict[str, int]:
    """How many jobs of mail stand how; the periodic ones run by themselves."""
    ours = ProcrastinateJob.objects.exclude(task_name__startswith="platform.")
    statuses = list(ours.values_list("status", flat=True))
    return {status: statuses.count(status) for status in set(statuses)}


def test_a_mail_is_read_answered_and_delivered(
    hikari: Client, ann: Person, mail_server: MailServer
) -> None:
    stored(hikari, a_letter(subject="Order 12"))
    worked_off()
    with walls.transaction([hikari.pk]):
        conversation = Conversation.objects.select_related("client").get()
    reply = builders.replied(conversation, ann)
    worked_off()

    [taken] = mail_server.taken
    mail = mailtext.parse(taken.raw)
    assert (mail.subject, mail.message_id) == ("Re: Order 12", reply.mail_id)
    with walls.transaction([hikari.pk]):
        reply.refresh_from_db()
    assert reply.delivery == Message.Delivery.SENT
    assert set(jobs_by_status()) == {"succeeded"}


def test_the_customers_answer_comes_back_into_the_conversation(
    hikari: Client, ann: Person, mail_server: MailServer
) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann)
    worked_off()
    sent = mailtext.parse(mail_server.taken[0].raw)
    answer = a_letter(to=sent.reply_to[0].email, subject=sent.subject)

    stored(hikari, answer, to=sent.reply_to[0].email)
    worked_off()

    with walls.transaction([hikari.pk]):
        assert Conversation.objects.get().messages.count() == 3


def test_a_job_that_fails_waits_for_its_next_try(
    hikari: Client, ann: Person, mail_server: MailServer
) -> None:
    mail_server.answer = "451 4.3.0 later"
    builders.replied(builders.a_conversation(hikari), ann)

    worked_off()

    job = ProcrastinateJob.objects.get(task_name="mail.deliver")
    assert (job.status, job.attempts) == ("todo", 1)
    assert job.scheduled_at is not None
    with walls.transaction([hikari.pk]):
        assert OutgoingMail.objects.get().state == OutgoingMail.State.QUEUED


def test_a_job_of_a_rolled_back_transaction_never_was(hikari: Client) -> None:
    with walls.transaction([hikari.pk]):
        jobs.defer("mail.read_raw", client_id=hikari.pk, raw_mail_id=1)
        transaction.set_rollback(True)

    assert jobs_by_status() == {}


def test_a_job_that_nobody_registered_cannot_be_queued(hikari: Client) -> None:
    with pytest.raises(TaskNotFound):
        jobs.defer("mail.no_such_job", client_id=hikari.pk)


def test_a_job_sees_its_own_client_and_no_other(hikari: Client, tsubame: Client) -> None:
    seen: list[list[int]] = []

    def look(*, client_id: int) -> None:
        with transaction.atomic():
            seen.append(list(Client.objects.values_list("pk", flat=True)))

    job = jobs.client_job("test.look")(look)
    thread = threading.Thread(target=job, kwargs={"client_id": hikari.pk})
    thread.start()
    thread.join(10)

    assert seen == [[hikari.pk]]
    assert walls.current().client_ids == frozenset()


def test_a_job_that_fails_closes_its_connections_too(hikari: Client) -> None:
    def fail(*, client_id: int) -> None:
        with transaction.atomic():
            Client.objects.exists()
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        jobs.client_job("test.fail")(fail)(client_id=hikari.pk)

    assert connection.connection is None


def leave_to_a_dead_worker(*, silent_seconds: int) -> None:
    """All waiting jobs are in the hands of a worker that was last heard of then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat)"
            " values (now() - make_interval(secs => %s)) returning id",
            [silent_seconds],
        )
        [worker_id] = cursor.fetchone() or [None]
        cursor.execute(
            "update procrastinate_jobs set status = 'doing', worker_id = %s where status = 'todo'",
            [worker_id],
        )


def rescued() -> None:
    async def rescue() -> None:
        with app.replace_connector(own_connector(app).get_worker_connector()) as own:
            async with own.open_async():
                await worker.rescue_jobs(timestamp=0)

    asyncio.run(rescue())


def test_the_job_of_a_dead_worker_is_taken_up_again(hikari: Client) -> None:
    mail = stored(hikari, a_letter())
    leave_to_a_dead_worker(silent_seconds=worker.DEAD_AFTER_SECONDS + 1)

    rescued()
    worked_off()

    with walls.transaction([hikari.pk]):
        assert RawMail.objects.get(pk=mail.pk).state == RawMail.State.READ


def test_the_job_of_a_living_worker_is_left_to_it(hikari: Client) -> None:
    stored(hikari, a_letter())
    leave_to_a_dead_worker(silent_seconds=1)

    rescued()

    assert jobs_by_status() == {"doing": 1}


def test_the_worker_works_until_it_is_told_to_stop(hikari: Client) -> None:
    mail = stored(hikari, a_letter())

    async def work_for_a_while() -> None:
        working = asyncio.create_task(worker.work(concurrency=2, delivery_concurrency=1))
        for _ in range(100):
            await asyncio.sleep(0.1)
            if not await asyncio.to_thread(waiting):
                break
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    def waiting() -> bool:
        try:
            return bool(jobs_by_status())
        finally:
            connection.close()

    asyncio.run(work_for_a_while())

    with walls.transaction([hikari.pk]):
        assert RawMail.objects.get(pk=mail.pk).state == RawMail.State.READ
    assert jobs_by_status() == {}  # what succeeded is not kept


def test_one_job_reads_what_waits_behind_it_too(hikari: Client, tsubame: Client) -> None:
    mails = [stored(hikari, a_letter()) for _ in range(5)]
    stored(tsubame, a_letter(to="support@tsubame.example"))

    mail_jobs.read_raw(client_id=hikari.pk, raw_mail_id=mails[0].pk)

    with walls.transaction([hikari.pk]):
        assert Message.objects.count() == 5
    # Its own is still the worker's to finish; the other client's mail is not touched.
    assert jobs_by_status() == {"todo": 2}


def test_a_mail_that_once_killed_its_reader_is_read_alone(hikari: Client) -> None:
    first, second = stored(hikari, a_letter()), stored(hikari, a_letter())
    with walls.transaction([hikari.pk]):
        RawMail.objects.filter(pk=second.pk).update(tries=1)

    mail_jobs.read_raw(client_id=hikari.pk, raw_mail_id=first.pk)

    with walls.transaction([hikari.pk]):
        assert RawMail.objects.get(pk=second.pk).state == RawMail.State.RECEIVED
    worked_off()
    with walls.transaction([hikari.pk]):
        assert RawMail.objects.get(pk=second.pk).state == RawMail.State.READ


def test_a_bad_mail_among_those_behind_does_not_stop_the_others(hikari: Client) -> None:
    first = stored(hikari, a_letter())
    stored(hikari, a_letter(sender="support@hikari.example"))
    stored(hikari, a_letter())

    mail_jobs.read_raw(client_id=hikari.pk, raw_mail_id=first.pk)

    with walls.transaction([hikari.pk]):
        states = list(RawMail.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["read", "quarantined", "read"]
