"""What reporting retells: the releases as they stand."""

from __future__ import annotations

from chassis.retelling import Retelling, pages
from contracts.event import Event
from contracts.reporting import PelepasanRecorded, RecapPublished
from services.reporting.store.releases import PAGE, releases_again

RETELLS = {"releases": Retelling((PelepasanRecorded,), pages(PAGE, releases_again))}
NOT_RETOLD: dict[type[Event], str] = {
    RecapPublished: "says that a recap was drawn up; a reader who needs one asks for the recap"
}
