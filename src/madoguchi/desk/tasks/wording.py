"""What is written to the other side about a task: questions, delays, reminders. In Japanese: it leaves."""

from datetime import datetime
from zoneinfo import ZoneInfo

from madoguchi.desk.tasks.models import Task, TaskDelay
from madoguchi.engines.businesstime import Calendar

_WEEKDAYS = "月火水木金土日"


def questions(task: Task, *, to: str, proposed: datetime | None, calendar: Calendar) -> str:
    """What is still open about the task, asked in one message; a due time of ours is proposed."""
    asked = []
    if not task.purpose:
        asked.append("何にお使いになるものですか（例：社内の会議の資料、お客様への案内）。")
    if not task.scope and not task.is_clear:
        asked.append("どこまでを対象にしますか（期間、商品、件数など）。")
    if task.due_at is None:
        asked.append(_due_question(proposed, calendar))
    numbered = "\n".join(f"{_circled(number)}{one}" for number, one in enumerate(asked))
    return (
        f"{_addressed(to)}ご依頼ありがとうございます。"
        f"「{task.title}」に取りかかる前に、{len(asked)}点教えてください。\n{numbered}"
    )


def delay_notice(task: Task, delay: TaskDelay, *, to: str, calendar: Calendar) -> str:
    """That the due time cannot be held: conclusion, reason, the new time."""
    old, new = (said(at, calendar) for at in (delay.due_at, delay.new_due_at))
    return (
        f"{_addressed(to)}「{task.title}」は、{old}の期限に間に合わない見込みです。申し訳ございません。\n"
        f"理由：{delay.reason}\n"
        f"新しい期限：{new}までにお送りします。"
    )


def reminder(task: Task, *, to: str) -> str:
    """Of what we asked and wait for, politely."""
    return (
        f"{_addressed(to)}「{task.title}」について、うかがっている件をお知らせします。\n"
        f"{task.reason}\n"
        "お返事をいただき次第、続きを進めます。"
    )


def said(at: datetime, calendar: Calendar) -> str:
    """「11月20日(金)16時30分」, on the clock of the calendar's zone."""
    here = at.astimezone(ZoneInfo(calendar.zone.key))
    minutes = f"{here.minute}分" if here.minute else ""
    return f"{here.month}月{here.day}日({_WEEKDAYS[here.weekday()]}){here.hour}時{minutes}"


def _addressed(to: str) -> str:
    return f"{to}様\n\n" if to else ""


def _due_question(proposed: datetime | None, calendar: Calendar) -> str:
    if proposed is None:
        return "いつまでに必要ですか。"
    return f"期限は{said(proposed, calendar)}でよろしいですか。違うときは、ご希望の日時を教えてください。"


def _circled(number: int) -> str:
    return chr(ord("①") + number)
