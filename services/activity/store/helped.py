"""Help of the administrator of a PD: entries that wait for their owner, and what they said before (KUAN P16(b))."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.db import Work, json_of
from contracts.activity import KeadaanAktivitas
from services.activity.domain.activity import Activity, Content
from services.activity.store.entries import this

_THIS = "WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal"
_WRITE = """
INSERT INTO activity (tenant, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas, mulai,
    selesai, submitted_at, late, state, entered_by, bukti, jabatan, benar)
VALUES (:tenant, :id, :asn_id, :tanggal, :kategori, :butir_id, :uraian, :output, :kuantitas, :mulai,
    :selesai, :now, false, 'assisted', :actor, :bukti, :jabatan, false)
"""
_SUBMIT = f"UPDATE activity SET submitted_at = :now, late = :late {_THIS}"
_DISCARD = f"UPDATE activity SET state = 'discarded', version = version + 1 {_THIS}"
# `keadaan` in a kept version says that it was its owner's, in which state, before somebody changed it for them.
_MARK = """
UPDATE activity_versi SET isi = isi || CAST(:mark AS jsonb)
WHERE tenant = :tenant AND activity_id = :id AND isi_versi = :versi
"""
_BEFORE = """
SELECT isi::text AS isi FROM activity_versi WHERE tenant = :tenant AND activity_id = :id AND isi_versi = :versi
  AND jsonb_exists(isi, 'keadaan')
"""
_WAIT = f"""
UPDATE activity SET state = 'assisted', version = version + 1, entered_by = :actor, benar = false, due_on = NULL,
    lapse_on = NULL, viewed_at = NULL, viewed_by = NULL
{_THIS}
"""
_WRITER = f"UPDATE activity SET entered_by = CAST(:by AS uuid) {_THIS}"


class Before(Struct, frozen=True):
    """What a helped entry said when it was its owner's own, in which state it was, and who had written it."""

    isi: Content
    keadaan: KeadaanAktivitas
    entered_by: UUID | None


async def insert_helped(
    work: Work, activity_id: UUID, owner: UUID, tanggal: date, said: Content, actor: UUID, jabatan: str
) -> None:  # fmt: skip
    """An entry that an administrator writes; it waits for its owner, who holds the post `jabatan`."""
    values = {"tenant": work.tenant, "id": activity_id, "asn_id": owner, "tanggal": tanggal, "now": work.now}
    await work.run(_WRITE, values | said.values() | {"actor": actor, "jabatan": jabatan})


async def keep_submitted(work: Work, one: Activity, *, late: bool) -> None:
    """It is its owner's from now on."""
    await work.run(_SUBMIT, this(work, one) | {"now": work.now, "late": late})


async def keep_discarded(work: Work, one: Activity) -> None:
    """Nothing of it counts."""
    await work.run(_DISCARD, this(work, one))


async def keep_waiting(work: Work, one: Activity, actor: UUID) -> None:
    """An administrator changed it: it waits for its owner, and the kept version says in which state it was."""
    values: dict[str, Any] = {"tenant": work.tenant, "id": one.activity_id, "versi": one.isi_versi}
    mark = json_of({"keadaan": one.state, "entered_by": one.entered_by})
    await work.run(_MARK, values | {"mark": mark})
    await work.run(_WAIT, this(work, one) | {"actor": actor})


async def before_help(work: Work, one: Activity) -> Before | None:
    """What a helped entry was when it was its owner's own and pending; None: it was written for them from the start."""
    values = {"tenant": work.tenant, "id": one.activity_id, "versi": one.isi_versi - 1}
    found = await work.one(_BEFORE, values)
    if found is None:
        return None
    kept = msgspec.json.decode(found.isi)
    isi = msgspec.convert({name: kept[name] for name in Content.__struct_fields__}, Content, strict=False)
    return Before(isi, kept["keadaan"], kept["entered_by"] and UUID(kept["entered_by"]))


async def keep_writer(work: Work, one: Activity, by: UUID | None) -> None:
    """Who wrote it, besides its owner."""
    await work.run(_WRITER, this(work, one) | {"by": by})
