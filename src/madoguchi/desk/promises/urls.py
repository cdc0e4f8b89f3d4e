"""The addresses of promises."""

from django.urls import path

from madoguchi.desk.promises import verbs, views

urlpatterns = [
    path("promises/", views.ledger, name="promises"),
    path("promises/kept/", views.kept, name="promises-kept"),
    path("promises/hand-over/", verbs.hand_over, name="promises-hand-over"),
    path("promises/<int:pk>/", views.promise, name="promise"),
    path("promises/<int:pk>/keeping/", verbs.keeping, name="promise-keeping"),
    path("promises/<int:pk>/breaking/", verbs.breaking, name="promise-breaking"),
    path("promises/<int:pk>/release/", verbs.release, name="promise-release"),
    path("promises/<int:pk>/mending/", verbs.mended, name="promise-mending"),
    path("promises/<int:pk>/handing-over/", verbs.handing_over, name="promise-handing-over"),
]
