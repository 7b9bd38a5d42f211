"""The inbox: messages to a person, to a role in the whole Pemda, to a role in a PD, and to a role held elsewhere."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from uuid import UUID, uuid4

from chassis.db import Who
from contracts.identity import PeranPd
from services.activity.messages import store as messages
from tests.service.dinas import Office
from tests.service.people import ADMIN, KABID, KASI, STAF, pegawai

NOON = datetime(2026, 1, 5, 5, tzinfo=timezone.utc)
MANY = 30_000


async def _write(office: Office, *to: tuple[UUID | None, str | None, str | None]) -> None:
    """A message a minute, in order, each named by its place in the line."""
    rows = [
        ("kuansing", uuid4(), *one, "pesan", str(n), "", NOON + timedelta(minutes=n))
        for n, one in enumerate(to, start=1)
    ]
    async with office.service.administrator() as admin:
        await admin.executemany(
            "INSERT INTO pesan (tenant, pesan_id, kepada, peran, opd, jenis, isi, tentang, at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            rows,
        )


async def _inbox(office: Office, who: UUID, limit: int = 100) -> list[str]:
    return [m["isi"] for m in await office.service.get(f"/messages?limit={limit}", actor=who)]


async def test_kuan_p16_an_inbox_has_what_is_to_a_person_and_to_the_roles_they_hold(kuansing: Office) -> None:
    away = pegawai(ADMIN, KABID, peran=("admin_pd",), peran_pd=(PeranPd(peran="admin_pd", opd="SETDA"),))
    await kuansing.service.hear(away)
    await _write(
        kuansing,
        (STAF, None, None), (ADMIN, None, None), (None, "admin_pd", None), (None, "admin_pd", "DINKES"),
        (None, "admin_pd", "SETDA"), (None, "admin_pd", "BKPP"), (None, "kepala_pd", "DINKES"),
    )  # fmt: skip
    assert await _inbox(kuansing, ADMIN) == ["5", "4", "3", "2"], "newest first, each once"
    assert await _inbox(kuansing, ADMIN, 2) == ["5", "4"]
    assert await _inbox(kuansing, STAF) == ["1"] and await _inbox(kuansing, KASI) == []


async def test_kuan_p16_a_message_is_marked_as_read_by_whom_it_is_to(kuansing: Office) -> None:
    await _write(kuansing, (None, "admin_pd", "DINKES"), (ADMIN, None, None), (STAF, None, None))
    shown = await kuansing.service.get("/messages", actor=ADMIN)
    assert (await kuansing.service.get("/glance", actor=ADMIN))["pesan_baru"] == 2
    path = f"/messages/{shown[0]['pesan_id']}/read"
    assert (await kuansing.ask("POST", path, who=STAF)).status == 403, "it is to another"
    assert (await kuansing.ask("POST", f"/messages/{uuid4()}/read", who=ADMIN)).status == 403
    for _ in range(2):
        assert (await kuansing.ask("POST", path, who=ADMIN)).status == 204
    assert (await kuansing.service.get("/glance", actor=ADMIN))["pesan_baru"] == 1
    assert [m["dibaca"] for m in await kuansing.service.get("/messages", actor=ADMIN)] == [True, False]


async def test_an_inbox_does_not_read_the_messages_of_everybody(kuansing: Office) -> None:
    """Each branch reads its index: a Pemda writes some hundred thousand messages a year."""
    async with kuansing.service.administrator() as admin:
        await admin.execute(
            "INSERT INTO pesan (tenant, pesan_id, kepada, jenis, isi, tentang, at) SELECT 'kuansing',"
            " gen_random_uuid(), gen_random_uuid(), 'pesan', '', '', now() FROM generate_series(1, $1)",
            MANY,
        )
        await admin.execute("ANALYZE pesan")
    held = messages.Addresses(ADMIN, ("pegawai", "admin_pd"), (("pegawai", "DINKES"), ("admin_pd", "DINKES")))
    for statement in (messages._SHOWN, messages._UNREAD):
        async with kuansing.service.runtime.database.work(Who(tenant="kuansing", actor=str(ADMIN))) as work:
            plan = await work.all(f"EXPLAIN (ANALYZE, TIMING OFF) {statement}", messages._values(work, held, 100))
        told = "\n".join(row[0] for row in plan)
        assert "Seq Scan on pesan " not in told, told
        removed = sum(int(n) for n in re.findall(r"Rows Removed by Filter: (\d+)", told))
        assert removed < 100, told
