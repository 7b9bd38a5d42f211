"""A plan as its editor holds it: whole, so that nothing is lost."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.visit import Visit

OPEN = frozenset({"draft", "returned"})
_AT = re.compile(r"(?:isi\.)?(butir|sumber)\[(\d+)\](?:\.(.+))?")


class Naskah(msgspec.Struct):
    """A plan as it is written: `isi` as the service keeps it, `sidik` of what was seen."""

    skp_id: UUID
    asn_id: UUID
    tahun: int
    mulai: date
    selesai: date
    state: str
    sidik: str
    isi: dict[str, Any]
    alasan: str = ""

    @property
    def terbuka(self) -> bool:
        return self.state in OPEN

    def nomor(self, butir_id: str) -> int | None:
        """Where a kinerja stands; None where there is none of that id."""
        ids = [butir.get("butir_id") for butir in self.isi["butir"]]
        return ids.index(butir_id) if butir_id in ids else None


async def naskah_of(visit: Visit) -> Naskah:
    """The plan that the address names."""
    found: Naskah = await visit.read("skp", f"/sasaran/{visit.given['id']}", Naskah)
    return found


class Made(msgspec.Struct):
    """A plan that was begun or kept, and the `sidik` of what it says now."""

    skp_id: UUID
    sidik: str = ""


def where(plan: Naskah, field: str) -> str:
    """The address at which a member of a plan is written."""
    found = _AT.fullmatch(field)
    if found is None:
        return {"sumber": "#dasar", "butir": f"/skp/{plan.skp_id}/butir"}.get(field.rpartition(".")[2], "#isi")
    number = int(found[2])
    if found[1] == "sumber" or number >= len(plan.isi["butir"]):
        return "#dasar"
    return f"/skp/{plan.skp_id}/butir/{plan.isi['butir'][number].get('butir_id')}"
