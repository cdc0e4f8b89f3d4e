"""Records of the labelling guide, parsed."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from madoguchi.engines.rulebook.context import (
    Attachment,
    Context,
    Link,
    PreviousMessage,
    WorkingHours,
)

Parsed = TypeVar("Parsed")
YEARS = range(1900, 2200)  # a moment at the end of time has no day before or after it


class BadRecord(ValueError):
    """A record that is none; the message says what is wrong with it."""


def context_of(value: object) -> Context:
    """A record's context, with the guide's plain default for each key left out; raises BadRecord."""
    fields = fields_of(value, "context")
    plain = Context()
    return Context(
        sent_at=_moment(fields.get("sent_at"), "sent_at"),
        working_hours=_hours(fields.get("working_hours")),
        room=text_of(fields.get("room") or plain.room, "room"),
        members=_number(fields.get("members") or plain.members, "members"),
        audience=_texts(fields.get("audience", list(plain.audience)), "audience"),
        clearance=_texts(fields.get("clearance"), "clearance"),
        recipient_device=_optional_text(fields.get("recipient_device"), "recipient_device"),
        urgent=bool(fields.get("urgent")),
        after_call=bool(fields.get("after_call")),
        due_at=_moment(fields.get("due_at"), "due_at"),
        glossary=_glossary(fields.get("glossary") or {}),
        attachments=_attachments(fields.get("attachments")),
        links=_each(fields.get("links"), "links", _link),
        previous=_each(fields.get("previous"), "previous", _previous),
    )


def fields_of(value: object, name: str) -> dict[str, Any]:
    """A JSON object, or BadRecord in the field's name."""
    if not isinstance(value, dict):
        raise BadRecord(f"{name} must be an object")
    return value


def text_of(value: object, name: str) -> str:
    """A text, or BadRecord in the field's name."""
    if not isinstance(value, str):
        raise BadRecord(f"{name} must be a text")
    return value


def _glossary(value: object) -> dict[str, tuple[str, ...]]:
    entries = fields_of(value, "glossary")
    return {preferred: _texts(avoided, "glossary") for preferred, avoided in entries.items()}


def _hours(value: object) -> WorkingHours | None:
    if value is None:
        return None
    fields = fields_of(value, "working_hours")
    return WorkingHours(
        days=tuple(_number(day, "days") for day in _list(fields.get("days"), "days")),
        open=_clock(fields.get("open"), "open"),
        close=_clock(fields.get("close"), "close"),
        tz=_zone(fields.get("tz", "Asia/Tokyo")),
    )


def _zone(value: object) -> str:
    name = text_of(value, "tz")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadRecord(f"tz must be a time zone: {name}") from error
    return name


def _attachments(value: object) -> tuple[Attachment, ...] | None:
    """None where the record does not say which files go along."""
    return None if value is None else _each(value, "attachments", _attachment)


def _attachment(fields: dict[str, Any]) -> Attachment:
    confidentiality = fields.get("confidentiality", "public")
    return Attachment(
        text_of(fields.get("name"), "name"), text_of(confidentiality, "confidentiality")
    )


def _link(fields: dict[str, Any]) -> Link:
    return Link(text_of(fields.get("url"), "url"), text_of(fields.get("access", "unset"), "access"))


def _previous(fields: dict[str, Any]) -> PreviousMessage:
    return PreviousMessage(
        sender=text_of(fields.get("from"), "from"),
        text=text_of(fields.get("text"), "text"),
        at=_moment(fields.get("at"), "at"),
    )


def _each(
    value: object, name: str, parse: Callable[[dict[str, Any]], Parsed]
) -> tuple[Parsed, ...]:
    return tuple(parse(fields_of(item, name)) for item in _list(value, name))


def _list(value: object, name: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadRecord(f"{name} must be a list")
    return value


def _texts(value: object, name: str) -> tuple[str, ...]:
    return tuple(text_of(item, name) for item in _list(value, name))


def _optional_text(value: object, name: str) -> str | None:
    return None if value is None else text_of(value, name)


def _number(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadRecord(f"{name} must be a whole number")
    return value


def _moment(value: object, name: str) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(text_of(value, name))
    except ValueError as error:
        raise BadRecord(f"{name} must be an ISO 8601 time: {value}") from error
    if moment.tzinfo is None:
        raise BadRecord(f"{name} must name its offset from UTC: {value}")
    if moment.year not in YEARS:
        raise BadRecord(f"{name} must lie between {YEARS[0]} and {YEARS[-1]}: {value}")
    return moment


def _clock(value: object, name: str) -> time:
    if value == "24:00":
        return time.max
    try:
        return time.fromisoformat(text_of(value, name))
    except ValueError as error:
        raise BadRecord(f"{name} must be a time of day: {value}") from error
