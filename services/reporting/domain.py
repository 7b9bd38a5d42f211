"""When what is added up is published. Pure."""

from __future__ import annotations

from contracts.refusal import wrong_state


def check_acknowledged(acknowledged: bool) -> None:
    """The head of BKPP or BKPSDM has acknowledged it (section 5: publication, KUAN P29)."""
    if not acknowledged:
        raise wrong_state("Rekapitulasi belum diketahui Kepala BKPP/BKPSDM; belum dapat diterbitkan.", "KUAN 29")
