"""The outage ledger of a Pemda, for everybody."""

from __future__ import annotations

from gateway.pages.outcome import Outcome, Shown
from gateway.pages.umum.data_gangguan import Outage
from gateway.pages.umum.data_publik import fresh, keep
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """The outages of one Pemda, by its host name or `pemda` in the query; of the first one without."""
    pemda = visit.regencies.get(visit.query.get("pemda", "")) or next(iter(visit.regencies.values()))
    found = fresh("gangguan", pemda.tenant)
    if found is None:
        found = await visit.read("activity", "/ledger", list[Outage], tenant=pemda.tenant)
        keep("gangguan", pemda.tenant, found)
    return Shown("publik/gangguan.html", {"gangguan": found, "ini": pemda, "semua": list(visit.regencies.values())})
