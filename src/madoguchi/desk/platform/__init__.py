"""What every feature stands on: clock, refusals, walls, the event log, jobs, live updates. Knows no feature."""
