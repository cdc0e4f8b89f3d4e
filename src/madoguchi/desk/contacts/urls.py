"""The addresses of a client's contacts, within its settings."""

from django.urls import path

from madoguchi.desk.contacts import verbs, views

ONE = "settings/clients/contacts/<int:pk>/"

urlpatterns = [
    path("settings/clients/<int:pk>/contacts/", views.contacts, name="client-contacts"),
    path(ONE, views.contact, name="contact"),
    path(f"{ONE}absences/", views.absences, name="contact-absences"),
    path(f"{ONE}absences/removal/", verbs.absence_removal, name="contact-absence-removal"),
    path(f"{ONE}invitation/", verbs.invitation, name="contact-invitation"),
    path(f"{ONE}ownership/", verbs.ownership, name="contact-ownership"),
    path(f"{ONE}removal/", verbs.removal, name="contact-removal"),
]
