"""An objection of Konawe Selatan: filed in time, both heard, the result replaced by the superior's (KON P48)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ekinerja.demo import plan
from ekinerja.demo.accounts import example
from ekinerja.demo.client import Failed, User
from ekinerja.demo.plan import Person
from ekinerja.demo.story import Story

WHY = {"alasan": "Perilaku saya pada bulan Juni dinilai tanpa catatan.", "bukti": ["Notula 12 Juni 2025"]}
BETTER = 110  # of each aspect, as the superior finds it


async def object_and_decide(story: Story) -> None:
    """One person objects to the numbers for behaviour, and is right; where the law has numbers."""
    if story.tenant != "konsel":
        return
    person = objector(story)
    user, penilai, above = parties(story, person)
    before = await result_of(user)
    made = await user.post(f"/api/appraisal/appraisals/{before['appraisal_id']}/objection", WHY)
    path = f"/api/appraisal/objections/{made['keberatan_id']}"
    await above.post(f"{path}/ask", {})
    await penilai.post(f"{path}/explain", {"penjelasan": "Catatannya memang belum ada ketika saya menilai."})
    await user.post(f"{path}/explain", {"penjelasan": "Notulanya sudah ada pada bulan Juli."})
    shown = await above.get(path)
    marks = dict.fromkeys(shown["perilaku"], str(BETTER))
    await above.post(f"{path}/decide", {"hasil": "diubah", "pertimbangan": "Notula membuktikannya.", "perilaku": marks})
    check(story, before, await result_of(user))


def check(story: Story, before: dict[str, Any], after: dict[str, Any]) -> None:
    """KON P31(3): 70 per cent of the SKP and 30 per cent of behaviour, whose mean the superior set to 110."""
    share, found = Decimal("0.3"), Decimal(after["nilai_kinerja"])
    wanted = Decimal(before["nilai_kinerja"]) - share * Decimal(before["nilai_perilaku"]) + share * BETTER
    if after["state"] != "final" or abs(found - wanted) > Decimal("0.000001"):
        raise Failed(f"{story.tenant}: the objection came to {after['state']}, {found}, not {wanted}")


def objector(story: Story, n: int = 0) -> Person:
    """Somebody whose penilai has a superior of their own, and whom nothing else of the demo needs."""
    busy = {example(story).atasan}
    above = {p.nip: p.atasan for p in story.people}
    found = [p for p in story.working if p.jenis_jabatan == "pelaksana" and p.atasan not in busy and above[p.atasan]]
    return found[n]


def parties(story: Story, person: Person) -> tuple[User, User, User]:
    """Who objects, the penilai, and the superior who decides."""
    penilai = next(p for p in story.people if p.nip == person.atasan)
    return story.users[person.nip], story.users[penilai.nip], story.users[penilai.atasan]


async def result_of(user: User) -> dict[str, Any]:
    """One's own result of the year."""
    found: list[dict[str, Any]] = await user.get(f"/api/appraisal/appraisals?tahun={plan.YEAR}")
    return found[0]
