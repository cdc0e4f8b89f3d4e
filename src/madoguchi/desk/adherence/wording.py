"""How the figures are called."""

from madoguchi.desk.platform.words import later

BY_WORDS = {
    "rule": later("ルール"),
    "person": later("オペレーター"),
    "client": later("委託元"),
    "week": later("週"),
}
WHAT_WORDS = {
    "checked": later("点検した送信"),
    "found": later("指摘"),
    "rewritten": later("言い換えた指摘"),
    "silenced": later("「このまま」にした指摘"),
    "sent": later("そのまま送信した指摘"),
    "reasoned": later("理由を書いて送信"),
    "approved": later("ディレクターが承認した指摘"),
    "confirmed": later("正しいと判定された指摘"),
    "rejected": later("誤りと判定された指摘"),
    "urgent": later("急ぎとして送信"),
}
