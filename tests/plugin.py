"""Loaded before anything else: the tests get a data folder and a database of their own.

MADOGUCHI_POSTGRES_BIN alone is let through: on which PostgreSQL the tests run (`bin/test --postgres15`).
"""

import os
import tempfile

for name in [
    name for name in os.environ if name.startswith("MADOGUCHI_") or name == "DATABASE_URL"
]:
    if name != "MADOGUCHI_POSTGRES_BIN":
        del os.environ[name]
os.environ["MADOGUCHI_MODE"] = "test"
os.environ["MADOGUCHI_HOME"] = tempfile.mkdtemp(prefix="madoguchi-test-")
os.environ["MADOGUCHI_LOG_LEVEL"] = "WARNING"
os.environ["MADOGUCHI_UNDO_SECONDS"] = "0"
os.environ["DJANGO_SETTINGS_MODULE"] = "madoguchi.desk.settings"
