"""An import: what a file would enter is shown first; nothing is entered before it is confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time
from typing import Literal
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from chassis.upload import Asked
from contracts.refusal import Refusal, rule
from services.activity import store
from services.activity.commands.helping import NOT_HELPER, check_known
from services.activity.domain.activity import Pegawai
from services.activity.domain.isian import Baris, Ditolak, Isian, Tolakan
from services.activity.domain.standing import Standing
from services.activity.entry.judge import Good, judge
from services.activity.entry.terms import terms_of
from services.activity.imports.store import Counts, forget_prepared, keep_prepared, keep_refused
from services.activity.store.standing import people_of, standing

NO_NIP = rule("activity.import.no_nip", 422, "Isikan NIP pemilik aktivitas pada kolom NIP.", "NIP")
STRANGE_NIP = rule("activity.import.strange_nip", 403, "NIP ini tidak ada pada PD Anda.")
OWN_AMONG_OTHERS = rule("activity.import.own_among_others", 403, "Aktivitas sendiri diunggah sebagai berkas sendiri.")
NOT_OWN = rule("activity.import.not_own", 403, "Berkas sendiri hanya memuat aktivitas sendiri.")

PART_ROWS = 5000
PART_PEOPLE = 256  # locks held at once
SHOWN = 500
Bagi = Literal["sendiri", "pd"]


class Diterima(Struct, frozen=True):
    """A line that may be entered; `late` if it were confirmed now."""

    baris: int
    asn_id: UUID
    nama: str
    tanggal: date
    mulai: time
    selesai: time
    kategori: str
    butir_id: UUID
    uraian: str
    kuantitas: int
    late: bool


class Preview(Struct, frozen=True):
    """What a file would enter, and what it would not, with cell, reason and pasal; the first 500 lines of each."""

    impor_id: UUID
    bagi: str
    accepted: int
    refused: int
    duplicate: int
    lines: tuple[Diterima, ...]
    refusals: tuple[Tolakan, ...]


async def check_own(work: Work, actor: Actor, asked: Asked) -> None:
    """Whether the actor may send a file of the own activities."""
    await store.actor_person(work, actor.id)


async def check_pd(work: Work, actor: Actor, asked: Asked) -> None:
    """Whether the actor may send a file for the people of a PD (KUAN P16(b))."""
    check_helper(work, await store.actor_person(work, actor.id), work.today)


async def prepare(work: Work, actor: Actor, read: tuple[list[Isian], list[Ditolak]], bagi: Bagi) -> Preview:
    """Judge every line of what was read as it would be entered now; what the actor had prepared before is forgotten."""
    me = await store.actor_person(work, actor.id)
    if bagi == "pd":
        check_helper(work, me, work.today)
    isian, refused = read
    owned, strange = await _owned(work, me, isian, bagi)
    refused += strange
    terms, opd = await terms_of(work), me.opd if bagi == "pd" else None
    good: list[Good] = []
    names: dict[UUID, str] = {}
    for group in _groups(owned):
        days = [i.tanggal for found in group.values() for i in found]
        stands = await standing(work, group, min(days), max(days))
        names |= {p.asn_id: p.nama for p in stands.pemilik.values()}
        lines, without = _resolved(stands, group)
        taken, not_taken = judge(stands, terms, lines, work.now, opd)
        good += taken
        refused += [*without, *not_taken]
    return await _kept(work, actor, bagi, good, store.cited(work, sorted(refused, key=lambda t: t.baris)), names)


def check_helper(work: Work, me: Pegawai, day: date) -> None:
    """Only the administrator of a PD writes for others, and only where the law knows it (KUAN P16(b), A7)."""
    check_known(work, day)
    if "admin_pd" not in me.peran:
        raise Refusal(NOT_HELPER)


async def _owned(
    work: Work, me: Pegawai, isian: list[Isian], bagi: Bagi
) -> tuple[dict[UUID, list[Isian]], list[Ditolak]]:
    """The lines by their owner; a line of somebody who is not the file's to fill is refused."""
    by_nip = {p.nip: p.asn_id for p in await people_of(work, me.opd) if p.nip} if bagi == "pd" else {me.nip: me.asn_id}
    owned: dict[UUID, list[Isian]] = defaultdict(list)
    refused = []
    for line in isian:
        try:
            owned[_owner(work, me, line, bagi, by_nip)].append(line)
        except Refusal as refusal:
            refused.append(Ditolak(line.baris, refusal, "NIP" if refusal.status == 403 else "TANGGAL"))
    return owned, refused


def _owner(work: Work, me: Pegawai, line: Isian, bagi: Bagi, by_nip: dict[str, UUID]) -> UUID:
    if bagi == "sendiri":
        if line.nip and line.nip != me.nip:
            raise Refusal(NOT_OWN)
        return me.asn_id
    if not line.nip:
        raise Refusal(NO_NIP)
    owner = by_nip.get(line.nip)
    if owner is None:
        raise Refusal(STRANGE_NIP)
    if owner == me.asn_id:
        raise Refusal(OWN_AMONG_OTHERS)
    check_helper(work, me, line.tanggal)
    return owner


def _groups(owned: dict[UUID, list[Isian]]) -> Iterator[dict[UUID, list[Isian]]]:
    """People to be judged together; all lines of a person are in one group, for they may overlap."""
    group: dict[UUID, list[Isian]] = {}
    rows = 0
    for asn_id, lines in owned.items():
        if group and (len(group) == PART_PEOPLE or rows + len(lines) > PART_ROWS):
            yield group
            group, rows = {}, 0
        group[asn_id] = lines
        rows += len(lines)
    if group:
        yield group


def _resolved(stands: Standing, group: dict[UUID, list[Isian]]) -> tuple[list[Baris], list[Ditolak]]:
    lines, refused = [], []
    for asn_id, found in group.items():
        for isian in found:
            try:
                lines.append(stands.line(isian, asn_id))
            except Refusal as refusal:
                refused.append(Ditolak(isian.baris, refusal))
    return lines, refused


async def _kept(
    work: Work, actor: Actor, bagi: Bagi, good: list[Good], refused: list[Tolakan], names: dict[UUID, str]
) -> Preview:
    impor_id, duplicate = new_id(), sum(t.ganda for t in refused)
    lines = tuple(_shown(line, names[line.asn_id], term.late) for line, term in good[:SHOWN])
    preview = Preview(impor_id, bagi, len(good), len(refused) - duplicate, duplicate, lines, tuple(refused[:SHOWN]))
    await forget_prepared(work, actor.id)
    counts = Counts(taken=preview.accepted, refused=preview.refused, duplicate=duplicate)
    parts = [[line for line, _ in part] for part in _parts(good)]
    await keep_prepared(work, impor_id, actor.id, bagi, counts, parts)
    await keep_refused(work, impor_id, refused)
    said = {"accepted": counts.taken, "refused": counts.refused, "duplicate": duplicate, "bagi": bagi}
    await work.audit("import.prepared", str(impor_id), said)
    return preview


def _parts(good: list[Good]) -> Iterator[list[Good]]:
    """What one transaction writes: some lines of some people."""
    part: list[Good] = []
    people: set[UUID] = set()
    for line, term in good:
        if len(part) == PART_ROWS or (len(people) == PART_PEOPLE and line.asn_id not in people):
            yield part
            part, people = [], set()
        part.append((line, term))
        people.add(line.asn_id)
    if part:
        yield part


def _shown(line: Baris, nama: str, late: bool) -> Diterima:
    return Diterima(
        line.baris, line.asn_id, nama, line.tanggal, line.mulai, line.selesai, line.kategori.value, line.butir_id,
        line.uraian, line.kuantitas, late,
    )  # fmt: skip
