"""The addresses of rooms: nouns; a verb is a resource."""

from django.urls import path

from madoguchi.desk.rooms import call_verbs, member_verbs, member_views, verbs, views

urlpatterns = [
    path("rooms/", views.rooms, name="rooms"),
    path("rooms/<int:client_pk>/", views.room, name="room"),
    path("rooms/<int:client_pk>/threads/", verbs.threads, name="room-threads"),
    path("rooms/threads/<int:pk>/", views.thread, name="room-thread"),
    path("rooms/threads/<int:pk>/participants/", verbs.participants, name="room-participants"),
    path("rooms/threads/<int:pk>/calls/", call_verbs.calls, name="room-calls"),
    path("rooms/calls/<int:pk>/follow-up/", call_verbs.follow_up, name="room-follow-up"),
    path("rooms/messages/<int:pk>/reactions/", verbs.reaction, name="room-reaction"),
    path("rooms/messages/<int:pk>/pin/", verbs.pin, name="room-pin"),
    path("rooms/messages/<int:pk>/no-answer/", verbs.excuse, name="room-no-answer"),
    path("rooms/messages/<int:pk>/gathering/", verbs.gathering, name="room-gathering"),
    path("rooms/messages/<int:pk>/number/", verbs.number_alone, name="room-number"),
    path("portal/room/", member_views.room, name="portal-room"),
    path("portal/room/threads/", member_verbs.threads, name="portal-room-threads"),
    path("portal/room/threads/<int:pk>/", member_views.thread, name="portal-room-thread"),
    path(
        "portal/room/threads/<int:pk>/messages/",
        member_verbs.messages,
        name="portal-room-messages",
    ),
]
