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
    About.HOLD: later("予約した返信の送信を見合わせました"),
    About.RETURNED: later("返信が差し戻されました"),
    About.TAKEN: later("返信をディレクターが引き取りました"),
    About.CHANGED: later("返信が直されて送信されました"),
    About.UNHELD: later("個別スレッドに当社の参加者がいなくなりました。参加者を加えてください"),
    About.ENDING: later(
        "まもなく勤務が終わります。次の勤務までに期限が来る約束を、果たすか引き継いでください"
    ),
    About.HANDED: later("約束を引き継ぎました。あなたの担当です"),
}
OF_PROMISE = {  # by whether its time has passed
    False: later("まもなく約束の期限です"),
    True: later("約束の期限を過ぎました"),
}
BY_SOMEBODY = {
    About.CALL: later("%(name)sさんが社内メモで呼んでいます"),
    About.APPROVAL: later("%(name)sさんの返信が承認を待っています"),
    About.RETURNED: later("%(name)sさんが返信を差し戻しました"),
    About.TAKEN: later("%(name)sさんが返信を引き取りました"),
    About.CHANGED: later("%(name)sさんが返信の文面を直して送信しました"),
    About.HANDED: later("%(name)sさんから約束を引き継ぎました。あなたの担当です"),
}


def of(alert: Alert) -> str:
    """「まもなく返信の期限です」「藤原 みおさんが社内メモで呼んでいます」."""
    about = About(alert.about)
    if about == About.CALL and alert.note is not None and alert.note.channel != "mail":
        name = alert.caused_by.name if alert.caused_by else alert.note.sender_name
        return say("%(name)sさんが呼んでいます") % {"name": name}
    if alert.caused_by is not None and about in BY_SOMEBODY:
        return str(BY_SOMEBODY[about]) % {"name": alert.caused_by.name}
    if about == About.PROMISE:
        return str(OF_PROMISE[alert.is_passed])
    if about != About.CLOCK:
        return str(TOLD[about])
    words = PASSED if alert.is_passed else NEAR
    return str(words[Level(alert.level)])


def of_letter(alert: Alert) -> str:
    """「MG-4127（みなと家電）：まもなく返信の期限です（14:48）」; without a number where there is none."""
    number = alert.conversation.number if alert.conversation else ""
    told = (
        say("{number}（{client}）：{words}（{time}）")
        if number
        else say("{client}：{words}（{time}）")
    )
    return told.format(
        number=number,
        client=alert.client.name,
        words=of(alert),
        time=f"{timezone.localtime(alert.level_at):%H:%M}",
    )
