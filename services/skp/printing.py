"""The SKP and its measurements on paper."""

from __future__ import annotations

from pathlib import Path

from chassis import paper
from services.skp.queries.document import SkpDocument
from services.skp.queries.measurement import MeasurementDocument

_SKP = Path(__file__).with_name("skp.typ")
_MEASUREMENT = Path(__file__).with_name("pengukuran.typ")


async def skp_pdf(view: SkpDocument) -> bytes:
    """The plan as PDF/A-2b."""
    return await paper.pdf(_SKP, view)


async def measurement_pdf(view: MeasurementDocument) -> bytes:
    """The measurement of a masa as PDF/A-2b."""
    return await paper.pdf(_MEASUREMENT, view)
