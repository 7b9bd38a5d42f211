"""For whom an entry is written, what they may report on that day, and what they have entered already."""

from __future__ import annotations

from gateway.pages.ask import spare
from gateway.pages.form import day_of
from gateway.pages.pd.ubahkan import WHY_READ
from gateway.pages.pegawai.data_catatan import OPEN, Butir, Entry
from gateway.pages.pengelola.data_pegawai import Row, by_nip
from gateway.pages.visit import Visit


async def whose(visit: Visit) -> tuple[Row | None, list[Butir]]:
    """The person that is named, of the own PD, and what they may report on that day; None where nobody is found."""
    asked = visit.typed or visit.query
    nip, day = asked.get("nip", "").replace(" ", "")[:64], day_of(asked.get("tanggal", ""))
    if not nip or day is None:
        return None, []
    if (found := await by_nip(visit, nip)) is None:
        return None, []
    butir: list[Butir] = await visit.read("activity", f"/people/{found.asn_id}/butir", list[Butir], tanggal=day)
    return found, butir


async def pending_of(visit: Visit, owner: Row | None, day: str) -> list[Entry]:
    """What the person has entered on that day and is still to be decided."""
    if owner is None:
        return []
    path = f"/people/{owner.asn_id}/activities"
    found = await spare(visit.read("activity", path, list[Entry], periode=day[:7], tujuan=WHY_READ))
    return [one for one in found or [] if one.tanggal.isoformat() == day and one.state in OPEN]
