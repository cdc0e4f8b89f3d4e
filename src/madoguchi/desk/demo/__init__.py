"""The demo provider: a story to try the desk with, and its customers' mailbox."""
