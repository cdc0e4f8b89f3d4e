"""What the firm whose desk this is calls itself."""

from madoguchi.desk.people.models import Provider

# Beside whatever else a page asks for; "" while nobody has said it.
NAME = "select coalesce((select p.name from people_provider p), '')"


def provider_name() -> str:
    """The name; "" while nobody has said it. One query."""
    return Provider.objects.values_list("name", flat=True).first() or ""
