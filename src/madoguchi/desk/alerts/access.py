"""The door to alerts: one's own, of clients in sight."""

from django.http import Http404

from madoguchi.desk.alerts.models import Alert
from madoguchi.desk.people.models import Person


def alert_for(pk: int, person: Person) -> Alert:
    """The alert if it is this person's; 404 otherwise, whatever the reason."""
    found = Alert.objects.filter(pk=pk, person=person).first()
    if found is None:
        raise Http404
    return found
