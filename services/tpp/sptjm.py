"""What each head of a PD states to answer for a payment (SPTJM): one sheet a PD, to be signed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chassis import paper, qr
from chassis.regulation import Head
from kernel.terbilang import terbilang
from services.tpp.domain.daftar import Daftar
from services.tpp.domain.rupiah import written
from services.tpp.store.papers import Dibayar

Statement = dict[str, Any]
_TEMPLATE = Path(__file__).with_name("sptjm.typ")
# Where the law of the Pemda has no words of its own (`sptjm` of its pack).
USUAL = (
    "Perhitungan pada daftar pembayaran ini benar, dan menjadi tanggung jawab saya sepenuhnya.",
    "Bila di kemudian hari terdapat kelebihan pembayaran, kelebihannya disetor ke kas daerah.",
    "Bukti yang mendasarinya disimpan menurut ketentuan yang berlaku dan tersedia bagi pemeriksa.",
)


async def sptjm(told: Statement) -> bytes:
    """PDF/A-2b: a sheet a PD, a place to sign on each; the same list gives the same bytes."""
    return await paper.pdf(_TEMPLATE, told)


def statement(
    daftar: Daftar, judul: str, dibayar: Sequence[Dibayar], dasar: Sequence[str], head: Head, words: Sequence[str],
    *, contoh: bool,
) -> Statement:  # fmt: skip
    """What the sheets say: the people, rupiah before and after deductions and in words, the sentences, the code."""
    stamped = qr.stamp(head, "daftar", daftar.nomor) if daftar.nomor else {"kode": ""}
    return {
        "pemda": head.pemda, "judul": judul, "periode": daftar.periode, "dasar": list(dasar), "contoh": contoh,
        "pernyataan": list(words) or list(USUAL), "pd": [_sheet(part.opd, dibayar) for part in daftar.pd], **stamped,
    }  # fmt: skip


def _sheet(opd: str, dibayar: Sequence[Dibayar]) -> dict[str, Any]:
    rows = [row for row in dibayar if row.opd == opd]
    paid = sum(row.dibayar for row in rows)
    taken = sorted({kode for row in rows for kode in row.pecahan.potongan})
    return {
        "opd": opd, "orang": len(rows), "bruto": written(sum(row.pecahan.bruto for row in rows)),
        "potongan": [
            {"nama": f"Potongan {kode}", "jumlah": written(sum(row.pecahan.potongan.get(kode, 0) for row in rows))}
            for kode in taken
        ],
        "dibayar": written(paid), "terbilang": terbilang(paid),
    }  # fmt: skip
