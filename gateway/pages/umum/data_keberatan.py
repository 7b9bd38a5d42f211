"""An objection as its parties and the superior see it, and the numbers that they may set."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec

RESULTS = {"dikuatkan": "Hasil dikuatkan", "diubah": "Hasil diubah"}


class Objection(msgspec.Struct):
    """An objection as its parties and the superior see it."""

    keberatan_id: UUID
    asn_id: UUID
    penilai_id: UUID
    alasan: str
    bukti: tuple[str, ...]
    filed_at: datetime
    state: str
    diminta: dict[str, datetime]
    penjelasan: dict[str, str]
    answer_until: date | None
    decide_by: date
    hasil: str
    pertimbangan: str
    nama: str = ""
    jenis_jabatan: str = ""
    nilai_skp: str | None = None
    perilaku: dict[str, str] = {}

    def nilai(self, aspects: tuple[str, ...]) -> dict[str, str]:
        """The numbers as they stand, by their field, for who may set others; none where the law has none."""
        if not aspects:
            return {}
        skp = Decimal(self.nilai_skp or 0).quantize(Decimal("0.01"))  # unrounded it is longer than the field
        return {"n-skp": _comma(str(skp))} | {f"n-{a}": _comma(self.perilaku.get(a, "")) for a in aspects}


def _comma(number: str) -> str:
    return number.replace(".", ",")
