"""When what is added up is published. Pure."""

from __future__ import annotations

from contracts.refusal import Refusal, rule

NOT_ACKNOWLEDGED = rule(
    "reporting.recap.not_acknowledged", 409,
    "Rekapitulasi belum diketahui Kepala BKPP/BKPSDM; belum dapat diterbitkan.",
)  # fmt: skip


def check_acknowledged(acknowledged: bool) -> None:
    """The head of BKPP or BKPSDM has acknowledged it (section 5: publication, KUAN P29)."""
    if not acknowledged:
        raise Refusal(NOT_ACKNOWLEDGED)
