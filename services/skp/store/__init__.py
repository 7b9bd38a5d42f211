"""What skp keeps, and how it is found and locked."""

from services.skp.store.differences import differences_of, keep_differences
from services.skp.store.line import keep_line, next_superior
from services.skp.store.measuring import Standing, against, masa_of, outside_of, standing
from services.skp.store.outages import days_down, last_day, was_down
from services.skp.store.parents import Above, above_of, pending_of, superiors_of
from services.skp.store.rows import (
    belongs,
    binds_already,
    butir_of,
    content_of,
    find_person,
    insert_draft,
    is_above,
    is_penilai,
    kalender,
    lock_skp,
    person,
    post_of,
    proofs,
    realised,
    roles,
    sidik_of,
    spells_of,
    write_content,
)
from services.skp.store.tables import metadata

__all__ = [
    "Above",
    "Standing",
    "above_of",
    "against",
    "belongs",
    "binds_already",
    "butir_of",
    "content_of",
    "days_down",
    "differences_of",
    "find_person",
    "insert_draft",
    "is_above",
    "is_penilai",
    "kalender",
    "keep_differences",
    "keep_line",
    "last_day",
    "lock_skp",
    "masa_of",
    "metadata",
    "next_superior",
    "outside_of",
    "pending_of",
    "person",
    "post_of",
    "proofs",
    "realised",
    "roles",
    "sidik_of",
    "spells_of",
    "standing",
    "superiors_of",
    "was_down",
    "write_content",
]
