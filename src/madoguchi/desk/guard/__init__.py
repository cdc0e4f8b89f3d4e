"""The gate before sending: what the rulebook found, what was overridden, and why."""
