"""The doors of adherence: findings and desks that a person may look at."""

from django.http import Http404

from madoguchi.desk.clients.models import Assignment
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.guard.models import GuardFinding
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.rows import ClientChip


def finding_for(pk: int, sight: Sight) -> GuardFinding:
    """The finding of a client in sight, with what its row shows; 404 otherwise."""
    rows = GuardFinding.objects.select_related("person", "reviewed_by", "guard_check")
    found = rows.filter(pk=pk, client_id__in=sight.client_ids).first()
    if found is None:
        raise Http404
    return found


def desk_for(client_id: int, sight: Sight, person: Person) -> ClientChip:
    """The client whose desk this person leads; 404 otherwise."""
    leads = person.is_admin or sight.role_at(client_id) == Assignment.Role.DIRECTOR
    chip = next((one for one in sight.clients if one.pk == client_id), None)
    if chip is None or not leads:
        raise Http404
    return chip
