"""The jobs of conversations: what happens at a time."""

from madoguchi.desk.conversations.actions import scheduling, snoozing
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.jobs import client_job


@client_job("conversations.wake")
def wake(*, client_id: int, conversation_id: int) -> None:  # noqa: ARG001 (the wall's, by client_job)
    """A snoozed conversation is back."""
    snoozing.wake(conversation_id=conversation_id, now=clock.now())


@client_job("conversations.send_scheduled")
def send_scheduled(*, client_id: int, scheduled_reply_id: int) -> None:  # noqa: ARG001 (as above)
    """A scheduled reply leaves, or is held."""
    scheduling.send_at_its_time(scheduled_reply_id=scheduled_reply_id, now=clock.now())
