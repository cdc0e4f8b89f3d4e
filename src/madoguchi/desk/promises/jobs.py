"""The jobs of promises: what somebody owed goes over when their assignment ends."""

from madoguchi.desk.platform import clock
from madoguchi.desk.platform.jobs import client_job
from madoguchi.desk.promises.actions.handing import hand_over_of


@client_job("promises.hand_over")
def hand_over(*, client_id: int, person_id: int) -> None:
    """Nobody who still works for the client, or does again, loses what they owe."""
    hand_over_of(person_id=person_id, client_ids=[client_id], now=clock.now())
