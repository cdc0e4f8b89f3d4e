"""The addresses of the rulebook."""

from django.urls import path

from madoguchi.desk.rulebook.views import drafting, reading, trying, versions, wording

urlpatterns = [
    path("rulebook/", versions.book, name="rulebook"),
    path("rulebook/words/", reading.words, name="rulebook-words"),
    path("rulebook/versions/", versions.history, name="rulebook-versions"),
    path("rulebook/versions/<int:pk>/", versions.version, name="rulebook-version"),
    path("rulebook/confirmation/", versions.confirmation, name="rulebook-confirmation"),
    path("rulebook/rules/<slug:slug>/", reading.rule, name="rulebook-rule"),
    path("rulebook/rules/<slug:slug>/bench/", reading.bench, name="rulebook-bench"),
    path("rulebook/rules/<slug:slug>/severity/", reading.severity, name="rulebook-severity"),
    path("rulebook/draft/", drafting.draft, name="rulebook-draft"),
    path("rulebook/draft/removal/", drafting.removal, name="rulebook-draft-removal"),
    path("rulebook/draft/trial/", trying.trial, name="rulebook-trial"),
    path("rulebook/draft/words/", wording.words, name="rulebook-draft-words"),
    path(
        "rulebook/draft/words/removal/",
        wording.word_removal,
        name="rulebook-draft-word-removal",
    ),
    path("rulebook/draft/chapters/<int:pk>/", drafting.new_rule, name="rulebook-draft-new"),
    path("rulebook/draft/rules/<slug:slug>/", drafting.rule, name="rulebook-draft-rule"),
    path("rulebook/draft/rules/<slug:slug>/bench/", trying.bench, name="rulebook-draft-bench"),
    path(
        "rulebook/draft/rules/<slug:slug>/removal/",
        drafting.rule_removal,
        name="rulebook-draft-rule-removal",
    ),
]
