"""The addresses of search."""

from django.urls import path

from madoguchi.desk.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("customer/<int:pk>/", views.card, name="customer-card"),
]
