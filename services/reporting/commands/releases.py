"""What people do about a release of data: ask for one, consent, coordinate, object, revoke, take the rows."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date
from hashlib import sha256
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from chassis import csvs
from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm
from chassis.ids import new_id
from chassis.reading import keep_group_readings
from contracts.refusal import Refusal
from contracts.reporting import DataLepas, TopikLepas
from contracts.vocabulary import Kode
from kernel.kalender import end_of
from kernel.peran import heads_of
from services.reporting.domain import pelepasan as rules
from services.reporting.domain.pelepasan import Kata, Pelepasan, Sebagai
from services.reporting.store import recaps, releases
from services.reporting.store.asked import asked_of, policy_of
from services.reporting.store.people import pd_of_role, person

ENDS = "release_ends"
Teks = Annotated[str, Meta(pattern=r"\S", max_length=200)]
Sebab = Annotated[str, Meta(pattern=r"\S", max_length=1000, description="a text that says something")]
Bebas = Annotated[str, Meta(max_length=1000, description="why; needed with an objection")]
OpdDari = Annotated[str, Meta(max_length=64, description="the PD for whose head one speaks; empty: for BKPP or BKPSDM")]


class RequestRelease(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An outside party asks for data. `dasar`: by which letter; `dari` and `sampai`: days that the data are about.

    `topik`: services whose events a system of the party is to read; then `opd` is every PD, or empty for all.
    """

    pihak: Teks
    tujuan: Sebab
    dasar: Teks
    data: Annotated[tuple[DataLepas, ...], Meta(max_length=4)]
    dari: date
    sampai: date
    opd: Annotated[tuple[Kode, ...], Meta(max_length=200)]
    berlaku_sampai: date
    topik: Annotated[tuple[TopikLepas, ...], Meta(max_length=6)] = ()


class ConsentRelease(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The pengelola consents, or does not."""

    sikap: Literal["setuju", "keberatan"]
    alasan: Bebas = ""


class CoordinateRelease(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The head of BKPP or BKPSDM, or of a PD in scope, says that it was coordinated, or objects."""

    sikap: Literal["setuju", "keberatan"]
    opd: OpdDari = ""
    alasan: Bebas = ""


class RevokeRelease(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An office that consented or coordinated takes that back, for good, by its holder of today."""

    sebagai: Literal["pengelola", "kepala_badan", "kepala_pd"]
    opd: OpdDari = ""
    alasan: Sebab


class ReleaseState(Struct, frozen=True):
    """How a release stands, and for whose data it is open."""

    pelepasan_id: UUID
    keadaan: str
    opd_terbuka: tuple[str, ...]


class Voices(Struct, frozen=True):
    """For whom somebody may speak: as the pengelola who consents, as the head of BKPP or BKPSDM, for these PD."""

    pengelola: bool
    badan: bool
    pd: tuple[str, ...]


async def request(work: Work, actor: Actor, command: RequestRelease) -> ReleaseState:
    """A release that nobody has consented to yet; it ends by itself at the end of its last day."""
    known = await recaps.known_units(work)
    opd = command.opd or (tuple(sorted(known)) if command.topik else ())
    wanted = Pelepasan(
        pelepasan_id=new_id(), pihak=command.pihak, tujuan=command.tujuan, dasar=command.dasar,
        data=tuple(dict.fromkeys(command.data)), dari=command.dari, sampai=command.sampai, opd=opd,
        berlaku_sampai=command.berlaku_sampai, topik=tuple(dict.fromkeys(command.topik)),
    )  # fmt: skip
    most = policy_of(work).release_max_days
    rules.check_request(wanted, known, work.today, most.value, most.pasal)
    await releases.add(work, actor, wanted)
    await arm(work, ENDS, str(wanted.pelepasan_id), end_of(wanted.berlaku_sampai, work.zone))
    await work.audit(
        "release.requested", str(wanted.pelepasan_id),
        {"opd": list(wanted.opd), "data": list(wanted.data), "topik": list(wanted.topik)},
    )  # fmt: skip
    return await _tell(work, wanted, 1)


async def consent(work: Work, actor: Actor, ident: UUID, command: ConsentRelease) -> ReleaseState:
    """The word of the pengelola whom the law of the Pemda names."""
    await _check_voice(work, actor, "pengelola", "")
    state = await _say(work, actor, ident, Kata("pengelola", "", command.sikap), command.alasan)
    if command.sikap == "setuju":
        await work.audit("release.consented", str(ident), {})
    return state


async def coordinate(work: Work, actor: Actor, ident: UUID, command: CoordinateRelease) -> ReleaseState:
    """The word of a head who is asked."""
    sebagai: Sebagai = "kepala_pd" if command.opd else "kepala_badan"
    await _check_voice(work, actor, sebagai, command.opd)
    word = Kata(sebagai, command.opd, command.sikap)
    state = await _say(work, actor, ident, word, command.alasan)
    if command.sikap == "setuju":
        await work.audit("release.coordinated", str(ident), {"sebagai": sebagai, "opd": command.opd})
    return state


async def revoke(work: Work, actor: Actor, ident: UUID, command: RevokeRelease) -> ReleaseState:
    """From this moment on nothing more is taken."""
    opd = command.opd if command.sebagai == "kepala_pd" else ""
    await _check_voice(work, actor, command.sebagai, opd)
    release = await releases.locked(work, ident)
    _check_scope(release, opd)
    after = rules.revoke(release, command.sebagai, opd, work.today)
    version = await releases.say(work, actor, ident, Kata(command.sebagai, opd, "dicabut"), command.alasan)
    await work.audit("release.revoked", str(ident), {"sebagai": command.sebagai, "opd": opd})
    return await _tell(work, after, version)


async def _say(work: Work, actor: Actor, ident: UUID, word: Kata, alasan: str) -> ReleaseState:
    release = await releases.locked(work, ident)
    _check_scope(release, word.opd)
    after = rules.say(release, word, alasan, work.today)
    version = await releases.say(work, actor, ident, word, alasan)
    if word.sikap == "keberatan":
        await work.audit("release.objected", str(ident), {"sebagai": word.sebagai, "opd": word.opd})
    return await _tell(work, after, version)


async def voices_of(work: Work, actor: Actor) -> Voices:
    """For whom somebody may speak about a release; who acts for another (Plt/Plh) speaks as well."""
    policy, who = policy_of(work), await person(work, actor)
    role, of = policy.release_consent.value, policy.release_consent_in.value
    held = {one["opd"] for one in who.peran_pd if one["peran"] == role} | ({who.opd} if role in who.peran else set())
    consents = bool(held and (not of or held & await pd_of_role(work, of)))
    heads = policy.release_head.value in {*who.peran, *(one["peran"] for one in who.peran_pd)}
    return Voices(consents, heads, tuple(heads_of(who)))


async def _check_voice(work: Work, actor: Actor, sebagai: Sebagai, opd: str) -> None:
    voices, policy = await voices_of(work, actor), policy_of(work)
    if sebagai == "pengelola" and not voices.pengelola:
        of = policy.release_consent_in.value
        where = f" pada perangkat daerah {of}" if of else ""
        raise Refusal(rules.NOT_CONSENTER, peran=policy.release_consent.value + where)
    if sebagai != "pengelola" and not (opd in voices.pd if sebagai == "kepala_pd" else voices.badan):
        raise Refusal(rules.NOT_HEAD, peran=policy.release_head.value)


def _check_scope(release: Pelepasan, opd: str) -> None:
    if opd and opd not in release.opd:
        raise Refusal(rules.NOT_IN_SCOPE)


async def _tell(work: Work, release: Pelepasan, version: int) -> ReleaseState:
    event = rules.recorded(release, asked_of(work), work.today)
    await work.record(event, version)
    return ReleaseState(event.pelepasan_id, event.keadaan, event.opd_terbuka)


async def end(work: Work, due: Due) -> None:
    """The last day of a release is over: tell it, so that readers are shut out."""
    release = await releases.locked(work, UUID(due.subject))
    if rules.state_of(release, asked_of(work), work.today) == "berakhir":
        await work.audit("release.ended", due.subject, {})
        await _tell(work, release, await releases.next_version(work, release.pelepasan_id))


async def take(work: Work, actor: Actor, ident: UUID, data: DataLepas, opd: str, bulan: str) -> tuple[bytes, int]:
    """The rows of one PD and month as CSV, while the door is open for them, and the number of this taking.

    Written down: what was taken by whom, its SHA-256, and of each person how many rows (KUAN P26(1-2)).
    """
    release = await releases.locked(work, ident)
    rules.check_taking(release, data, opd, bulan, asked_of(work), work.today)
    rows = await releases.rows_of(work, data, opd, bulan, *_days(release, bulan))
    content = await asyncio.to_thread(csvs.written, releases.ROWS[data][0], [row[1:] for row in rows])
    people = Counter(row[0] for row in rows)
    digest = sha256(content).hexdigest()
    taken = releases.Taken(0, actor.id, work.now, data, opd, bulan, len(rows), len(people), digest)
    ke = await releases.keep_taking(work, actor, ident, taken, people)
    purpose = f"{release.pihak}: {release.tujuan}"
    await keep_group_readings(work, "release.taken", [opd], purpose, pelepasan=str(ident), data=data, bulan=bulan)
    return content, ke


def _days(release: Pelepasan, bulan: str) -> tuple[date, date]:
    """The days of a month that are asked for."""
    first = date.fromisoformat(f"{bulan}-01")
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return max(first, release.dari), min(date.fromordinal(last.toordinal() - 1), release.sampai)
