"""The addresses of clients, their settings, and the page of changes."""

from django.urls import path

from madoguchi.desk.clients.views import (
    addresses,
    assignments,
    changes,
    hours,
    importing,
    listing,
    phrases,
    profile,
    rules,
    templates,
    vocabulary,
)

ONE = "settings/clients/<int:pk>/"

urlpatterns = [
    path("settings/clients/", listing.clients, name="clients"),
    path("settings/clients/new/", listing.new_client, name="client-new"),
    path("settings/clients/import/", importing.clients_import, name="clients-import"),
    path(ONE, profile.client, name="client"),
    path(f"{ONE}closing/", profile.closing, name="client-closing"),
    path(f"{ONE}access/", listing.access, name="client-access"),
    path(f"{ONE}hours/", hours.hours, name="client-hours"),
    path(f"{ONE}closures/", hours.closures, name="client-closures"),
    path(f"{ONE}closures/removal/", hours.closure_removal, name="client-closure-removal"),
    path(f"{ONE}extra-days/", hours.extra_days, name="client-extra-days"),
    path(f"{ONE}addresses/", addresses.addresses, name="client-addresses"),
    path(f"{ONE}addresses/default/", addresses.default, name="client-address-default"),
    path(f"{ONE}addresses/removal/", addresses.removal, name="client-address-removal"),
    path(f"{ONE}terms/", vocabulary.terms, name="client-terms"),
    path(f"{ONE}terms/removal/", vocabulary.term_removal, name="client-term-removal"),
    path(f"{ONE}terms/import/", vocabulary.terms_import, name="client-terms-import"),
    path(f"{ONE}terms/export/", vocabulary.terms_export, name="client-terms-export"),
    path(f"{ONE}terms/suggestions/", vocabulary.term_suggestions, name="client-term-suggestions"),
    path(f"{ONE}phrases/", phrases.phrases, name="client-phrases"),
    path(f"{ONE}phrases/removal/", phrases.phrase_removal, name="client-phrase-removal"),
    path(f"{ONE}templates/", templates.templates, name="client-templates"),
    path(f"{ONE}templates/import/", templates.templates_import, name="client-templates-import"),
    path("settings/templates/<int:pk>/", templates.template, name="client-template"),
    path(
        "settings/templates/<int:pk>/archive/",
        templates.template_archive,
        name="client-template-archive",
    ),
    path(f"{ONE}rules/", rules.rules, name="client-rules"),
    path(f"{ONE}assignments/", assignments.assignments, name="client-assignments"),
    path(f"{ONE}assignments/end/", assignments.assignment_end, name="client-assignment-end"),
    path(f"{ONE}assignments/training/", assignments.training, name="client-assignment-training"),
    path("settings/audit/", changes.audit, name="audit"),
    path("settings/audit/export/", changes.audit_export, name="audit-export"),
]
