"""Alerts: a clock nears a level, a note calls, a reply waits: told to who must know, in their shift, by their choice."""
