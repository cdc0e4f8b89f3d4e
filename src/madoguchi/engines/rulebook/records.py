"""Records of the labelling guide, parsed into drafts."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any, TypeVar

from madoguchi.engines.rulebook.draft import (
    Attachment,
    Context,
    Draft,
    Link,
    PreviousMessage,
    WorkingHours,
)

Parsed = TypeVar("Parsed")


class BadRecord(ValueError):
    """A record that is none; the message says what is wrong with it."""


def draft_of(record: object) -> Draft:
    """The draft of a record, with the guide's plain default for each key left out; raises BadRecord."""
    fields = _object(record, "record")
    context = _object(fields.get("context") or {}, "context")
    return Draft(
        text=_text(fields.get("text"), "text"),
        context=_context(context),
        audience_kind=_text(fields.get("audience_kind", "client"), "audience_kind"),
    )


def _context(fields: dict[str, Any]) -> Context:
    plain = Context()
    return Context(
        sent_at=_moment(fields.get("sent_at"), "sent_at"),
        working_hours=_hours(fields.get("working_hours")),
        room=_text(fields.get("room") or plain.room, "room"),
        members=_number(fields.get("members") or plain.members, "members"),
        audience=_texts(fields.get("audience", list(plain.audience)), "audience"),
        clearance=_texts(fields.get("clearance"), "clearance"),
        recipient_device=_optional_text(fields.get("recipient_device"), "recipient_device"),
        urgent=bool(fields.get("urgent")),
        after_call=bool(fields.get("after_call")),
        due_at=_moment(fields.get("due_at"), "due_at"),
        glossary=_glossary(fields.get("glossary") or {}),
        attachments=_each(fields.get("attachments"), "attachments", _attachment),
        links=_each(fields.get("links"), "links", _link),
        previous=_each(fields.get("previous"), "previous", _previous),
    )


def _glossary(value: object) -> dict[str, tuple[str, ...]]:
    entries = _object(value, "glossary")
    return {preferred: _texts(avoided, "glossary") for preferred, avoided in entries.items()}


def _hours(value: object) -> WorkingHours | None:
    if value is None:
        return None
    fields = _object(value, "working_hours")
    return WorkingHours(
        days=tuple(_number(day, "days") for day in _list(fields.get("days"), "days")),
        open=_clock(fields.get("open"), "open"),
        close=_clock(fields.get("close"), "close"),
        tz=_text(fields.get("tz", "Asia/Tokyo"), "tz"),
    )


def _attachment(fields: dict[str, Any]) -> Attachment:
    confidentiality = fields.get("confidentiality", "public")
    return Attachment(_text(fields.get("name"), "name"), _text(confidentiality, "confidentiality"))


def _link(fields: dict[str, Any]) -> Link:
    return Link(_text(fields.get("url"), "url"), _text(fields.get("access", "unset"), "access"))


def _previous(fields: dict[str, Any]) -> PreviousMessage:
    return PreviousMessage(
        sender=_text(fields.get("from"), "from"),
        text=_text(fields.get("text"), "text"),
        at=_moment(fields.get("at"), "at"),
    )


def _each(
    value: object, name: str, parse: Callable[[dict[str, Any]], Parsed]
) -> tuple[Parsed, ...]:
    return tuple(parse(_object(item, name)) for item in _list(value, name))


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadRecord(f"{name} must be an object")
    return value


def _list(value: object, name: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadRecord(f"{name} must be a list")
    return value


def _texts(value: object, name: str) -> tuple[str, ...]:
    return tuple(_text(item, name) for item in _list(value, name))


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise BadRecord(f"{name} must be a text")
    return value


def _optional_text(value: object, name: str) -> str | None:
    return None if value is None else _text(value, name)


def _number(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadRecord(f"{name} must be a whole number")
    return value


def _moment(value: object, name: str) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(_text(value, name))
    except ValueError as error:
        raise BadRecord(f"{name} must be an ISO 8601 time: {value}") from error
    if moment.tzinfo is None:
        raise BadRecord(f"{name} must name its offset from UTC: {value}")
    return moment


def _clock(value: object, name: str) -> time:
    try:
        return time.fromisoformat(_text(value, name))
    except ValueError as error:
        raise BadRecord(f"{name} must be a time of day: {value}") from error
