"""The tables of conversations, by topic."""

from madoguchi.desk.conversations.models.clock import ReplyClock
from madoguchi.desk.conversations.models.conversation import Ball, Channel, Conversation, Customer
from madoguchi.desk.conversations.models.message import Attachment, Confidentiality, Message
from madoguchi.desk.conversations.models.together import (
    ConversationLink,
    ConversationTag,
    Mention,
    Merge,
    Presence,
    SavedView,
    Tag,
)
from madoguchi.desk.conversations.models.writing import (
    DraftFile,
    HeldReply,
    Pen,
    SavedDraft,
    ScheduledReply,
    Seen,
)

__all__ = [
    "Attachment",
    "Ball",
    "Channel",
    "Confidentiality",
    "Conversation",
    "ConversationLink",
    "ConversationTag",
    "Customer",
    "DraftFile",
    "HeldReply",
    "Mention",
    "Merge",
    "Message",
    "Pen",
    "Presence",
    "ReplyClock",
    "SavedDraft",
    "SavedView",
    "ScheduledReply",
    "Seen",
    "Tag",
]
