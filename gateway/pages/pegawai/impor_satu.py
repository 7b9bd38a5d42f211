"""One file of past days, previewed line by line, sent with one declaration of truth."""

from __future__ import annotations

from typing import Any

from gateway.pages.form import with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_impor import Whole
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """What it would enter, and what it would not, each line with its reason."""
    return await _page(visit, "")


async def confirm(visit: Visit) -> Outcome:
    """The button is the declaration of truth for all of it."""
    said: dict[str, Any] = {"benar": True, "alasan": visit.typed.get("alasan", "").strip()[:1000]}
    told = await visit.send("activity", f"/imports/{visit.given['id']}/confirm", said)
    if told.ok:
        return Go(f"/aktivitas/impor/{visit.given['id']}")
    return await _page(visit, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def _page(visit: Visit, tolak: str) -> Shown:
    found: Whole = await visit.read("activity", f"/imports/{visit.given['id']}", Whole)
    return Shown("pegawai/impor-satu.html", {"i": found.progress, "ditolak": found.refusals, "tolak": tolak})
