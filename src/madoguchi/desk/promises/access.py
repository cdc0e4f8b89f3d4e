"""The door to promises: what is behind the wall does not exist."""

from django.http import Http404

from madoguchi.desk.promises.models import Promise


def promise_for(pk: int) -> Promise:
    """The promise if the signed-in person's scope holds it; 404 otherwise, whatever the reason."""
    found = Promise.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
