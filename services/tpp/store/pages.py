"""The pages in which tpp retells lasting states (`chassis/retelling.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chassis.db import Work
from chassis.retelling import AFTER_UUID, State
from services.tpp.domain.facts import list_finalized
from services.tpp.store.slips import is_example

SLIPS_PAGE = f"""
SELECT slip_id::text AS place, slip_id FROM slip WHERE tenant = :tenant AND slip_id > {AFTER_UUID}
ORDER BY slip_id LIMIT :most FOR UPDATE
"""
FINAL_PAGE = """
SELECT place, periode, ke, orang, jumlah, opd, pack, nomor, jabatan FROM (
    SELECT d.periode || ':' || lpad(d.ke::text, 4, '0') AS place, d.periode, d.ke, count(b.asn_id) AS orang,
        sum(b.dibayar)::bigint AS jumlah, count(DISTINCT b.opd) AS opd, min(s.pack) AS pack, d.nomor,
        coalesce(d.jabatan, '') AS jabatan
    FROM daftar d
    JOIN daftar_baris b ON b.tenant = d.tenant AND b.periode = d.periode AND b.ke = d.ke
    JOIN slip s ON s.tenant = b.tenant AND s.slip_id = b.slip_id
    WHERE d.tenant = :tenant AND d.tahap <> 'draf' GROUP BY d.tenant, d.periode, d.ke
) l WHERE place > :after ORDER BY place LIMIT :most
"""


async def lists_again(work: Work, rows: Sequence[Any]) -> list[State]:
    """A list is final once: version 1 for ever."""
    return [
        (
            list_finalized(
                row.periode, row.ke, orang=row.orang, jumlah=row.jumlah, opd=row.opd,
                contoh=is_example(work, row.pack), nomor=row.nomor, jabatan=row.jabatan,
            ),
            1,
        )
        for row in rows
    ]  # fmt: skip
