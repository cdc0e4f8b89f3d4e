"""A client's reply templates: texts to begin a reply with."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from madoguchi.desk.clients import authority, templating
from madoguchi.desk.clients.events import TemplateAdded, TemplateArchived, TemplateChanged
from madoguchi.desk.clients.models import ReplyTemplate
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.changes import differences
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.words import say

LONGEST_TITLE = 80
LONGEST_SHORTCUT = 20
LONGEST_BODY = 10_000  # characters


class CannotKeepTemplate(Refusal):
    """この定型文は登録できません。"""


class TemplateIncomplete(CannotKeepTemplate):
    """題名と本文を書いてください。"""


class TitleTaken(CannotKeepTemplate):
    """同じ題名の定型文が、もうあります。"""


class ShortcutTaken(CannotKeepTemplate):
    """同じ略号の定型文が、もうあります。"""


class TemplateGone(CannotKeepTemplate):
    """この定型文は、もう取り下げられています。"""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A template as it is written; `shortcut` finds it while typing, "" without one."""

    title: str
    body: str
    shortcut: str = ""


@transaction.atomic
def add_template(*, client_id: int, text: Text, person: Person, now: datetime) -> ReplyTemplate:
    """One more text, offered from now on, after the others."""
    authority.refuse_unless_lead(person, client_id, now)
    client = authority.locked(client_id)
    text = _usable(text)
    _refuse_taken(client_id, text)
    last = ReplyTemplate.objects.filter(client=client).aggregate(last=Max("position"))["last"]
    added = ReplyTemplate.objects.create(client=client, position=(last or 0) + 1, **asdict(text))
    events.record(
        TemplateAdded(client_id=client.pk, template_id=added.pk, title=added.title),
        at=now,
        actor_id=person.pk,
    )
    return added


@transaction.atomic
def change_template(
    *, template_id: int, text: Text, person: Person, now: datetime
) -> ReplyTemplate:
    """Another text under the same template; replies that began with it stay as they are."""
    template = _in_use(template_id)
    authority.refuse_unless_lead(person, template.client_id, now)
    text = _usable(text)
    _refuse_taken(template.client_id, text, besides=template.pk)
    wanted = asdict(text)
    changes = differences({field: getattr(template, field) for field in wanted}, wanted)
    if changes:
        for field, value in wanted.items():
            setattr(template, field, value)
        template.save(update_fields=[*wanted])
        events.record(
            TemplateChanged(
                client_id=template.client_id,
                template_id=template.pk,
                title=template.title,
                changes=changes,
            ),
            at=now,
            actor_id=person.pk,
        )
    return template


@transaction.atomic
def archive_template(*, template_id: int, person: Person, now: datetime) -> ReplyTemplate:
    """Nobody is offered it any more."""
    template = _in_use(template_id)
    authority.refuse_unless_lead(person, template.client_id, now)
    template.archived_at = now
    template.save(update_fields=["archived_at"])
    events.record(
        TemplateArchived(
            client_id=template.client_id, template_id=template.pk, title=template.title
        ),
        at=now,
        actor_id=person.pk,
    )
    return template


def refuse_unknown_placeholders(body: str) -> None:
    """Raise CannotKeepTemplate with the first name in double braces that means nothing here."""
    if unknown := templating.unknown_placeholders(body):
        raise CannotKeepTemplate(
            say("「{{%(name)s}}」という差し込みはありません。") % {"name": unknown[0]}
        )


def _in_use(template_id: int) -> ReplyTemplate:
    template = ReplyTemplate.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=template_id
    )
    if template.archived_at is not None:
        raise TemplateGone
    return template


def _usable(text: Text) -> Text:
    text = Text(
        title=" ".join(text.title.split()),
        body=text.body.strip("\n"),
        shortcut="".join(text.shortcut.split()),
    )
    if not text.title or not text.body.strip():
        raise TemplateIncomplete
    if len(text.title) > LONGEST_TITLE or len(text.shortcut) > LONGEST_SHORTCUT:
        raise CannotKeepTemplate(say("題名は80文字、略号は20文字までです。"))
    if len(text.body) > LONGEST_BODY:
        raise CannotKeepTemplate(say("本文は10,000文字までです。"))
    refuse_unknown_placeholders(text.body)
    return text


def _refuse_taken(client_id: int, text: Text, *, besides: int = 0) -> None:
    others = ReplyTemplate.objects.filter(client_id=client_id, archived_at__isnull=True)
    others = others.exclude(pk=besides)
    if others.filter(title=text.title).exists():
        raise TitleTaken
    if text.shortcut and others.filter(shortcut=text.shortcut).exists():
        raise ShortcutTaken
