"""The addresses of the portal: the pages of a client's own people."""

from django.urls import path

from madoguchi.desk.portal import verbs, views

ONE = "portal/people/<int:pk>/"

urlpatterns = [
    path("portal/", views.portal, name="portal"),
    path("portal/figures/", views.figure, name="portal-figure"),
    path("portal/promises/", views.promises, name="portal-promises"),
    path("portal/requests/", views.asked_for, name="portal-requests"),
    path("portal/requests/new/", verbs.asking, name="portal-requests-new"),
    path("portal/requests/<int:pk>/", views.one_request, name="portal-requests-one"),
    path("portal/files/", views.files, name="portal-files"),
    path("portal/access/", views.access, name="portal-access"),
    path("portal/people/", views.people, name="portal-people"),
    path("portal/people/invitations/", verbs.invite, name="portal-invitations"),
    path(f"{ONE}invitation/", verbs.invitation, name="portal-invitation"),
    path(f"{ONE}ownership/", verbs.ownership, name="portal-ownership"),
    path(f"{ONE}removal/", verbs.removal, name="portal-removal"),
]
