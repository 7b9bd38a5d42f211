"""The slip on paper: PDF by typst, fonts embedded."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import msgspec
import typst

from services.tpp.queries import SlipView

_TEMPLATE = Path(__file__).with_name("slip.typ")


async def slip_pdf(view: SlipView, pemda: str) -> bytes:
    """The slip as PDF/A-2b; amounts are written the Indonesian way."""
    data = msgspec.to_builtins(view) | {"pemda": pemda}
    return await asyncio.to_thread(_compile, json.dumps(data))


def _compile(data: str) -> bytes:
    made = typst.compile(str(_TEMPLATE), sys_inputs={"data": data}, format="pdf", pdf_standards=["a-2b"])
    if not isinstance(made, bytes):
        raise TypeError("typst gave more than one file")
    return made
