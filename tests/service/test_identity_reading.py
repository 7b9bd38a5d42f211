"""An import whose progress can be seen: kept, read so many rows at a time, prepared, confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.identity import PegawaiRecorded
from services.identity.commands import applying
from tests.service.registry import HEAD, STAFF, Registry, row, rows, workbook


def many(count: int) -> list[dict[str, str]]:
    people: dict[str, dict[str, str]] = {}
    for n in range(count * 2):
        nip = f"19{70 + n % 30}{1 + n % 12:02d}{1 + n % 28:02d}2005011{n % 1000:03d}"
        made = row(nip, HEAD, NAMA=f"Orang {n}")
        people[nip] = {k: v for k, v in made.items() if k not in ("TANGGAL_LAHIR", "JENIS_KELAMIN")}
    return list(people.values())[:count]


async def queued(registry: Registry, content: bytes) -> Any:
    made = await registry.ask("POST", "/imports?antre=true", content, who="pengelola_kepegawaian", kind="application/x")
    assert made.status == 201, made.body
    return made.body


async def shown(registry: Registry, impor: str, who: str = "pengelola_kepegawaian") -> Any:
    return (await registry.ask("GET", f"/imports/{impor}", who=who)).body


async def test_ten_thousand_rows_are_counted_while_they_are_read(registry: Registry) -> None:
    content = workbook([*rows(), *many(9_995)])
    impor = (await queued(registry, content))["impor_id"]
    seen = []
    while True:
        state = await shown(registry, impor)
        seen.append((state["state"], state["rows_read"], state["rows_total"]))
        early = await registry.ask("POST", f"/imports/{impor}/confirm", who="administrator_bidang")
        assert (early.status == 200) is (state["state"] == "prepared")
        if state["state"] == "prepared":
            break
        assert await registry.service.fire() == 1
    assert seen == [
        *(("reading", n * 1000, 10_000) for n in range(11)), ("prepared", 10_000, 10_000),
    ]  # fmt: skip
    assert (state["preview"]["added"], state["preview"]["unchanged"]) == (9_995, 5)
    assert (await shown(registry, impor))["state"] == "confirmed"
    assert len(await registry.service.rows("SELECT 1 FROM pegawai")) == 10_000
    kept = await registry.service.rows("SELECT berkas, unfinished FROM impor WHERE impor_id = $1", impor)
    assert (bytes(kept[0]["berkas"]), kept[0]["unfinished"]) == (content, None), "the file is kept"


async def test_read_behind_the_scenes_or_at_once_it_says_the_same(registry: Registry) -> None:
    new = row("198001012005011006", HEAD)
    file = [*(r for r in rows() if r["NIP"] != STAFF), new, row("198001012005011007", HEAD, GOLONGAN="IX"), new]
    content = workbook(file, "7")
    at_once = (await registry.ask("POST", "/imports", content, who="pengelola_kepegawaian", kind="application/x")).body
    impor = (await queued(registry, content))["impor_id"]
    while await registry.service.fire():
        pass
    later = (await shown(registry, impor))["preview"]
    for answer in (at_once, later):
        answer["refused"] = sorted(answer["refused"], key=lambda r: (r["baris"], r["kolom"]))
        answer.pop("impor_id")
    assert later == at_once
    assert {r["kolom"] for r in later["refused"]} == {"GOLONGAN", "NIP", "OPD.HARI_KERJA"}
    own = await registry.ask("POST", f"/imports/{impor}/confirm", who="administrator_bidang")
    assert own.status == 200, "another than who sent it"


async def test_a_repeated_number_is_found_across_the_parts(registry: Registry) -> None:
    people = many(1_500)
    impor = (await queued(registry, workbook([*people, people[0]])))["impor_id"]
    while await registry.service.fire():
        pass
    refused = (await shown(registry, impor))["preview"]["refused"]
    assert [(r["baris"], r["kolom"]) for r in refused] == [(1_502, "NIP")]


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"NIP"])
async def test_a_file_that_is_none_is_refused_with_its_reason(registry: Registry, content: bytes) -> None:
    made = await registry.ask("POST", "/imports?antre=true", content, who="pengelola_kepegawaian", kind="application/x")
    at_once = await registry.ask("POST", "/imports", content, who="pengelola_kepegawaian", kind="application/x")
    assert (made.status, made.body["field"], made.body["detail"]) == (422, "berkas", at_once.body["detail"])
    assert await registry.service.fire() == 0


async def test_who_reads_the_state_and_of_what(registry: Registry) -> None:
    impor = (await queued(registry, workbook(rows())))["impor_id"]
    staff = await registry.id_of(STAFF)
    assert (await registry.ask("GET", f"/imports/{impor}", who=staff)).status == 403
    stranger = "01970000-0000-7000-8000-000000000001"
    assert (await registry.ask("GET", f"/imports/{stranger}", who="administrator_bidang")).status == 404
    own = await registry.ask("POST", f"/imports/{impor}/confirm", who="administrator_bidang")
    assert own.status == 409, "not read yet"


async def test_a_confirmed_import_says_how_many_rows_are_applied(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "AT_A_TIME", 100)
    impor = (await queued(registry, workbook([*rows(), *many(245)])))["impor_id"]
    while await registry.service.fire():
        pass
    path = f"/imports/{impor}/confirm?antre=true"
    assert (await registry.ask("POST", path, who="pengelola_kepegawaian")).status == 403
    begun = await registry.ask("POST", path, who="administrator_bidang")
    assert begun.status == 200, begun.body
    seen = [(begun.body["state"], begun.body["rows_applied"], begun.body["rows_total"])]
    again = await registry.ask("POST", f"/imports/{impor}/confirm", who="administrator_bidang")
    assert again.status == 409, "it is on its way"
    while seen[-1][0] == "applying":
        assert await registry.service.fire() == 1
        state = await shown(registry, impor)
        seen.append((state["state"], state["rows_applied"], state["rows_total"]))
    assert seen == [
        ("applying", 0, 250), ("applying", 100, 250), ("applying", 200, 250), ("confirmed", 250, 250),
    ]  # fmt: skip
    kept = await registry.service.rows(
        "SELECT detail, actor FROM audit WHERE act = 'import.confirmed' AND subject = $1", impor
    )
    assert [(r["detail"], r["actor"]) for r in kept] == [
        ('{"added":245,"changed":0}', str(registry.officials["administrator_bidang"]))
    ]


async def test_applied_part_by_part_or_at_once_it_comes_to_the_same(
    registry: Registry, konsel_registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Superiors behind those below them in the file, one of whom has retired; each part holds two rows."""
    monkeypatch.setattr(applying, "AT_A_TIME", 2)
    new = [f"1980010120050110{n:02d}" for n in range(20, 26)]
    chain = [row(nip, atasan, JENIS_JABATAN="pengawas") for nip, atasan in zip(new, [*new[1:], HEAD], strict=True)]
    chain[3] |= {"STATUS": "pensiun", "TMT_JABATAN": "2025-06-01"}
    content = workbook([*chain, *rows()])
    terms = []
    for asked, antre in ((registry, "?antre=true"), (konsel_registry, "")):
        await asked.service.told()
        made = await asked.ask("POST", "/imports", content, who="pengelola_kepegawaian", kind="application/x")
        path = f"/imports/{made.body['impor_id']}/confirm{antre}"
        assert (await asked.ask("POST", path, who="administrator_bidang")).status == 200
        while await asked.service.fire():
            pass
        told = {t["nip"]: t for t in await asked.service.told(PegawaiRecorded)}
        names = {t["asn_id"]: nip for nip, t in told.items()} | {str(await asked.id_of(HEAD)): HEAD}
        terms.append(
            {nip: [(m["mulai"], m["sebagai"], names.get(m["penilai_id"])) for m in told[nip]["penilai"]] for nip in new}
        )
        assert set(told) == set(new)
    assert terms[0] == terms[1]
    assert [t for t in terms[0][new[2]]] == [("2024-01-02", "definitif", new[3]), ("2025-06-01", "kosong", None)]
