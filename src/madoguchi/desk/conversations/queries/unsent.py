"""The files beside a reply that has not left, as the composer and the waiting cards name them."""

from collections.abc import Iterable

from madoguchi.desk.conversations.composer_rows import DraftFileRow
from madoguchi.desk.conversations.models import DraftFile
from madoguchi.desk.files import scanning


def file_rows(files: Iterable[DraftFile]) -> tuple[DraftFileRow, ...]:
    """One row a file, in their order."""
    return tuple(
        DraftFileRow(
            pk=one.pk,
            name=one.name,
            size=one.size,
            is_image=one.content_type.startswith("image/"),
            is_infected=one.scan == scanning.INFECTED,
            confidentiality=one.confidentiality,
        )
        for one in files
    )
