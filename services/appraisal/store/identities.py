"""Who people are on a paper."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct
from sqlalchemy import select

from chassis.db import Work
from services.appraisal.store.tables import pegawai


class Identity(Struct, frozen=True):
    """The five lines of a person; what the staffing data lack is empty."""

    nama: str = ""
    nip: str = ""
    golongan: str = ""
    jabatan: str = ""
    opd: str = ""


BUPATI = Identity(nama="Bupati", jabatan="Bupati")


async def identities(work: Work, ids: Sequence[UUID]) -> dict[UUID, Identity]:
    """Each of these people whom the staffing data have."""
    columns = (pegawai.c.asn_id, *(pegawai.c[name] for name in Identity.__struct_fields__))
    wanted = select(*columns).where(pegawai.c.tenant == work.tenant, pegawai.c.asn_id.in_(ids))
    return {
        row.asn_id: Identity(row.nama, row.nip, row.golongan, row.jabatan, row.opd) for row in await work.all(wanted)
    }
