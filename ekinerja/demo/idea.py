"""A new idea of a year in Konawe Selatan: recommended by the penilai, set by the head of the unit (KON P31(6))."""

from __future__ import annotations

from ekinerja.demo import plan
from ekinerja.demo.accounts import example
from ekinerja.demo.client import Failed, User
from ekinerja.demo.plan import Person
from ekinerja.demo.story import Story

IDEA = {
    "uraian": "Daftar arsip aktif dengan kode warna, yang dapat dicari dari telepon",
    "manfaat": "Berkas ditemukan dalam dua menit, dahulu setengah jam", "dokumen": "ST 41/BKPSDM/2025",
}  # fmt: skip


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
