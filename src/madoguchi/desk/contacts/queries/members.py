"""A client's own people who sign in: who reads along in its room."""

from madoguchi.desk.platform.postgresql import prepared

MEMBERS = """select person_id, name from contacts_contact
where client_id = %(client)s::bigint and person_id is not null and left_at is null
order by name, id"""


def members_of(client_id: int) -> dict[int, str]:
    """Their names by the id of the person, in the order of the names."""
    return {int(pk): str(name) for pk, name in prepared.rows_of(*asked_of(client_id))}


def asked_of(client_id: int) -> prepared.Asked:
    """What `members_of` asks the database, for who asks it ahead of its time."""
    return MEMBERS, {"client": client_id}
