"""What hangs on a client's conversation and mailbox: tags, merges, drafts, alerts, ledgers."""

from datetime import timedelta

from madoguchi.desk.adherence.models import SelfCheck, SelfCheckLine
from madoguchi.desk.alerts.actions.raising import raise_alerts
from madoguchi.desk.alerts.models import About, Alert
from madoguchi.desk.clients.models import Address, Client, ClientPhrase, RuleSeverity, Term
from madoguchi.desk.conversations import drafts, presence, seeing
from madoguchi.desk.conversations.actions import (
    approvals,
    files,
    linking,
    merging,
    notes,
    scheduling,
    tagging,
)
from madoguchi.desk.conversations.models import (
    Conversation,
    DraftFile,
    HeldReply,
    Mention,
    Merge,
    Message,
    ScheduledReply,
)
from madoguchi.desk.files import taking
from madoguchi.desk.guard.models import GuardCheck, GuardFinding
from madoguchi.desk.mail.actions import fetching
from madoguchi.desk.mail.imap import Folder
from madoguchi.desk.mail.models import Mailbox
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.days import local_day
from madoguchi.desk.platform.secrets import Secret
from tests import builders

# Stands in every text of the belongings: a page that shows it shows what is behind the wall.
SECRET = "秘密の桜"
PASSWORD = "hunter2-of-the-mailbox"


def noted(conversation: Conversation, worker: Person) -> None:
    """Read, noted, mentioned, open in a window; with a word and a rule of the client's own."""
    seeing.mark_seen(conversation=conversation, person=worker)
    presence.arrive(conversation=conversation, person=worker, is_writing=True, now=builders.NOW)
    note = notes.write_note(
        conversation_id=conversation.pk, author=worker, text=SECRET, now=builders.NOW
    )
    Mention.objects.create(
        client=conversation.client,
        conversation=conversation,
        message=note,
        person=worker,
        at=builders.NOW,
    )
    Term.objects.create(client=conversation.client, preferred=SECRET, avoided="桜餅")
    ClientPhrase.objects.create(
        client=conversation.client,
        kind=ClientPhrase.Kind.FORBID,
        phrase=SECRET,
        created_by=worker,
        at=builders.NOW,
    )
    RuleSeverity.objects.create(
        client=conversation.client, rule="client-vocabulary", severity="hint"
    )


def found(reply: Message, worker: Person) -> GuardFinding:
    """Something that the guard found in a reply, and a month that its desk judged itself by."""
    check = GuardCheck.objects.get(message_id=reply.pk)
    judged = SelfCheck.objects.create(
        client_id=reply.client_id,
        month=local_day(clock.now()).replace(day=1),
        person=worker,
        at=builders.NOW,
        note=SECRET,
    )
    SelfCheckLine.objects.create(
        client_id=reply.client_id,
        self_check=judged,
        rule="respect",
        checked=1,
        broken=0,
        judgement=SelfCheckLine.Judgement.KEPT,
        note=SECRET,
    )
    return GuardFinding.objects.create(
        client_id=reply.client_id,
        guard_check=check,
        message_id=reply.pk,
        rule="client-vocabulary",
        severity="hint",
        span=SECRET,
        outcome=GuardFinding.Outcome.SENT,
        person=worker,
        at=builders.NOW,
    )


def merged(client: Client, conversation: Conversation, worker: Person) -> Merge:
    """Two more conversations, one merged into the other, tagged and linked."""
    gone, kept = (
        builders.a_conversation(client, notice="auto_reply", subject=SECRET, sender_name=SECRET)
        for _ in range(2)
    )
    with walls.transaction([client.pk]):
        linking.link_conversations(
            conversation_id=conversation.pk, other_id=kept.pk, person=worker, now=builders.NOW
        )
        tagging.tag_conversation(
            conversation_id=gone.pk, name=SECRET, person=worker, now=builders.NOW
        )
        return merging.merge_conversations(
            source_id=gone.pk, target_id=kept.pk, person=worker, now=builders.NOW
        )


def alerted(client: Client, worker: Person) -> Alert:
    """The worker was told that a clock nears its due time, and shown a note beside it."""
    raise_alerts(client_id=client.pk, now=builders.NOW + timedelta(minutes=50))
    alert = Alert.objects.filter(person=worker, about=About.CLOCK).earliest("pk")
    alert.note = Message.objects.filter(client=client, kind=Message.Kind.NOTE).order_by("pk")[0]
    alert.save(update_fields=["note"])
    return alert


def scheduled(conversation: Conversation, worker: Person) -> ScheduledReply:
    """A reply that leaves tomorrow."""
    return scheduling.schedule_reply(
        conversation_id=conversation.pk,
        author=worker,
        reply=builders.a_reply(conversation, body=SECRET, reason=SECRET),
        send_at=builders.NOW + timedelta(days=1),
        now=builders.NOW,
    )


def held(conversation: Conversation, worker: Person) -> HeldReply:
    """A reply that waits for a director."""
    return approvals.request_approval(
        conversation_id=conversation.pk,
        author=worker,
        reply=builders.a_reply(conversation, body=SECRET),
        now=builders.NOW,
    )


def typed(conversation: Conversation, worker: Person) -> DraftFile:
    """A draft with a file beside it."""
    drafts.save_draft(conversation=conversation, person=worker, body=SECRET, now=builders.NOW)
    kept = taking.take(
        client_id=conversation.client_id,
        name=f"{SECRET}.txt",
        declared="text/plain",
        data=SECRET.encode(),
    )
    return files.attach_file(
        conversation_id=conversation.pk, person=worker, file=kept, now=builders.NOW
    )


def waiting_beside(held: HeldReply, worker: Person) -> DraftFile:
    """A file that leaves with a reply which waits."""
    file = typed(held.conversation, worker)
    DraftFile.objects.filter(pk=file.pk).update(draft_key=held.draft_key)
    return file


def a_mailbox(client: Client) -> Mailbox:
    """One that names no server, so that no test asks one; with its password and its ledger."""
    mailbox = Mailbox.objects.create(
        client=client,
        address=Address.objects.get(client=client),
        imap_user=SECRET,
        imap_secret=Secret.of(PASSWORD),
    )
    folder = fetching.open_folder(
        mailbox=mailbox, name=SECRET, opened=Folder(client.pk, 2, 0), now=builders.NOW
    )
    fetching.store_fetched(
        folder=folder,
        recipient=mailbox.address.address,
        mails=[fetching.Fetched(client.pk, SECRET.encode(), len(SECRET), builders.NOW)],
    )
    fetching.record_unfetched(folder=folder, uid=client.pk + 10**9, reason=SECRET, now=builders.NOW)
    return mailbox
