"""The evaluation sheet on paper."""

from __future__ import annotations

from pathlib import Path

import msgspec

from chassis import paper, qr
from chassis.regulation import Head
from services.appraisal.queries.evaluation import Evaluation

_TEMPLATE = Path(__file__).with_name("evaluasi.typ")


async def evaluation_pdf(view: Evaluation, head: Head) -> bytes:
    """The sheet as PDF/A-2b; once the result is final, with a code by which a stranger checks it."""
    more = qr.stamp(head, "evaluasi", view.appraisal_id) if view.state == "final" else {"kode": ""}
    return await paper.pdf(_TEMPLATE, msgspec.to_builtins(view) | more)
