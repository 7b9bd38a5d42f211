"""From the run to the payment: the head of each PD agrees, Ka. BKPP or BKPSDM ends it, the list adds up."""

from __future__ import annotations

import asyncio
import csv
import io
from typing import Any

from ekinerja.demo import plan
from ekinerja.demo.client import Failed
from ekinerja.demo.story import Story

_PAID = "Dibayar dengan daftar ini (Rp)"


async def pay(story: Story) -> None:
    """The list of the month goes all its way; Failed unless what is paid is what the input says, PD by PD."""
    wanted = {opd: must.tpp for opd, must in plan.expected(story.tenant, story.people).items()}
    runner = story.user("pengelola_tpp")
    (first,) = await _lists(story)
    await asyncio.gather(*(_agree(story, part) for part in first["pd"]))
    head = story.user("ka_bkpp" if story.tenant == "kuansing" else "ka_bkpsdm")
    word = {"periode": plan.PERIODE, "ke": 0, "orang": first["orang"], "jumlah": first["jumlah"]}
    await head.post("/api/tpp/lists/finalize", word)
    await runner.post("/api/tpp/lists/export", {"periode": plan.PERIODE, "ke": 0})
    raw = await runner.get(f"/api/tpp/lists/payments.csv?periode={plan.PERIODE}&ke=0&tujuan=pembayaran+TPP")
    paid: dict[str, int] = {}
    for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"):
        paid[row["Perangkat daerah"]] = paid.get(row["Perangkat daerah"], 0) + int(row[_PAID])
    if paid != {opd: amount for opd, amount in wanted.items() if amount}:
        raise Failed(f"{story.tenant}: the list of payment says {paid}, the input {wanted}")


async def _lists(story: Story) -> list[Any]:
    found: list[Any] = await story.user("pengelola_tpp").get(f"/api/tpp/lists?periode={plan.PERIODE}")
    return found


async def _agree(story: Story, part: dict[str, Any]) -> None:
    head = next(p for p in story.holders("kepala_pd") if p.opd == part["opd"])
    seen = {"opd": part["opd"], "orang": part["orang"], "jumlah": part["jumlah"]}
    await story.users[head.nip].post("/api/tpp/lists/agree", {"periode": plan.PERIODE, "ke": 0, **seen})
