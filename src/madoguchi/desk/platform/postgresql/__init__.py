"""Django's PostgreSQL backend, telling every transaction which clients it may see."""
