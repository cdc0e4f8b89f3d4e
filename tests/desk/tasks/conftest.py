"""A request of Hikari's, and the task that it became."""

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.tasks.models import Task
from tests.desk.tasks import working

ASKING = (
    "欠けや割れの報告を、ロット別に集計していただけますか。"
    "窯元との打ち合わせで、返品基準を見直す資料に使うためです。"
)


@pytest.fixture
def asked(hikari: Client, ann: Person) -> Conversation:
    """A conversation in which a clear piece of work is asked for; it is Ann's."""
    return working.a_request(hikari, ASKING)


@pytest.fixture
def task(asked: Conversation, ann: Person) -> Task:
    """The task that the request became, not yet taken on."""
    return working.made_of(asked, ann)


@pytest.fixture
def accepted(task: Task, ann: Person) -> Task:
    """Taken on by Ann, due at 16:30 that day, two hours of work."""
    return working.accepted(task, ann)
