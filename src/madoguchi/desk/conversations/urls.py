"""The addresses of the desk: nouns; a verb is a resource."""

from django.urls import path

from madoguchi.desk.conversations import (
    binding_verbs,
    file_verbs,
    later_verbs,
    list_verbs,
    reply_verbs,
    verbs,
    views,
    writing,
)

urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("conversations/bulk/", list_verbs.many, name="conversations-bulk"),
    path("conversations/bulk/undo/", list_verbs.many_undone, name="conversations-bulk-undo"),
    path("saved-views/", list_verbs.views, name="saved-views"),
    path("saved-views/<int:pk>/name/", list_verbs.view_name, name="saved-view-name"),
    path("saved-views/<int:pk>/removal/", list_verbs.view_removal, name="saved-view-removal"),
    path("conversations/<int:pk>/", views.conversation, name="conversation"),
    path("conversations/<int:pk>/guard/", writing.guard, name="conversation-guard"),
    path("conversations/<int:pk>/presence/", writing.here, name="conversation-presence"),
    path("conversations/<int:pk>/templates/", writing.templates, name="conversation-templates"),
    path("conversations/<int:pk>/note-draft/", writing.note_draft, name="conversation-note-draft"),
    path("conversations/<int:pk>/files/", file_verbs.files, name="conversation-files"),
    path("draft-files/<int:pk>/removal/", file_verbs.file_removal, name="draft-file-removal"),
    path("conversations/<int:pk>/replies/", reply_verbs.reply, name="conversation-reply"),
    path("conversations/<int:pk>/approval/", reply_verbs.approval, name="conversation-approval"),
    path("conversations/<int:pk>/notes/", verbs.note, name="conversation-note"),
    path("conversations/<int:pk>/closure/", verbs.closure, name="conversation-closure"),
    path("conversations/<int:pk>/reopening/", verbs.reopening, name="conversation-reopening"),
    path("conversations/<int:pk>/owner/", verbs.owner, name="conversation-owner"),
    path("conversations/<int:pk>/no-answer/", verbs.no_answer, name="conversation-no-answer"),
    path("conversations/<int:pk>/snooze/", later_verbs.snooze, name="conversation-snooze"),
    path("conversations/<int:pk>/ball/", later_verbs.ball, name="conversation-ball"),
    path("conversations/<int:pk>/schedule/", later_verbs.schedule, name="conversation-schedule"),
    path("conversations/<int:pk>/merge/", binding_verbs.merge, name="conversation-merge"),
    path("conversations/<int:pk>/split/", binding_verbs.split, name="conversation-split"),
    path("conversations/<int:pk>/tags/", binding_verbs.tags, name="conversation-tags"),
    path("conversations/<int:pk>/links/", binding_verbs.links, name="conversation-links"),
    path("merges/<int:pk>/undo/", binding_verbs.merge_undo, name="merge-undo"),
    path("messages/<int:pk>/recall/", later_verbs.recall, name="message-recall"),
    path("scheduled-replies/<int:pk>/", later_verbs.scheduled, name="scheduled-reply"),
    path("held-replies/<int:pk>/decision/", verbs.decision, name="approval-decision"),
]
