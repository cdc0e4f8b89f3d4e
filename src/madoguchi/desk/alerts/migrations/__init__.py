"""The migrations of alerts."""
