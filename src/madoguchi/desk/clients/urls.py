"""The addresses of clients."""

from django.urls import path

from madoguchi.desk.clients import views

urlpatterns = [
    path("clients/", views.clients, name="clients"),
    path("clients/<int:pk>/access/", views.access, name="client-access"),
]
