"""Sessions of the Tim Penilai as its members, its office and who reads their considerations see them (KON P35-37)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from services.appraisal import store
from services.appraisal.domain.sidang import SEATS, Pertimbangan, Sidang

BERSIDANG = "sidang Tim Penilai Kinerja"
TEAM = frozenset({*SEATS, "sekretariat_tim"})


class InvitedView(Struct, frozen=True):
    """A member who is invited; `hadir`: they came."""

    asn_id: UUID
    nama: str
    peran: str
    hadir: bool


class ConsiderationView(Struct, frozen=True):
    """A consideration; `tanpa`: names of who was present and did not decide."""

    perkara: str
    asn_id: UUID
    nama: str
    tahun: int
    isi: str
    nomor_permintaan: str
    kasus_id: UUID | None
    tanpa: tuple[str, ...]


class SessionView(Struct, frozen=True, kw_only=True):
    """A session: convened, opened, recorded or proposed."""

    sidang_id: UUID
    tanggal: date
    pukul: str
    tempat: str
    agenda: str
    state: str
    berita_acara: str
    undangan: tuple[InvitedView, ...]
    putusan: tuple[ConsiderationView, ...]


async def sessions(work: Work, actor: Actor, tahun: int) -> list[SessionView]:
    """All for the team and its office; for the PyB and overseers those that were proposed."""
    held, _ = await store.roles_and_opd(work, actor)
    everything = bool((held | frozenset(actor.peran)) & TEAM)
    found = await store.sessions(work, tahun, everything=everything)
    about = {said.asn_id for one in found for said in one.putusan}
    names = await store.names_of(work, about | {member.asn_id for one in found for member in one.undangan})
    await keep_reading(work, actor, "sessions.read", about, BERSIDANG, tahun=tahun)
    return [_view(one, names) for one in found]


def _view(one: Sidang, names: dict[UUID, str]) -> SessionView:
    return SessionView(
        sidang_id=one.sidang_id, tanggal=one.tanggal, pukul=one.pukul, tempat=one.tempat, agenda=one.agenda,
        state=one.state, berita_acara=one.berita_acara,
        undangan=tuple(
            InvitedView(m.asn_id, names.get(m.asn_id, ""), m.peran, m.asn_id in one.hadir) for m in one.undangan
        ),
        putusan=tuple(_consideration(said, names) for said in one.putusan),
    )  # fmt: skip


def _consideration(said: Pertimbangan, names: dict[UUID, str]) -> ConsiderationView:
    without = tuple(names.get(member, "") for member in said.berbenturan)
    return ConsiderationView(
        said.perkara, said.asn_id, names.get(said.asn_id, ""), said.tahun, said.isi, said.nomor_permintaan,
        said.kasus_id, without,
    )  # fmt: skip
