"""Papers by their code: kind, PD and month of each, and whether a later version replaces it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.db import Work
from kernel.kode import code_of

_KEEP = """
INSERT INTO kertas (tenant, kode, jenis, objek, versi, periode, opd, jumlah, contoh, pada, penandatangan)
VALUES (:tenant, :kode, :jenis, :objek, :versi, :periode, :opd, :jumlah, :contoh, :pada, :penandatangan)
ON CONFLICT DO NOTHING
"""
_FIND = """
SELECT k.jenis, k.versi, k.periode, coalesce(o.nama, k.opd) AS opd, k.jumlah, k.contoh, k.pada, k.penandatangan,
    k.diganti,
    (SELECT max(n.versi) FROM kertas n WHERE n.tenant = k.tenant AND n.objek = k.objek) AS terbaru
FROM kertas k LEFT JOIN opd o ON o.tenant = k.tenant AND o.kode = k.opd WHERE k.tenant = :tenant AND k.kode = :kode
"""

_REPLACE = "UPDATE kertas SET diganti = true WHERE tenant = :tenant AND objek = ANY(:objek)"


class Terbit(Struct, frozen=True, kw_only=True):
    """A paper as it is issued. `jumlah`: the rupiah on it; `opd` empty: not known, or of the whole Pemda."""

    jenis: str
    objek: UUID
    periode: str
    opd: str
    pada: datetime
    versi: int = 1
    jumlah: int = 0
    contoh: bool = False
    penandatangan: tuple[str, ...] = ()


class Kertas(Struct, frozen=True):
    """A paper. `terbaru`: the latest version of what it says; `jumlah`: the rupiah that it says.

    `penandatangan`: the posts by which it was signed. `diganti`: another paper stands in its place.
    """

    jenis: str
    versi: int
    periode: str
    opd: str
    jumlah: int
    contoh: bool
    pada: datetime
    penandatangan: tuple[str, ...]
    diganti: bool
    terbaru: int

    @property
    def berlaku(self) -> bool:
        """No later version and no other paper replaces it."""
        return self.versi == self.terbaru and not self.diganti


async def keep(work: Work, issued: Iterable[Terbit]) -> None:
    """Keep them by the code that each bears; what is known stays as it is."""
    rows = [
        {
            **msgspec.structs.asdict(one), "tenant": work.tenant, "penandatangan": list(one.penandatangan),
            "kode": code_of(one.jenis, str(one.objek), one.versi),
        }
        for one in issued
    ]  # fmt: skip
    await work.many(_KEEP, rows)


async def replace(work: Work, objek: Sequence[UUID]) -> None:
    """Other papers stand in the place of those on these."""
    await work.run(_REPLACE, {"tenant": work.tenant, "objek": list(objek)})


async def find(work: Work, kode: str) -> Kertas | None:
    """The paper with a code."""
    row = await work.one(_FIND, {"tenant": work.tenant, "kode": kode})
    return None if row is None else Kertas(**{**row._mapping, "penandatangan": tuple(row.penandatangan)})
