"""The addresses of expectation sheets."""

from django.urls import path

from madoguchi.desk.expectations import members, verbs, views

urlpatterns = [
    path("portal/expectations/", members.sheet, name="portal-expectations"),
    path("clients/<int:pk>/expectations/", views.expectations, name="expectations"),
    path("clients/<int:pk>/expectations/draft/", views.draft, name="expectations-draft"),
    path("clients/sheets/<int:pk>/removal/", verbs.discarding, name="expectations-removal"),
    path("clients/sheets/<int:pk>/sign-offs/", verbs.sign_offs, name="expectations-sign-offs"),
    path("clients/gaps/<int:pk>/closure/", verbs.gap_closure, name="expectations-gap-closure"),
    path("clients/figures/<int:pk>/", views.figure, name="expectations-figure"),
    path("clients/figures/<int:pk>/readings/", verbs.readings, name="expectations-readings"),
]
