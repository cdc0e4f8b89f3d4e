"""What the words that need the desk share: Django, set up once, with a readable refusal of bad settings."""

import os
import sys

from madoguchi.config import BadSetting


def set_up() -> None:
    """Load the desk; a setting that it cannot start with ends the command with its sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.desk.settings")
    import django  # only the words that need the desk pay for it

    try:
        django.setup()
    except BadSetting as refusal:
        sys.exit(f"{refusal}")
