"""One import of staffing data: read, previewed; the other person confirms."""

from __future__ import annotations

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import me_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pengelola.data_impor import Line, Progress
from gateway.pages.visit import Visit

MOST_ROWS = 200


async def show(visit: Visit) -> Outcome:
    """Progress while it is read or applied; else what it would do, row by row."""
    found, lines, me = await together(
        visit.read("identity", f"/imports/{visit.given['id']}", Progress),
        visit.read("identity", "/imports", list[Line]), me_of(visit),
    )  # fmt: skip
    line = next((one for one in lines if one.impor_id == found.impor_id), None)
    own = line is not None and line.prepared_by == me.account_id
    data = {
        "i": found, "oleh": line.nama if line else None, "milik": own, "p": found.preview, "banyak": MOST_ROWS,
        "menerapkan": "administrator_bidang" in me.peran and not own,
    }  # fmt: skip
    return Shown("pengelola/impor-satu.html", data)


async def act(visit: Visit) -> Outcome:
    """Apply it, as another person than who prepared it; or throw it away."""
    ident = visit.given["id"]
    if visit.typed.get("langkah") == "buang":
        told = await visit.send("identity", f"/imports/{ident}/discard")
    else:
        told = await visit.send("identity", f"/imports/{ident}/confirm", antre="true")
    if not told.ok:
        raise trouble_of(told.problem)
    return Go(f"/impor/{ident}")
