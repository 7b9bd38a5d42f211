"""X8: which outage keeps people from which deadline."""

from __future__ import annotations

import pytest

from chassis.settings import REPOSITORY
from kernel.outages import DIPERLUKAN, LAYANAN, Tenggat, touches
from tests.law.test_skp_states import cells

# Written from the row X8: x where an outage of that service alone keeps somebody from what the deadline asks of him.
# Entering and approving need the door, a token and activity; plans, copies and pemutakhiran the door, a token and skp.
TABLE = """
                gateway identity skp activity appraisal tpp reporting semua
isian           x       x        -   x        -         -   -         x
persetujuan     x       x        -   x        -         -   -         x
skp             x       x        x   -        -         -   -         x
pemutakhiran    x       x        x   -        -         -   -         x
salinan         x       x        x   -        -         -   -         x
"""
CELLS = list(cells(TABLE))


@pytest.mark.parametrize(("tenggat", "layanan", "touched"), CELLS)
def test_x8_the_table_of_services_and_deadlines(tenggat: Tenggat, layanan: str, touched: bool) -> None:
    assert touches([layanan], tenggat) is touched


def test_x8_every_deadline_and_every_service_has_its_cell() -> None:
    assert {row for row, *_ in CELLS} == set(DIPERLUKAN)
    assert {column for _, column, _ in CELLS} == set(LAYANAN)


def test_x8_the_list_names_the_services_of_the_house_and_the_door() -> None:
    house = {path.parent.name for path in (REPOSITORY / "services").glob("*/app.py")}
    assert set(LAYANAN) == house | {"gateway", "semua"}


@pytest.mark.parametrize(
    ("layanan", "touched"), [(["tpp", "reporting"], False), (["tpp", "skp"], True), (["Listrik"], True), ([], False)]
)
def test_x8_one_needed_service_of_several_is_enough_and_an_old_name_is_the_whole(
    layanan: list[str], touched: bool
) -> None:
    assert touches(layanan, "salinan") is touched
