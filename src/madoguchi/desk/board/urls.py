"""The addresses of the board."""

from django.urls import path

from madoguchi.desk.board import verbs, views

urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/waits/", views.waits, name="board-waits"),
    path("board/balls/", views.balls, name="board-balls"),
    path("board/written/", views.written, name="board-written"),
    path("board/conversations/<int:pk>/owner/", verbs.owner, name="board-owner"),
    path("board/conversations/<int:pk>/call/", verbs.call, name="board-call"),
]
