"""An alert is kept once."""

from collections.abc import Iterable

from madoguchi.desk.alerts.models import Alert


def keep_new(wanted: Iterable[Alert]) -> list[Alert]:
    """Those that nobody was told yet; of two workers that look at one moment, one tells."""
    kept = []
    for alert in wanted:
        of = {"conversation_id": alert.conversation_id, "promise_id": alert.promise_id}
        found, is_new = Alert.objects.get_or_create(
            **of,
            person_id=alert.person_id,
            about=alert.about,
            level=alert.level,
            is_passed=alert.is_passed,
            level_at=alert.level_at,
            defaults={
                "client_id": alert.client_id,
                "at": alert.at,
                "caused_by": alert.caused_by,
                "note": alert.note,
            },
        )
        if is_new:
            found.conversation, found.promise = alert.conversation, alert.promise
            found.client = alert.conversation.client if alert.conversation else alert.client
            kept.append(found)
    return kept
