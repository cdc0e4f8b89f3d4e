"""The addresses of the API and of its tokens."""

from django.urls import path

from madoguchi.desk.api import verbs, views

urlpatterns = [
    path("api/v1/guard/check", views.guard_check, name="api-guard-check"),
    path("settings/tokens/", verbs.tokens, name="api-tokens"),
    path(
        "settings/tokens/<int:pk>/revocation/", verbs.token_revocation, name="api-token-revocation"
    ),
]
