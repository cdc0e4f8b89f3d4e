"""Attachments: kept by their hash, each client's apart; what they really are; whether they carry a virus."""
