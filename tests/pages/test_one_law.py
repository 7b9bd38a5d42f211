"""A page that one law alone knows is in no menu of the other's Pemda."""

from __future__ import annotations

from pathlib import Path

import pytest

from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from gateway.pages.duties import duties
from gateway.pages.pemda import regencies

PEMDA = regencies(Packs.load(str(Path(REPOSITORY) / "regulations")))
LAWS = {"kuansing", "konsel"}  # of which this was written; an installation may have more


@pytest.mark.parametrize(
    ("page", "role", "known"),
    [
        ("/pd/isikan", "admin_pd", {"kuansing"}), ("/pelatihan", "pengelola_e_kinerja", {"kuansing"}),
        ("/tim", "super_admin", {"konsel"}), ("/pd/tiket", "admin_pd", {"kuansing", "konsel"}),
    ],
)  # fmt: skip
def test_a_menu_offers_what_the_law_of_the_pemda_knows(page: str, role: str, known: set[str]) -> None:
    """KUAN P16(b) lets an administrator help, P30 keeps a register of trainings; KON P36 has a Tim Penilai."""
    offered = {
        tenant
        for tenant, pemda in PEMDA.items()
        if tenant in LAWS
        and any(
            item.alamat == page for group in duties([role], False, pemda.tutup, pemda.pembaca) for item in group.isi
        )
    }
    assert offered == known
