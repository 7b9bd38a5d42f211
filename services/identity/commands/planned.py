"""Which terms a file begins: what it says of a post holds from its TMT, what it changes within one from today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from contracts.masa import Sebagai
from services.identity.domain.difference import plain
from services.identity.domain.pegawai import Pegawai
from services.identity.domain.row import Row
from services.identity.domain.superiors import is_the_bupatis
from services.identity.store.known import latest

_POST = ("jabatan", "jenis_jabatan", "kelas_jabatan", "opd", "unit", "memimpin_unit")


Columns = dict[str, Any]  # a row by its columns


class Planned(Struct):
    """Rows of `hubungan`, `masa_status` and `penempatan` to be written; `corrected`: another TMT of the post held."""

    relations: list[Columns]
    statuses: list[Columns]
    posts: list[Columns]
    corrected: list[Columns]


async def planned_terms(
    work: Work, rows: list[Row], known: Mapping[str, Pegawai], everyone: Mapping[str, UUID]
) -> Planned:
    """What new and differing rows begin, so that the file holds: a term that began later is not overtaken by it.

    A class that changes within a post begins a term of its own today, and the post keeps its TMT.
    """
    ids = [everyone[row.nip] for row in rows if row.nip in known]
    tables = ("hubungan", "masa_status", "penempatan")
    begun = {table: await latest(work, table, ids) for table in tables}
    planned = Planned([], [], [], [])
    for row in rows:
        before, asn_id = known.get(row.nip), everyone[row.nip]
        since = {t: _since(row, before, begun[t].get(asn_id), work.today) for t in tables}
        base = {"asn_id": asn_id, "sk": "impor"}
        if before is None or before.nip_atasan != row.nip_atasan:
            planned.relations.append(base | {"mulai": since["hubungan"]} | _superior(row, everyone))
        if before is None or before.status != row.status.value:
            planned.statuses.append(base | {"mulai": since["masa_status"], "selesai": None, "status": row.status.value})
        _plan_post(planned, row, before, base | {"mulai": since["penempatan"]}, work.today)
    return planned


def _plan_post(planned: Planned, row: Row, before: Pegawai | None, base: Columns, today: date) -> None:
    post = {name: plain(getattr(row, name)) for name in _POST} | {"tmt": row.tmt_jabatan}
    if (
        before is None
        or any(str(post[name]) != str(getattr(before, name)) for name in _POST)
        or (before.tmt_jabatan != row.tmt_jabatan and row.tmt_jabatan > today)
    ):
        planned.posts.append(base | post)
    elif before.tmt_jabatan != row.tmt_jabatan:
        planned.corrected.append({"asn_id": base["asn_id"], "tmt": row.tmt_jabatan})


def _superior(row: Row, everyone: Mapping[str, UUID]) -> Columns:
    superior = everyone.get(row.nip_atasan)
    nobody = Sebagai.BUPATI if is_the_bupatis(row) else Sebagai.KOSONG
    letter = {"sk": row.surat_penunjukan} if row.surat_penunjukan else {}
    return letter | {"penilai_id": superior, "sebagai": (Sebagai.DEFINITIF if superior else nobody).value}


def _since(row: Row, before: Pegawai | None, begun: date | None, today: date) -> date:
    """The TMT of a post that is new or to come; today for what changes within one or would be overtaken."""
    if before is None or begun is None or row.tmt_jabatan > today:
        return row.tmt_jabatan
    return row.tmt_jabatan if before.tmt_jabatan != row.tmt_jabatan and row.tmt_jabatan > begun else today
