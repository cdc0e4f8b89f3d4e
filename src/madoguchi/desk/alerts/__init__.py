"""Alerts: a reply clock nears or passes a level, and who must know is told, in their shift, by their choice."""
