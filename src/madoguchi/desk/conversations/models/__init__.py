"""The tables of conversations, by topic."""

from madoguchi.desk.conversations.models.clock import ReplyClock
from madoguchi.desk.conversations.models.conversation import Ball, Conversation, Customer
from madoguchi.desk.conversations.models.message import Attachment, Message
from madoguchi.desk.conversations.models.writing import HeldReply, SavedDraft, Seen

__all__ = [
    "Attachment",
    "Ball",
    "Conversation",
    "Customer",
    "HeldReply",
    "Message",
    "ReplyClock",
    "SavedDraft",
    "Seen",
]
