"""From whose kinerja the plans of others come down, and which of these are not set yet (KUAN P8(1), KON P8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.db import Work
from contracts.vocabulary import JenisJabatan
from services.skp.domain.content import Content, Post
from services.skp.domain.parent import Induk, ParentPending, pending
from services.skp.domain.skp import Appraised

_KINERJA = """
SELECT s.asn_id, p.nama, s.state, s.set_at IS NOT NULL AS binds, s.content::text AS content
FROM skp s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.asn_id = ANY(CAST(:owners AS uuid[])) AND s.tahun = :tahun ORDER BY s.versi, s.mulai
"""
_NAMES = "SELECT asn_id, nama FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(CAST(:owners AS uuid[]))"


class Planner(Appraised, Protocol):
    """The owner of a plan, in a sort of post."""

    @property
    def jenis_jabatan(self) -> str: ...


class Above(Struct, frozen=True):
    """What some superiors have in their SKPs of a year, and their names."""

    kinerja: dict[UUID, dict[UUID, Induk]]
    nama: dict[UUID, str]


async def above_of(work: Work, people: Iterable[Appraised], tahun: int) -> Above:
    """The kinerja of the superiors of some people: of who acts and of whose the post is (`atasan_id`, `pejabat_id`)."""
    owners = {one for person in people for one in superiors_of(person)}
    if not owners:
        return Above({}, {})
    values = {"tenant": work.tenant, "owners": list(owners)}
    names = {row.asn_id: row.nama for row in await work.all(_NAMES, values)}
    found: dict[UUID, dict[UUID, Induk]] = {}
    for row in await work.all(_KINERJA, {**values, "tahun": tahun}):
        own = found.setdefault(row.asn_id, {})
        for butir in msgspec.json.decode(row.content, type=Content).butir:
            if butir.butir_id and not (butir.butir_id in own and own[butir.butir_id].binds):
                own[butir.butir_id] = Induk(butir.uraian, row.nama, row.state, row.binds)
    return Above(found, names)


def superiors_of(one: Appraised) -> Sequence[UUID]:
    """Who acts as penilai, and whose the post is."""
    return [who for who in (one.atasan_id, one.pejabat_id) if who]


def pending_of(owner: Planner, isi: Content, above: Above) -> tuple[ParentPending, ...]:
    """The kinerja of a plan whose parents are not set yet; none once it is set itself."""
    superiors = superiors_of(owner)
    known = {butir: induk for one in superiors for butir, induk in above.kinerja.get(one, {}).items()}
    name = next((above.nama[one] for one in reversed(superiors) if one in above.nama), "")
    return pending(isi, Post(jenis=JenisJabatan(owner.jenis_jabatan)), known, name)
