"""Live updates: one LISTEN a process, fanned out to every open desk, filtered by the wall."""
