"""Replies in the outbox: put there, delivered, failed, sent again."""

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.mail.actions import delivery, outbox
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.fakes.mailserver import MailServer


def in_the_outbox(message: Message) -> OutgoingMail:
    with walls.transaction([message.client_id]):
        return OutgoingMail.objects.get(message=message)


def replied(client: Client, author: Person) -> OutgoingMail:
    return in_the_outbox(builders.replied(builders.a_conversation(client), author))


def deliver(outgoing: OutgoingMail) -> OutgoingMail:
    with walls.within([outgoing.client_id]):
        delivery.deliver(client_id=outgoing.client_id, outgoing_mail_id=outgoing.pk)
    return as_it_stands(outgoing)


def as_it_stands(outgoing: OutgoingMail) -> OutgoingMail:
    with walls.transaction([outgoing.client_id]):
        return OutgoingMail.objects.select_related("message").get(pk=outgoing.pk)


def failed(client: Client, author: Person, server: MailServer) -> OutgoingMail:
    server.answer = "554 5.7.1 no"
    outgoing = deliver(replied(client, author))
    server.answer = "250 OK"
    return outgoing


def again(outgoing: OutgoingMail, person: Person) -> None:
    with walls.transaction([outgoing.client_id]):
        outbox.send_again(message_id=outgoing.message_id, person=person, now=clock.now())
