"""What happened to promises, in the words of histories."""

from madoguchi.desk.platform.words import later
from madoguchi.desk.promises import events as happened

WORDS = {
    happened.PromiseGiven.__name__: later("約束しました"),
    happened.PromiseMended.__name__: later("約束を直しました"),
    happened.PromiseKept.__name__: later("約束を果たしました"),
    happened.PromiseBroken.__name__: later("約束を守れなかったと記録しました"),
    happened.PromiseReleased.__name__: later("約束を取り下げました"),
    happened.PromiseHandedOver.__name__: later("約束を引き継ぎました"),
    happened.PromiseTakenBack.__name__: later("送信の取り消しで、約束もなくなりました"),
    happened.PromiseReopened.__name__: later("送信の取り消しで、約束が未完に戻りました"),
    happened.PromiseUnmended.__name__: later("送信の取り消しで、約束の期限が元に戻りました"),
}
