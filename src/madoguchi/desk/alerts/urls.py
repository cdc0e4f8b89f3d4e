"""The addresses of alerts."""

from django.urls import path

from madoguchi.desk.alerts import views

urlpatterns = [
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/newest/", views.newest, name="alerts-newest"),
    path("alerts/seen/", views.all_seen, name="alerts-seen"),
    path("alerts/<int:pk>/", views.alert, name="alert"),
    path("account/alerts/", views.choice, name="alert-choice"),
]
