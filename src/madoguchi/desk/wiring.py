"""Which feature reacts to whose happening: all of it, on this page."""

from madoguchi.desk.conversations.events import ReplySent
from madoguchi.desk.mail.actions.delivery import queue_delivery
from madoguchi.desk.platform.events import react


def connect() -> None:
    """Called once, when all features are loaded. A reaction runs in the transaction of its cause."""
    react(to=ReplySent, with_=queue_delivery)
