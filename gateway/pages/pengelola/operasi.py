"""For the operator: each service with what waits there, parked facts delivered again, a receipt traced through all."""

from __future__ import annotations

import asyncio
import re
from datetime import date

from gateway.pages.ask import spare, together
from gateway.pages.chrome import Glance, glance_of, me_of
from gateway.pages.form import Form, day_of, with_pasal
from gateway.pages.outcome import Go, Outcome, Shown, Trouble
from gateway.pages.pengelola.data_operasi import NAMES, Standing, Step
from gateway.pages.visit import Visit

_RECEIPT = re.compile(r"(?:[0-9a-f]{4}-?){3,8}")


async def show(visit: Visit) -> Outcome:
    """All six at once; a service that does not answer is said to be away. With `resi`, its trace."""
    return await _page(visit, "")


async def replay(visit: Visit) -> Outcome:
    """Deliver the parked facts of one subject again."""
    service = visit.typed.get("layanan", "")
    said = {"topic": visit.typed.get("topic", "")[:200], "subject": visit.typed.get("subject", "")[:200]}
    if service not in NAMES:
        return await _page(visit, "Pilih dahulu layanannya.")
    told = await visit.send(service, "/operations/replay", said)
    if told.ok:
        return Go("/operasi?ok=1")
    return await _page(visit, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def _page(visit: Visit, tolak: str) -> Shown:
    me, glance, *found = await together(
        me_of(visit), glance_of(visit), *(spare(visit.read(name, "/operations", Standing)) for name in NAMES)
    )
    if "operator" not in me.peran:
        raise Trouble(403, "Hanya untuk: operator.")
    ready = await asyncio.gather(*(visit.health(name) for name in NAMES))
    form = Form(visit.query)
    steps = await _traced(visit, form, glance) if "resi" in visit.query else None
    data = {
        "layanan": list(zip(NAMES, NAMES.values(), found, ready, strict=True)), "s": glance, "tolak": tolak,
        "salah": form.salah, "ok": visit.query.get("ok", ""), "langkah": steps, "nama": NAMES,
        "nilai": {"tanggal": glance.hari_ini.isoformat(), **visit.query},
    }  # fmt: skip
    return Shown("pengelola/operasi.html", data, 422 if tolak or form.salah else 200)


async def _traced(visit: Visit, form: Form, glance: Glance) -> list[tuple[str, Step]]:
    """Every step under a receipt on a day, in the order of time, with its service."""
    number = visit.query["resi"].strip().lower()[:40]
    day: date = day_of(visit.query.get("tanggal", "")) or glance.hari_ini
    if not _RECEIPT.fullmatch(number):
        form.wrong("resi", "Tulis nomor resi seperti 4bf9-2f35-77b3.")
        return []
    asked = {"resi": number, "tanggal": day.isoformat()}
    found = await together(*(spare(visit.read(name, "/operations/trace", list[Step], **asked)) for name in NAMES))
    steps = [(NAMES[name], step) for name, of_one in zip(NAMES, found, strict=True) for step in of_one or []]
    return sorted(steps, key=lambda pair: pair[1].pada)
