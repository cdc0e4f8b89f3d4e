"""The mail channel: raw bytes in, conversations fed, replies out through the outbox."""
