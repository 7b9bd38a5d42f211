"""December in Konawe Selatan: colleagues answer the closed survey of behaviour, and a new idea is set (KON P29-31).

Everybody gives the mark that the penilai will give, so the result of a year stays what the input says.
"""

from __future__ import annotations

from typing import Any

from ekinerja.demo import plan
from ekinerja.demo.accounts import example
from ekinerja.demo.client import Failed, User, each
from ekinerja.demo.plan import Person
from ekinerja.demo.story import Story

ANSWERED_ON = 5  # the number of the day among those of December
DECLINES = 9  # every so manieth person declines, and one of the reserve is asked instead
ROUNDS = 8  # a group has fewer people than a reserve can be asked in
IDEA = {
    "uraian": "Daftar arsip aktif dengan kode warna, yang dapat dicari dari telepon",
    "manfaat": "Berkas ditemukan dalam dua menit, dahulu setengah jam", "dokumen": "ST 41/BKPSDM/2025",
}  # fmt: skip


async def answer_survey(story: Story) -> None:
    """Everybody answers or declines what waits, until nobody is asked any more."""
    for _ in range(ROUNDS):
        if not any(await each(story.working, lambda person: _answer(story, person))):
            return
    raise Failed(f"{story.tenant}: the survey asks on and on")


async def _answer(story: Story, person: Person) -> bool:
    user = story.users[person.nip]
    waiting: list[dict[str, Any]] = await user.get("/api/appraisal/surveys")
    for one in waiting:
        path = f"/api/appraisal/surveys/{one['undangan_id']}"
        if person.n % DECLINES == 0:
            await user.post(f"{path}/decline")
        else:
            about = next(p for p in story.working if p.nama == one["nama"])
            await user.post(f"{path}/answer", {"nilai": dict.fromkeys(one["aspek"], mark_of(about))})
            story.answered[about.nip] += 1
    return bool(waiting)


def mark_of(person: Person) -> int:
    """What everybody says of the behaviour of somebody."""
    return 85 + person.n % 20


async def have_idea(story: Story) -> None:
    """A penilai recommends the idea of a subordinate, the head of the unit sets it; where the law knows ideas."""
    if story.tenant != "konsel":
        return
    person = example(story)
    penilai = story.users[person.atasan]
    made = await penilai.get(f"/api/appraisal/to-make?tahun={plan.YEAR}")
    path = next(a["appraisal_id"] for a in made if a["asn_id"] == story.users[person.nip].id)
    await penilai.post(f"/api/appraisal/appraisals/{path}/idea/recommend", IDEA)
    head = await head_for(story, person)
    told = await head.post(f"/api/appraisal/appraisals/{path}/idea/decide", {"diterima": True})
    if told["state"] != "accepted":
        raise Failed(f"{story.tenant}: the idea is {told['state']}")


async def head_for(story: Story, person: Person) -> User:
    """Who is to set the idea of somebody: the nearest above for whom it waits."""
    above = person.atasan
    while above:
        user = story.users[above]
        ideas = await user.get(f"/api/appraisal/ideas?tahun={plan.YEAR}")
        if any(one["menunggu_anda"] and one["nama"] == person.nama for one in ideas):
            return user
        above = next(p.atasan for p in story.people if p.nip == above)
    raise Failed(f"{story.tenant}: the idea of {person.nip} waits for nobody")


async def check_surveys(story: Story) -> None:
    """What each closed survey counted against what was answered; in the other Pemda there is none."""
    if not story.answered and story.tenant == "konsel":
        raise Failed("konsel: nobody was asked about anybody")
    await each(story.working, lambda person: _check(story, person))


async def _check(story: Story, person: Person) -> None:
    mine = await story.users[person.nip].get(f"/api/appraisal/appraisals?tahun={plan.YEAR}")
    told = mine[0]["survei"]
    found = told["n_rekan"] + told["n_bawahan"] if told else 0
    if found != story.answered[person.nip]:
        raise Failed(f"{story.tenant}: {found} answers about {person.nip}, {story.answered[person.nip]} were given")
