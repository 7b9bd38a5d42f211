"""Files of evidence of an entry: one more, or one taken away again."""

from __future__ import annotations

from urllib.parse import quote

from gateway.pages.ask import trouble_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome
from gateway.pages.visit import Visit


async def attach(visit: Visit) -> Outcome:
    """One file of evidence; its name and its bytes, and nothing else of the form, go on."""
    ident = visit.given["id"]
    file = visit.file("berkas")
    if file is None or not file.content:
        return Go(f"/aktivitas/{ident}?terlampir=kosong#bukti")
    told = await visit.upload("activity", f"/activities/{ident}/evidence", file)
    if told.ok:
        return Go(f"/aktivitas/{ident}?terlampir={quote(file.name[:100])}#bukti")
    raise trouble_of(told.problem)


async def detach(visit: Visit) -> Outcome:
    """Take a file away again."""
    ident = visit.given["id"]
    lampiran = Form(visit.typed).id("lampiran", "")
    told = await visit.send("activity", f"/activities/{ident}/evidence/{lampiran}", method="DELETE")
    if not told.ok and told.status != 404:
        raise trouble_of(told.problem)
    return Go(f"/aktivitas/{ident}#bukti")
