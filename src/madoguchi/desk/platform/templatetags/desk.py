"""Words of time, size and text as the pages write them, and the icons of the sprite."""

import re
from collections.abc import Hashable, Mapping
from datetime import date, datetime
from functools import lru_cache
from html import escape

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from madoguchi.desk.platform import days
from madoguchi.desk.platform.drawn import Drawn

register = template.Library()
_drawn = Drawn()

# A longer address is text: taking its closing brackets off would take its square in time.
_LINK = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{1,2000}")
_CAPS = {"mod": "⌘", "shift": "⇧", "alt": "⌥", "enter": "↵", "digit": "1–9"}
_AFTER_LINK = ".,;:!?'"


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """The sprite's icon, hidden from screen readers: a word beside it says the same."""
    return _icon(name, f"icon--{size}" if size else "")


@register.simple_tag
def part(template: str, **values: Hashable) -> SafeString:
    """The template with these frozen values and nothing else, rendered once for all who see the same.

    A list of fifty lines says the same few things again and again: whose ball, which client.
    """
    return drawn_part(get_language(), template, values)


def drawn_part(language: str | None, template: str, values: Mapping[str, Hashable]) -> SafeString:
    """The part in a language, which is the running one."""
    # With its type: a word and the same one as markup are equal, and so are 1 and True.
    key = (language, template, *[(name, type(one), one) for name, one in values.items()])
    drawn = _drawn.get(
        key, lambda: str(_compiled(language, template).render(Context(values))).strip()
    )
    return SafeString(drawn)


@register.simple_tag
def icon_class(name: str, kind: str) -> SafeString:
    """The sprite's icon with a class of its own."""
    return _icon(name, kind)


@register.filter
def clock_time(value: datetime) -> str:
    """「14:36」 in the desk's time zone."""
    return f"{days.local(value):%H:%M}"


@register.filter
def day_words(value: datetime | date) -> str:
    """「11月20日（金）」/ "Fri 20 Nov"; with the year when it is not this one's is the caller's business."""
    return days.day_words(days.local_day(value))


@register.filter
def short_day(value: datetime | date) -> str:
    """「24日(火)」/ "Tue 24"."""
    return days.short_day(days.local_day(value))


@register.filter
def moment(value: datetime) -> str:
    """「11月20日 14:36」/ "20 Nov 14:36"."""
    return days.moment(days.local(value))


@register.filter
def near(value: datetime, now: datetime) -> str:
    """「14:36」 on the day of `now`, 「24日(火) 10:00」 on another, with the month or year that is not its own."""
    local, today = days.local(value), days.local_day(now)
    if local.date() == today:
        return f"{local:%H:%M}"
    return f"{days.day_beside(local.date(), today)} {local:%H:%M}"


@register.filter
def coming(value: datetime, now: datetime) -> str:
    """「10:00」 on the day of `now`, 「明日 10:00」, 「24日(火) 10:00」 further on."""
    return days.coming(value, now)


@register.filter
def due(value: datetime, now: datetime) -> str:
    """A due time: 「19:00」 on the day of `now`, 「明日 24:00」 at its end, 「24日(火) 10:00」 further on."""
    return days.due(value, now)


@register.filter
def due_moment(value: datetime) -> str:
    """「11月20日 14:36」「11月20日 24:00」."""
    return days.due_moment(value)


@register.filter
def due_words(value: datetime) -> str:
    """「11月20日（金） 14:36」「11月20日（金） 24:00」."""
    return f"{days.day_words(days.due_day(value))} {days.due_time(value)}"


@register.filter
def long_day(value: datetime | date) -> str:
    """「2026年11月20日」/ "20 November 2026"."""
    return days.long_day(days.local_day(value))


@register.filter
def month(value: date) -> str:
    """「2026年11月」/ "November 2026"."""
    return days.month(value)


@register.filter
def era_day(value: datetime | date) -> str:
    """「令和8年11月20日」/ "20 November 2026"."""
    return days.era_day(days.local_day(value))


@register.filter
def iso(value: datetime) -> str:
    """The value of a `datetime` attribute, with its offset."""
    return days.local(value).isoformat(timespec="minutes")


@register.filter
def file_size(value: int) -> str:
    """「1.8 MB」「24 KB」「512 B」, in decimal units as phones and mail programs count."""
    if value < 1000:
        return f"{value} B"
    if value < 1_000_000:
        return f"{value / 1000:.0f} KB"
    return f"{value / 1_000_000:.1f} MB"


@register.filter
def keycaps(press: str) -> list[str]:
    """「⌘」「⇧」「↵」 of "mod+shift+enter": the caps of keys as keys.js spells them."""
    return [_CAPS.get(one, one.upper()) for one in press.split("+")]


@register.filter
def linked(text: str) -> SafeString:
    """The text escaped, its web addresses made into links that tell the target nothing."""
    parts: list[str] = []
    end = 0
    for match in _LINK.finditer(text):
        url = _trimmed(match.group())
        parts.append(escape(text[end : match.start()]))
        shown = escape(url)
        parts.append(
            f'<a href="{shown}" target="_blank" rel="noopener noreferrer nofollow">{shown}</a>'
        )
        end = match.start() + len(url)
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308  every part was escaped above


# What these say depends on nothing but their arguments (see platform/folding.py).
CONSTANT_TAGS = (icon, icon_class)


@lru_cache(maxsize=512)
def _compiled(_language: str | None, name: str) -> template.Template:
    """The template as the loader keeps it for the running language (platform/folding.py)."""
    return template.Engine.get_default().get_template(name)


@lru_cache(maxsize=512)
def _icon(name: str, kind: str) -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        f"icon {kind}".strip(),
        static("icons.svg"),
        name,
    )


def _trimmed(url: str) -> str:
    url = url.rstrip(_AFTER_LINK)
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count(
        {")": "(", "]": "["}[url[-1]]
    ):
        url = url[:-1].rstrip(_AFTER_LINK)
    return url
