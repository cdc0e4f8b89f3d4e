"""The addresses of adherence."""

from django.urls import path

from madoguchi.desk.adherence import views

urlpatterns = [
    path("adherence/", views.adherence, name="adherence"),
    path("adherence/findings/", views.behind, name="adherence-behind"),
    path("adherence/findings/<int:pk>/review/", views.review, name="adherence-review"),
    path("adherence/self-checks/", views.self_checks, name="self-checks"),
    path("adherence/self-checks/<int:client_id>/", views.self_check, name="self-check"),
]
