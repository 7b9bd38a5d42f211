"""The SKP and its measurements on paper: PDF/A by typst, fonts embedded."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import msgspec
import typst

from services.skp.queries.document import SkpDocument
from services.skp.queries.measurement import MeasurementDocument

_SKP = Path(__file__).with_name("skp.typ")
_MEASUREMENT = Path(__file__).with_name("pengukuran.typ")


async def skp_pdf(view: SkpDocument) -> bytes:
    """The plan as PDF/A-2b."""
    return await asyncio.to_thread(_compile, _SKP, json.dumps(msgspec.to_builtins(view)))


async def measurement_pdf(view: MeasurementDocument) -> bytes:
    """The measurement of a masa as PDF/A-2b."""
    return await asyncio.to_thread(_compile, _MEASUREMENT, json.dumps(msgspec.to_builtins(view)))


def _compile(template: Path, data: str) -> bytes:
    made = typst.compile(str(template), sys_inputs={"data": data}, format="pdf", pdf_standards=["a-2b"])
    if not isinstance(made, bytes):
        raise TypeError("typst gave more than one file")
    return made
