"""The SKP on paper: PDF/A by typst, fonts embedded."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import msgspec
import typst

from services.skp.queries.document import SkpDocument

_TEMPLATE = Path(__file__).with_name("skp.typ")


async def skp_pdf(view: SkpDocument) -> bytes:
    """The document as PDF/A-2b."""
    return await asyncio.to_thread(_compile, json.dumps(msgspec.to_builtins(view)))


def _compile(data: str) -> bytes:
    made = typst.compile(str(_TEMPLATE), sys_inputs={"data": data}, format="pdf", pdf_standards=["a-2b"])
    if not isinstance(made, bytes):
        raise TypeError("typst gave more than one file")
    return made
