"""The register of peningkatan kapasitas and sosialisasi (KUAN P30)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.identity import PesertaPelatihan
from services.identity import store
from services.identity.domain import facts, pelatihan
from services.identity.store.families import families

NipText = Annotated[str, Meta(max_length=64)]


class RecordTraining(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was held: its kind, for which role family, when, with what material, and who was there."""

    jenis: Literal["peningkatan_kapasitas", "sosialisasi"]
    peran: Literal["pengelola_e_kinerja", "admin_pd", "pejabat_penilai", "user"]
    tanggal: date
    materi: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=2000)]
    peserta: Annotated[tuple[NipText, ...], Meta(min_length=1, max_length=2000)]


class Recorded(Struct, frozen=True):
    """The entry of the register, and from which PD its participants came."""

    pelatihan_id: UUID
    peserta: int
    opd: tuple[str, ...]


async def record(work: Work, actor: Actor, command: RecordTraining) -> Recorded:
    """Enter what was held; all participants or none."""
    pelatihan.check_kind(command.jenis, command.peran)
    pelatihan.check_held(command.tanggal, work.today)
    known = await store.known_by_nip(work, list(command.peserta))
    holders = (await families(work))[command.peran]
    pelatihan.check_participants(command.peserta, known, holders, command.peran)
    opds = sorted({holders[nip] for nip in command.peserta})
    made = Recorded(new_id(), len(command.peserta), tuple(opds))
    held = facts.Pelatihan(made.pelatihan_id, command.jenis, command.peran, command.tanggal, command.materi)
    there = [PesertaPelatihan(asn_id=known[nip].asn_id, opd=holders[nip]) for nip in command.peserta]
    event = facts.training_recorded(held, there)
    await store.keep_training(work, event, actor.id)
    await work.record(event, 1)
    await work.audit("training.recorded", str(made.pelatihan_id), {"jenis": command.jenis, "peran": command.peran})
    return made
