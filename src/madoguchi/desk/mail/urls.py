"""The addresses of mail."""

from django.urls import path

from madoguchi.desk.mail import views

urlpatterns = [
    path("quarantine/", views.quarantine, name="quarantine"),
    path("quarantine/<int:pk>/", views.quarantine_mail, name="quarantine-mail"),
    path("quarantine/<int:pk>/retry/", views.retry, name="quarantine-retry"),
    path("quarantine/<int:pk>/routing/", views.routing, name="quarantine-routing"),
    path("attachments/<int:pk>/", views.attachment, name="attachment"),
]
