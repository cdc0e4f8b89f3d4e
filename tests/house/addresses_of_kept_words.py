"""The addresses of promises, tasks, rooms, contacts, expectations, the board and the portal."""

from tests.house.answers import BEHIND_THE_WALL, LEAD, POST_ONLY, SIGNED_IN

MEMBERS_ALONE = (302, 404, 404, 404, 404)  # see addresses_of_members.py

# Nothing is drafted: the director is led to what holds; who only reads has no such page.
DRAFT_OF_DIRECTORS = (302, 404, 404, 302, 404)

# Whoever writes to a client reads how its people want to be written to; changing is its leads'.
READ_BY_ITS_OPERATORS = (302, 200, 404, 200, 200)

# The newest thread is opened at once.
BEHIND_THE_WALL_OF_ROOMS = (302, 302, 404, 302, 404)

KEPT_WORDS: dict[str, tuple[str | None, tuple[int, ...]]] = {
    "client-terms-export": ("client", LEAD),
    "client-term-suggestions": ("client", POST_ONLY),
    "expectations": ("client", BEHIND_THE_WALL),
    "expectations-draft": ("client", DRAFT_OF_DIRECTORS),
    "expectations-removal": ("sheet", POST_ONLY),
    "expectations-sign-offs": ("sheet", POST_ONLY),
    "expectations-gap-closure": ("gap", POST_ONLY),
    "expectations-figure": ("figure", BEHIND_THE_WALL),
    "expectations-readings": ("figure", POST_ONLY),
    "portal-expectations": (None, MEMBERS_ALONE),
    "client-contacts": ("client", READ_BY_ITS_OPERATORS),
    "contact": ("contact", LEAD),
    "contact-absences": ("contact", POST_ONLY),
    "contact-absence-removal": ("contact", POST_ONLY),
    "contact-invitation": ("contact", POST_ONLY),
    "contact-ownership": ("contact", POST_ONLY),
    "contact-removal": ("contact", POST_ONLY),
    "promises": (None, SIGNED_IN),
    "promises-kept": (None, SIGNED_IN),
    "promises-hand-over": (None, SIGNED_IN),
    "promise": ("promise", BEHIND_THE_WALL),
    "promise-keeping": ("promise", POST_ONLY),
    "promise-breaking": ("promise", POST_ONLY),
    "promise-release": ("promise", POST_ONLY),
    "promise-mending": ("promise", POST_ONLY),
    "promise-handing-over": ("promise", POST_ONLY),
    "message-task": ("question", POST_ONLY),
    "tasks": (None, SIGNED_IN),
    "tasks-list": (None, SIGNED_IN),
    "tasks-today": (None, SIGNED_IN),
    "tasks-new": (None, SIGNED_IN),
    "task": ("task", BEHIND_THE_WALL),
    "task-acceptance": ("task", POST_ONLY),
    "task-state": ("task", POST_ONLY),
    "task-questions": ("task", POST_ONLY),
    "task-delay": ("task", POST_ONLY),
    "task-plan": ("task", POST_ONLY),
    "task-description": ("task", POST_ONLY),
    "task-items": ("task", POST_ONLY),
    "task-parts": ("task", POST_ONLY),
    "task-watchers": ("task", POST_ONLY),
    "task-series": (None, SIGNED_IN),
    "task-series-end": ("task_series", POST_ONLY),
    "portal": (None, MEMBERS_ALONE),
    "portal-access": (None, MEMBERS_ALONE),
    "portal-figure": (
        None,
        MEMBERS_ALONE,
    ),  # without a question there is no answer to a member, either
    "portal-promises": (None, MEMBERS_ALONE),
    "portal-requests": (None, MEMBERS_ALONE),
    "portal-requests-new": (None, MEMBERS_ALONE),
    "portal-requests-one": ("task", MEMBERS_ALONE),
    "portal-files": (None, MEMBERS_ALONE),
    "portal-people": (None, MEMBERS_ALONE),
    "portal-invitations": (None, MEMBERS_ALONE),
    "portal-invitation": ("contact", MEMBERS_ALONE),
    "portal-ownership": ("contact", MEMBERS_ALONE),
    "portal-removal": ("contact", MEMBERS_ALONE),
    "board": (None, LEAD),
    "board-waits": (None, LEAD),
    "board-balls": (None, LEAD),
    "board-written": (None, LEAD),
    "board-owner": ("conversation", POST_ONLY),
    "board-call": ("conversation", POST_ONLY),
    "rooms": (None, SIGNED_IN),
    "room": ("client", BEHIND_THE_WALL_OF_ROOMS),
    "room-threads": ("client", POST_ONLY),
    "room-thread": ("thread", BEHIND_THE_WALL),
    "room-reaction": ("thread_said", POST_ONLY),
    "room-pin": ("thread_said", POST_ONLY),
    "room-no-answer": ("thread_said", POST_ONLY),
    "room-gathering": ("thread_said", POST_ONLY),
    "room-number": ("thread_said", POST_ONLY),
    "room-participants": ("thread", POST_ONLY),
    "room-calls": ("thread", BEHIND_THE_WALL),
    "room-follow-up": ("call", POST_ONLY),
    "portal-room": (None, MEMBERS_ALONE),
    "portal-room-threads": (None, MEMBERS_ALONE),
    "portal-room-thread": ("thread", MEMBERS_ALONE),
    "portal-room-messages": ("thread", MEMBERS_ALONE),
}
