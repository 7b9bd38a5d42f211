"""A run over many people: the same to the last digit as one by one, twice at once, killed, beside arriving facts."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest

from chassis.db import Who
from chassis.outbox import unpack_headers
from contracts.activity import MonthMeasured
from contracts.envelope import fact_from
from contracts.event import EventType, Fact
from contracts.identity import PegawaiRecorded, Penempatan
from contracts.masa import MasaStatus
from contracts.tpp import TppRunFinished, TppSlipIssued
from contracts.vocabulary import Jenis, JenisJabatan, StatusPegawai
from services.tpp.commands import alike, run
from services.tpp.domain.slip import Computed, compute
from services.tpp.store.standing import Standing, standing
from tests.service.hosted import Hosted
from tests.service.people import KASI, SINCE, STAF, pegawai
from tests.service.test_tpp_again import MISSED, PENGELOLA, judged, measured
from tests.service.test_tpp_attendance import POLICY
from tests.service.test_tpp_circumstances import CLERK, recorded
from tests.service.test_tpp_policies import FILE, confirm, loaded

MANY = [UUID(int=0x9000 + n) for n in range(120)]
MONTH, LAST = "2025-12", date(2025, 12, 31)
SUPER, EKINERJA = UUID(int=0x5400), UUID(int=0x5401)
PLACES = """
[tpp.components.beban_kerja]
pasal = "Diktum KEDUA"
[tpp.components.beban_kerja.value]
by_unit = { "BKPP" = 100000, "DINKES.P2P" = 200000 }
by_post = { "Auditor" = 300000 }
"""


@pytest.fixture
async def tpp(tpp_process: Hosted) -> AsyncIterator[Hosted]:
    """120 people as they come: kinds, classes, spells of status, posts one after another, months measured or not."""
    await tpp_process.clear()
    await tpp_process.at("2026-01-20T09:00")
    roles = {
        SUPER: ("super_admin",), EKINERJA: ("pengelola_e_kinerja",), PENGELOLA: ("pengelola_tpp",),
        CLERK: ("pengelola_kepegawaian",),
    }  # fmt: skip
    await tpp_process.hear(*(pegawai(who, KASI, jenis=Jenis.PPPK, peran=peran) for who, peran in roles.items()))
    chance = random.Random(9)
    await tpp_process.hear(*(_person(who, chance) for who in MANY))
    await tpp_process.hear(*(_month(who, chance) for who in MANY if chance.random() < 0.9))
    yield tpp_process


def _person(who: UUID, chance: random.Random) -> PegawaiRecorded:
    fields: dict[str, Any] = {
        "jenis": chance.choice([Jenis.PNS] * 8 + [Jenis.PPPK]), "kelas_jabatan": chance.choice([5, 7, 7, 7, 9]),
        "golongan": chance.choice(["II/a", "III/c", "IV/a"]), "jabatan": chance.choice(["Analis", "Auditor"]),
        "nip": f"1980010120050{who.int % 100000:05d}",
    }  # fmt: skip
    if chance.random() < 0.4:
        fields["penempatan"] = tuple(_post(day, chance) for day in (SINCE, date(2025, 12, 10), date(2026, 1, 5)))
        fields["tmt_jabatan"] = date(2026, 1, 5)
    elif chance.random() < 0.3:
        fields["penempatan"] = (_post(SINCE, chance),)
    if chance.random() < 0.3:
        status = chance.choice([StatusPegawai.CUTI, StatusPegawai.CLTN, StatusPegawai.TUGAS_BELAJAR])
        first = date(2025, chance.choice([6, 12]), chance.choice([1, 30]))
        ends = chance.choice([None, date(2025, 12, 15), date(2026, 6, 30)])
        fields["masa_status"] = (
            MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF),
            MasaStatus(mulai=first, selesai=ends if ends and ends >= first else None, status=status),
        )
    return pegawai(who, KASI, **fields)


def _post(day: date, chance: random.Random) -> Penempatan:
    opd = chance.choice(["DINKES", "BKPP"])
    return Penempatan(
        mulai=day, jabatan=chance.choice(["Analis", "Auditor"]), jenis_jabatan=JenisJabatan.PELAKSANA, opd=opd,
        unit=f"{opd}.P2P", kelas_jabatan=chance.choice([5, 7, 9, None]),
    )  # fmt: skip


def _month(who: UUID, chance: random.Random) -> MonthMeasured:
    target = chance.choice([10, 10, 10, 0])
    kosong = (MISSED,) if chance.random() < 0.2 else ()
    month = measured(who, chance.choice([7, 9, 10, 12]), pending=chance.choice([0, 0, 2]), kosong=kosong)
    return msgspec.structs.replace(
        month, kuantitas_target=target, ada_skp=chance.random() < 0.7, approved_auto=chance.choice([0, 0, 1])
    )


async def go(tpp: Hosted) -> Any:
    return await tpp.post("/runs", {"periode": MONTH}, actor=PENGELOLA)


async def one_by_one(tpp: Hosted) -> list[tuple[Standing, Computed]]:
    """Everybody as they stand, beside the slip computed from their own facts alone."""
    everyone = [row["asn_id"] for row in await tpp.rows("SELECT asn_id FROM pegawai")]
    async with tpp.runtime.database.work(Who("kuansing", "test"), read_only=True) as work:
        rates = (await run.survey(work, MONTH)).span.rates
        found = await standing(work, MONTH, LAST, everyone)
        return [(one, compute(one.person, one.month, rates)) for one in found]


async def check(tpp: Hosted) -> list[Standing]:
    """Every slip is the one that is computed alone, with its own facts, class and PD; and was told so."""
    expected = await one_by_one(tpp)
    events = await _events(tpp)
    for one, slip in expected:
        assert (one.status, one.total, one.alasan, one.lines) == (slip.status, slip.total, slip.alasan, slip.lines)
        told = events[str(one.slip_id)][-1]
        assert told.version == told.event.versi == one.version
        said = told.event
        assert (said.status, said.total, said.lines, said.alasan) == (one.status, one.total, one.lines, one.alasan)
        assert (said.asn_id, said.opd, said.pack, told.key) == (one.asn_id, one.opd, one.pack, str(one.asn_id))
        assert said.kelas_jabatan == one.person.kelas_jabatan and told.actor == str(PENGELOLA)
    kept = await tpp.rows("SELECT asn_id, opd, kelas_jabatan FROM slip ORDER BY asn_id")
    assert [tuple(row) for row in kept] == [(o.asn_id, o.opd, o.person.kelas_jabatan) for o, _ in expected]
    paid = await tpp.rows("SELECT asn_id, opd, total, dibayar FROM daftar_baris ORDER BY asn_id")
    assert [tuple(row) for row in paid] == [(o.asn_id, o.opd, o.total, o.total) for o, _ in expected if o.total]
    return [one for one, _ in expected]


async def _events(tpp: Hosted) -> dict[str, list[Fact[TppSlipIssued]]]:
    """The slips told, by slip in the order of the outbox, read as any consumer reads them."""
    how = EventType(TppSlipIssued, msgspec.json.Decoder(TppSlipIssued).decode)
    found: dict[str, list[Any]] = {}
    ids: set[UUID] = set()
    for row in await tpp.rows("SELECT type, headers, body FROM outbox ORDER BY id"):
        if row["type"] == TppSlipIssued.type_name():
            fact = fact_from(dict(unpack_headers(row["headers"])), row["body"], how)
            found.setdefault(fact.subject, []).append(fact)
            assert fact.id not in ids
            ids.add(fact.id)
    return found


async def in_force(tpp: Hosted, text: str) -> None:
    assert (await confirm(tpp, await loaded(tpp, text))).status == 200


async def test_s9_a_slip_of_a_group_is_the_slip_computed_alone(tpp: Hosted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a statement takes few groups at a time, and with a finding and a circumstance among them."""
    monkeypatch.setattr(alike, "MOST_GROUPS", 7)
    monkeypatch.setattr(run, "AT_A_TIME", 2)
    await tpp.hear(*(judged(MISSED, who=who) for who in MANY[::9]))
    nip = pegawai(MANY[1], KASI, nip=f"1980010120050{MANY[1].int % 100000:05d}").nip
    await recorded(tpp, nip=nip)
    state = await go(tpp)
    assert (state["slips"], state["changed"]) == (len(MANY) + 4, len(MANY) + 4)
    found = await check(tpp)
    assert state["total"] == sum(one.total for one in found)
    assert {one.status for one in found} == {"payable", "not_eligible", "incomplete"}
    assert (await go(tpp))["changed"] == 0


async def test_s9_groups_keep_units_posts_and_attendance_apart(tpp: Hosted) -> None:
    await in_force(tpp, POLICY.replace("[tpp.attendance]", PLACES + "[tpp.attendance]"))
    days = [f'{row["nip"]};2025-12-0{1 + n % 5};{8 + n % 2}:{n % 60:02d};16:00;' for n, row in enumerate(
        await tpp.rows("SELECT nip FROM pegawai ORDER BY nip LIMIT 40"))]  # fmt: skip
    body = "\n".join(["NIP;Tanggal;Jam Masuk;Jam Pulang;Ket", *days]).encode()
    answer = await tpp.ask("POST", "/attendance/imports?profil=rekap&nama=des.csv", body, actor=CLERK, kind="text/csv")
    assert answer.status < 300, answer.body
    await go(tpp)
    found = await check(tpp)
    totals = {one.total for one in found if one.status == "payable" and one.person.jabatan == "Auditor"}
    assert totals and any("kehadiran" in line.uraian for one in found for line in one.lines)


async def test_s9_a_correction_of_some_touches_those_alone(tpp: Hosted) -> None:
    await go(tpp)
    before = {row["slip_id"]: row["at"] for row in await tpp.rows("SELECT slip_id, xmin::text AS at FROM slip")}
    whom = [one.asn_id for one in await check(tpp) if one.status == "payable"][:3]
    await tpp.hear(*(measured(who, 3) for who in whom))
    state = await tpp.get(f"/runs?periode={MONTH}", actor=PENGELOLA)
    assert state["berubah"] == 3
    assert (await go(tpp))["changed"] == 3
    after = {row["slip_id"]: row["at"] for row in await tpp.rows("SELECT slip_id, xmin::text AS at FROM slip")}
    assert sum(after[slip] != at for slip, at in before.items()) == 3
    await check(tpp)


async def test_s9_another_policy_computes_everybody_again_as_versions(tpp: Hosted) -> None:
    await go(tpp)
    await in_force(tpp, FILE)
    assert (await go(tpp))["changed"] == len(MANY) + 4
    assert {one.version for one in await check(tpp)} == {2}


async def test_s9_a_slip_from_before_it_had_a_print_is_read_and_left_alone(tpp: Hosted) -> None:
    await go(tpp)
    async with tpp.administrator() as connection:
        await connection.execute("UPDATE slip SET sidik = NULL")
    before = await tpp.rows("SELECT xmin::text FROM slip ORDER BY 1")
    assert (await tpp.get(f"/runs?periode={MONTH}", actor=PENGELOLA))["berubah"] == 0
    assert (await go(tpp))["changed"] == 0
    assert await tpp.rows("SELECT xmin::text FROM slip ORDER BY 1") == before


async def test_s9_two_first_runs_at_once_issue_each_slip_once(tpp: Hosted) -> None:
    states = await asyncio.gather(go(tpp), go(tpp))
    assert sorted(state["changed"] for state in states) == [0, len(MANY) + 4]
    assert {len(told) for told in (await _events(tpp)).values()} == {1}
    await check(tpp)


async def _waits(tpp: Hosted) -> int:
    """The backend of the run that waits for a lock."""
    asked = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    for _ in range(400):
        if found := await tpp.rows(asked):
            return int(found[0]["pid"])
        await asyncio.sleep(0.01)
    raise AssertionError("the run waits for nothing")


async def test_s9_a_killed_run_has_issued_nothing_and_the_next_one_issues_all(tpp: Hosted) -> None:
    """Killed while it writes: behind the first slips, before the last lines of the list."""
    async with tpp.administrator() as connection:
        await connection.execute("BEGIN; LOCK TABLE audit IN EXCLUSIVE MODE")
        asked = asyncio.create_task(tpp.ask("POST", "/runs", {"periode": MONTH}, actor=PENGELOLA))
        pid = await _waits(tpp)
        await connection.execute("SELECT pg_terminate_backend($1)", pid)
        assert (await asked).status == 503
        await connection.execute("ROLLBACK")
    for table in ("slip", "run", "daftar", "daftar_baris", "outbox"):
        assert await tpp.rows(f"SELECT 1 FROM {table}") == []
    assert (await go(tpp))["changed"] == len(MANY) + 4
    await check(tpp)


async def test_s9_facts_that_arrive_beside_a_run_are_in_it_or_in_the_next(tpp: Hosted) -> None:
    """The run has counted its groups and waits; meanwhile a group changes, and somebody new comes."""
    async with tpp.administrator() as connection:
        await connection.execute("BEGIN; LOCK TABLE daftar IN EXCLUSIVE MODE")
        running = asyncio.create_task(go(tpp))
        await _waits(tpp)
        await tpp.hear(*(measured(who, 1) for who in MANY[:20]), pegawai(STAF, KASI), measured(STAF, 8))
        await connection.execute("ROLLBACK")
        first = await running
    later = await go(tpp)
    assert first["changed"] + later["changed"] >= len(MANY) + 5
    await check(tpp)
    assert (await go(tpp))["changed"] == 0
    finished = await tpp.told(TppRunFinished)
    assert finished[0]["slips"] == first["slips"]


async def test_s9_a_run_links_on_from_every_close_of_the_month(tpp: Hosted) -> None:
    """The way from an entry to the slip is followed by links: one a trace, however many people it closed."""
    async with tpp.administrator() as connection:
        await connection.execute(
            "UPDATE bulan SET traceparent = format('00-%s-%s-01', lpad(to_hex(1 + (hashtext(asn_id::text) & 1)), 32, 'a'),"
            " substr(md5(asn_id::text), 1, 16))"
        )
    async with tpp.runtime.database.work(Who("kuansing", str(PENGELOLA))) as work:
        month = await run.survey(work, MONTH)
        found = await alike.issue_alike(work, alike.Run(PENGELOLA, month.span, month.by, 0), month.groups, month.slips)
        assert sorted({trace[3:35] for one in found for trace in one.traces}) == ["a" * 31 + "1", "a" * 31 + "2"]
        assert sum(len(one.traces) for one in found) == 2
