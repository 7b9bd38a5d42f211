"""The SKP and its measurements on paper."""

from __future__ import annotations

from pathlib import Path

import msgspec

from chassis import paper, qr
from chassis.regulation import Head
from services.skp.queries.document import SkpDocument
from services.skp.queries.measurement import MeasurementDocument

_SKP = Path(__file__).with_name("skp.typ")
_MEASUREMENT = Path(__file__).with_name("pengukuran.typ")


async def skp_pdf(view: SkpDocument, head: Head) -> bytes:
    """The plan as PDF/A-2b; once it is set, with a code by which a stranger checks it."""
    more = qr.stamp(head, "skp", view.skp_id) if view.state in ("set", "closed") else {"kode": ""}
    return await paper.pdf(_SKP, msgspec.to_builtins(view) | more)


async def measurement_pdf(view: MeasurementDocument) -> bytes:
    """The measurement of a masa as PDF/A-2b."""
    return await paper.pdf(_MEASUREMENT, view)
