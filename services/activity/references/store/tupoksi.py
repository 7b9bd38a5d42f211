"""The tupoksi of posts, to which the holder of a post may refer on the days that they hold it (P1(31)).

Each holder has it among their kinerja, as one without a target. Its id is made of the item, the person and the first
day of their post, so that what was entered finds it again whenever it is worked out anew.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from chassis.db import Work

# What no longer holds is kept, valid on no day: entries that referred to it still say what they served.
_END = """
UPDATE butir b SET selesai = b.mulai - 1 FROM rujukan r
WHERE b.tenant = :tenant AND r.tenant = b.tenant AND r.rujukan_id = b.skp_id AND r.jabatan IS NOT NULL
  AND (CAST(:ids AS uuid[]) IS NULL OR r.rujukan_id = ANY(:ids))
  AND (CAST(:people AS uuid[]) IS NULL OR b.asn_id = ANY(:people))
"""
_PUT = """
WITH post AS (
    SELECT p.asn_id, t.opd, t.jabatan, t.mulai,
        coalesce(lead(t.mulai) OVER (PARTITION BY p.asn_id ORDER BY t.mulai) - 1, DATE '2100-12-31') AS selesai
    FROM pegawai p CROSS JOIN LATERAL jsonb_to_recordset(CASE WHEN p.penempatan = '[]' THEN jsonb_build_array(
        jsonb_build_object('mulai', p.tmt_jabatan, 'opd', p.opd, 'jabatan', p.jabatan)) ELSE p.penempatan END)
        AS t(mulai date, opd text, jabatan text)
    WHERE p.tenant = :tenant AND (CAST(:people AS uuid[]) IS NULL OR p.asn_id = ANY(:people))
), held AS (
    SELECT r.rujukan_id, r.nama, post.asn_id, post.mulai AS sejak, greatest(r.mulai, post.mulai) AS mulai,
        least(coalesce(r.selesai, DATE '2100-12-31'), post.selesai) AS selesai
    FROM rujukan r JOIN post ON post.opd = r.opd AND post.jabatan = r.jabatan
    WHERE r.tenant = :tenant AND (CAST(:ids AS uuid[]) IS NULL OR r.rujukan_id = ANY(:ids))
)
INSERT INTO butir (tenant, butir_id, asn_id, skp_id, kategori, uraian, target, mulai, selesai, sampai, bulanan)
SELECT :tenant, CAST(md5(concat(rujukan_id, asn_id, sejak)) AS uuid), asn_id, rujukan_id, 'utama', nama, 0, mulai,
    selesai, selesai, '{}'
FROM held WHERE mulai <= selesai
ON CONFLICT (tenant, butir_id) DO UPDATE SET uraian = EXCLUDED.uraian, mulai = EXCLUDED.mulai,
    selesai = EXCLUDED.selesai, sampai = EXCLUDED.sampai
"""


async def spread(work: Work, item: UUID) -> None:
    """Give an item to everyone whose post it is of, and to nobody else."""
    await _work_out(work, {"ids": [item], "people": None})


async def follow(work: Work, people: Collection[UUID]) -> None:
    """Give some people, whose posts have changed, the tupoksi of the posts that they hold."""
    known = "SELECT 1 FROM rujukan WHERE tenant = :tenant AND jabatan IS NOT NULL LIMIT 1"
    if await work.one(known, {"tenant": work.tenant}):
        await _work_out(work, {"ids": None, "people": list(people)})


async def _work_out(work: Work, of: dict[str, list[UUID] | None]) -> None:
    for statement in (_END, _PUT):
        await work.run(statement, {"tenant": work.tenant, **of})


# From its first day on an item bears its first name; a later name holds from its change on.
FIRST_DAY = date(1900, 1, 1)
_NAME = """
INSERT INTO rujukan_nama (tenant, rujukan_id, mulai, nama, satuan)
SELECT :tenant, :id, :mulai, :nama, :satuan WHERE NOT EXISTS (SELECT FROM (
    SELECT nama, satuan FROM rujukan_nama WHERE tenant = :tenant AND rujukan_id = :id ORDER BY mulai DESC LIMIT 1) n
    WHERE n.nama = :nama AND n.satuan = :satuan)
ON CONFLICT (tenant, rujukan_id, mulai) DO UPDATE SET nama = EXCLUDED.nama, satuan = EXCLUDED.satuan
"""


async def keep_name(work: Work, item: UUID, nama: str, satuan: str, *, new: bool) -> None:
    """Keep what an item is called from today on: notes of days before go on bearing the name of their date."""
    mulai = FIRST_DAY if new else work.today
    await work.run(_NAME, {"tenant": work.tenant, "id": item, "mulai": mulai, "nama": nama, "satuan": satuan})
