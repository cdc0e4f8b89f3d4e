"""The addresses of the demo's customers."""

from django.urls import path

from madoguchi.desk.demo import views

urlpatterns = [
    path("customers/", views.customers, name="customers"),
    path("customers/new/", views.customers_new, name="customers-new"),
    path("customers/<int:pk>/", views.customers_mail, name="customers-mail"),
    path("customers/<int:pk>/replies/", views.customers_reply, name="customers-reply"),
]
