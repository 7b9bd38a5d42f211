"""The form of the first screen of a day's work: which days and kinerja it offers, and what stands in it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import day_of
from gateway.pages.outcome import Shown
from gateway.pages.pegawai.data_catatan import Butir
from gateway.pages.pegawai.data_draf import Draft, draft_of, last_entry
from gateway.pages.visit import Visit


async def butir_of(visit: Visit, day: date) -> list[Butir]:
    """The kinerja of the SKP that is in force on a day."""
    found: list[Butir] = await visit.read("activity", "/butir", list[Butir], tanggal=day)
    return found


async def page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    """The screen with what was typed, else with what its draft has; 422 with what is wrong."""
    glance, draft = await together(
        glance_of(visit),
        draft_of(visit, visit.query.get("draf") or visit.typed.get("draf", "")),
    )
    today: date = glance.hari_ini
    asked = visit.query.get("tanggal", "")
    day = draft.isi.tanggal if draft and draft.isi.tanggal else day_of(asked) or today
    butir, last = await together(butir_of(visit, day), last_entry(visit, today))
    first = draft.isi.butir_id if draft else last.butir_id if last else None
    butir.sort(key=lambda one: (one.butir_id != first, one.kategori != "utama"))
    values = visit.typed or _values(draft, day, first)
    yesterday = today - timedelta(days=1)
    data = {
        "hari_ini": today, "kemarin": yesterday, "butir": butir, "salah": salah, "tolak": tolak, "nilai": values,
        "draf": draft, "terakhir": last, "hari": day, "s": glance,
    }  # fmt: skip
    return Shown("pegawai/catat.html", data, 422 if salah or tolak else 200)


def _values(draft: Draft | None, day: date, first: UUID | None) -> dict[str, str]:
    return {"tanggal": day.isoformat(), "butir": str(first or ""), "uraian": (draft.isi.uraian or "") if draft else ""}
