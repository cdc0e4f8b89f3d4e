"""Running it: whether it is ready, how it fares, what is wrong, its backups."""
