"""Which findings count against a message that left; as the database asks a row `f` of findings."""

# It left with the message, and nobody who looked at it said that the guard was wrong.
LEFT = "f.outcome in ('sent', 'silenced', 'reasoned', 'approved') and f.verdict <> 'rejected'"
# What breaks the word given to a client; a hint is a piece of advice.
WEIGHS = f"{LEFT} and f.severity in ('warn', 'stop', 'block')"
