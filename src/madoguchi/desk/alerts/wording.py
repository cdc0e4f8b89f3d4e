"""What an alert says, in the reader's language."""

from django.utils import timezone

from madoguchi.desk.alerts.models import About, Alert, Level
from madoguchi.desk.platform.words import later, say

NEAR = {
    Level.DUE: later("まもなく返信の期限です"),
    Level.LATE: later("まもなく遅延になります"),
    Level.LIMIT: later("まもなく上限に達します"),
}
PASSED = {
    Level.DUE: later("返信の期限を過ぎました"),
    Level.LATE: later("返信が遅延しています"),
    Level.LIMIT: later("返信の上限を超えました"),
}
TOLD = {
    About.CALL: later("社内メモで呼ばれています"),
    About.APPROVAL: later("承認を待っている返信があります"),
}


def of(alert: Alert) -> str:
    """「まもなく返信の期限です」."""
    if alert.about != About.CLOCK:
        return str(TOLD[About(alert.about)])
    words = PASSED if alert.is_passed else NEAR
    return str(words[Level(alert.level)])


def of_letter(alert: Alert) -> str:
    """「MG-4127：まもなく返信の期限です（14:48）」."""
    return say("{number}：{words}（{time}）").format(
        number=alert.conversation.number,
        words=of(alert),
        time=f"{timezone.localtime(alert.level_at):%H:%M}",
    )
