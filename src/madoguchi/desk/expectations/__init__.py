"""What a client expects, in figures and in manner, signed off by both sides, in versions."""
