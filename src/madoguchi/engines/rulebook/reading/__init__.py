"""What a draft says, read once: its acts, its times, what it answers. Every rule reads from here."""
