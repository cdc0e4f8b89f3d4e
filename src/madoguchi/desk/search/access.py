"""The door to customers: what is behind the wall does not exist."""

from django.http import Http404

from madoguchi.desk.conversations.models import Customer


def customer_for(pk: int) -> Customer:
    """The customer if the signed-in person's scope holds them; 404 otherwise, whatever the reason."""
    known = Customer.objects.select_related("client").filter(kind=Customer.Kind.CUSTOMER)
    found = known.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
