"""The addresses of the desk: nouns; a verb is a resource."""

from django.urls import path

from madoguchi.desk.conversations import verbs, views

urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("conversations/<int:pk>/", views.conversation, name="conversation"),
    path("conversations/<int:pk>/guard/", views.guard, name="conversation-guard"),
    path("conversations/<int:pk>/replies/", verbs.reply, name="conversation-reply"),
    path("conversations/<int:pk>/approval/", verbs.approval, name="conversation-approval"),
    path("conversations/<int:pk>/notes/", verbs.note, name="conversation-note"),
    path("conversations/<int:pk>/closure/", verbs.closure, name="conversation-closure"),
    path("conversations/<int:pk>/reopening/", verbs.reopening, name="conversation-reopening"),
    path("conversations/<int:pk>/owner/", verbs.owner, name="conversation-owner"),
    path("conversations/<int:pk>/no-answer/", verbs.no_answer, name="conversation-no-answer"),
    path("held-replies/<int:pk>/decision/", verbs.decision, name="approval-decision"),
]
