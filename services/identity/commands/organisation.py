"""The organisation, kept piece by piece between two imports: a new OPD or unit, a new name, another superior unit."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from chassis.db import Work
from contracts.vocabulary import HariKerja, Kode
from services.identity import store
from services.identity.commands.applying import apply_opd
from services.identity.commands.career import Nomor
from services.identity.domain.organisation import check_above, check_leaves_nobody
from services.identity.domain.row import OpdRow

Name = Annotated[str, Meta(pattern=r"\S", max_length=200)]


class KeepOpd(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An OPD (without `induk`) or a unit inside one, as it stands from now on; `sk` is what it rests on.

    `hari_kerja`: left out, it stays as it was; five for a new one.
    """

    kode: Kode
    nama: Name
    jenis: Name
    sk: Nomor
    induk: Annotated[str, Meta(max_length=64)] = ""
    hari_kerja: HariKerja | None = None


async def keep_opd(work: Work, command: KeepOpd) -> bool:
    """Add or change it and tell; whether anything changed. Refusal 422 for a superior unit unknown or its own.

    Refusal 409 for a move to another OPD that leaves people behind.
    """
    above = await store.units_above(work)
    check_above(command.kode, command.induk, above)
    check_leaves_nobody(command.kode, await store.placed(work), above, {**above, command.kode: command.induk})
    unit = OpdRow(
        kode=command.kode,
        nama=command.nama.strip(),
        induk=command.induk,
        jenis=command.jenis.strip(),
        hari_kerja=command.hari_kerja,
    )
    told = await apply_opd(work, [unit])
    if told:
        await work.audit("opd.set", command.kode, {"sk": command.sk, "induk": command.induk})
    return bool(told)
