"""The demo provider's story as plain data: あおば窓口, its people, six clients, their customers."""

from madoguchi.desk.demo.story import (
    conversations_haruka,
    conversations_komorebi,
    conversations_minato,
    conversations_northpine,
    conversations_suzukaze,
    conversations_yamaneko,
    earlier_haruka,
    earlier_komorebi,
    earlier_minato,
    earlier_northpine,
    earlier_suzukaze,
    earlier_yamaneko,
    history_haruka,
    history_komorebi,
    history_minato,
    history_northpine,
    history_suzukaze,
    history_yamaneko,
)
from madoguchi.desk.demo.story.clients import CLIENTS
from madoguchi.desk.demo.story.customers import CUSTOMERS
from madoguchi.desk.demo.story.drafts import DRAFTS
from madoguchi.desk.demo.story.provider import ASSIGNMENTS, DEMO_PASSWORD, PEOPLE, PROVIDER
from madoguchi.desk.demo.story.samples import SAMPLE_MAILS
from madoguchi.desk.demo.story.self_checks import SELF_CHECKS
from madoguchi.desk.demo.story.shapes import Story
from madoguchi.desk.demo.story.thread_family_trip import FAMILY_TRIP

STORY = Story(
    provider=PROVIDER,
    password=DEMO_PASSWORD,
    people=PEOPLE,
    assignments=ASSIGNMENTS,
    clients=CLIENTS,
    customers=CUSTOMERS,
    conversations=(
        *conversations_komorebi.CONVERSATIONS,
        *conversations_minato.CONVERSATIONS,
        *conversations_suzukaze.CONVERSATIONS,
        FAMILY_TRIP,
        *conversations_yamaneko.CONVERSATIONS,
        *conversations_northpine.CONVERSATIONS,
        *conversations_haruka.CONVERSATIONS,
        *history_komorebi.CONVERSATIONS,
        *history_minato.CONVERSATIONS,
        *history_suzukaze.CONVERSATIONS,
        *history_yamaneko.CONVERSATIONS,
        *history_northpine.CONVERSATIONS,
        *history_haruka.CONVERSATIONS,
    ),
    earlier=(
        *earlier_komorebi.EARLIER,
        *earlier_minato.EARLIER,
        *earlier_suzukaze.EARLIER,
        *earlier_yamaneko.EARLIER,
        *earlier_northpine.EARLIER,
        *earlier_haruka.EARLIER,
    ),
    self_checks=SELF_CHECKS,
    drafts=DRAFTS,
    sample_mails=SAMPLE_MAILS,
)

__all__ = ["STORY"]
