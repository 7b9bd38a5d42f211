"""Sessions of the Tim Penilai: convened by its office, opened by the chair, recorded by the secretary (KON P35-37)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.vocabulary import Alasan, Tahun
from services.appraisal import store
from services.appraisal.domain import sidang as domain
from services.appraisal.domain.sidang import Perkara, Pertimbangan, Sidang

Pukul = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3])[.:][0-5][0-9]$", max_length=5, description="09.30")]
Ringkas = Annotated[str, Meta(pattern=r"\S", max_length=200)]
Orang = Annotated[tuple[UUID, ...], Meta(max_length=50)]


class ConveneSession(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When, where and about what; every member of the team is invited."""

    tanggal: date
    pukul: Pukul
    tempat: Ringkas
    agenda: Alasan


class OpenSession(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who of the invited came."""

    hadir: Orang


class RecordConsideration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A consideration about a person on the basis of the final result of `tahun` (KON P35(2)).

    `perkara`: the letter of the pasal; `nomor_permintaan`: of who is entitled to ask, for g. `tindak_lanjut`: it is
    about the open follow-up of that year. `berbenturan`: who was present and is kin, or close in another way; the
    person and the superior are left out without being named.
    """

    perkara: Perkara
    asn_id: UUID
    tahun: Tahun
    isi: Alasan
    nomor_permintaan: Annotated[str, Meta(max_length=200)] = ""
    tindak_lanjut: bool = False
    berbenturan: Orang = ()


class RecordMinutes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The minutes of the session."""

    berita_acara: Annotated[str, Meta(pattern=r"\S", max_length=10_000)]


class SessionState(Struct, frozen=True):
    """A session as it stands: convened, opened, recorded or proposed."""

    sidang_id: UUID
    state: str
    pertimbangan: int


async def convene(work: Work, actor: Actor, command: ConveneSession) -> SessionState:
    """By the office of the team; its members are told (KON P36(4), P37(1))."""
    called = Sidang(
        sidang_id=new_id(), tanggal=command.tanggal, pukul=command.pukul.replace(":", "."),
        tempat=command.tempat.strip(),
        agenda=command.agenda.strip(), undangan=await store.team_members(work), oleh=actor.id,
    )  # fmt: skip
    made, event = domain.convene(called, work.today)
    await store.keep_session(work, made)
    await work.record(event, made.version)
    await work.audit("session.convened", str(made.sidang_id), {"tanggal": made.tanggal.isoformat()})
    return _state(made)


async def open_session(work: Work, actor: Actor, sidang_id: UUID, command: OpenSession) -> SessionState:
    """By the chair (KON P37(2))."""
    after = domain.open_with(await store.lock_session(work, sidang_id), command.hadir, work.today)
    await store.move_session(work, after)
    await work.audit("session.opened", str(sidang_id), {"state": after.state})
    return _state(after)


async def consider(work: Work, actor: Actor, sidang_id: UUID, command: RecordConsideration) -> SessionState:
    """By the secretary (KON P35(2))."""
    one = await store.lock_session(work, sidang_id)
    about = await store.considered(work, command.asn_id, command.tahun)
    said = Pertimbangan(
        perkara=command.perkara, asn_id=command.asn_id, tahun=command.tahun, isi=command.isi.strip(),
        appraisal_id=about.appraisal_id or one.sidang_id, nomor_permintaan=command.nomor_permintaan.strip(),
        berbenturan=command.berbenturan,
    )  # fmt: skip
    after = domain.consider(one, said, about, follow_up=command.tindak_lanjut)
    await store.move_session(work, after)
    await work.audit("session.considered", str(command.asn_id), {"perkara": command.perkara})
    return _state(after)


async def record_minutes(work: Work, actor: Actor, sidang_id: UUID, command: RecordMinutes) -> SessionState:
    """By the secretary."""
    after = domain.record(await store.lock_session(work, sidang_id), command.berita_acara.strip())
    await store.move_session(work, after)
    await work.audit("session.recorded", str(sidang_id), {"state": after.state})
    return _state(after)


async def propose(work: Work, actor: Actor, sidang_id: UUID) -> SessionState:
    """By the chair, to the PyB (KON P35(1-2))."""
    after, event = domain.propose(await store.lock_session(work, sidang_id), actor.id)
    await work.record(event, after.version)
    await store.move_session(work, after)
    await work.audit("session.proposed", str(sidang_id), {"state": after.state})
    return _state(after)


def _state(one: Sidang) -> SessionState:
    return SessionState(one.sidang_id, one.state, len(one.putusan))
