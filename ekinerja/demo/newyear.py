"""After the month that is checked: one office goes on into January, so that a visitor finds people at work."""

from __future__ import annotations

from typing import Any

from ekinerja.demo.accounts import example
from ekinerja.demo.client import User, each, until
from ekinerja.demo.content import REVIEW, content
from ekinerja.demo.plan import Person
from ekinerja.demo.story import Story

YEAR = 2026
MOST = 6  # of those whom the penilai appraises
# 16 January is a holiday; the 13th stays empty, and what came after the 15th waits.
DAYS = tuple(f"2026-01-{day:02}" for day in (5, 6, 7, 8, 9, 12, 14, 15, 19, 20, 21))
DECIDED = DAYS[:8]
WORK = (
    ("Mengagendakan surat masuk dan meneruskan disposisi ke tiga bidang", "surat diagendakan", 7, "08:00", "11:30"),
    ("Menata arsip aktif rak B dan mencocokkan daftar isinya", "berkas ditata", 12, "13:00", "15:30"),
    ("Menyusun rekap daftar hadir apel untuk laporan bulanan", "rekap disusun", 1, "08:30", "10:00"),
    ("Memeriksa kelengkapan berkas kenaikan pangkat", "berkas diperiksa", 4, "09:00", "12:00"),
)
NAMES = ("Pengelolaan surat masuk dan keluar", "Penataan arsip aktif bidang umum", "Laporan kepegawaian bulanan")


async def begin(story: Story) -> None:
    """The SKP of the new year for a penilai and their people, and what they have done since."""
    person = example(story)
    head = next(p for p in story.working if p.nip == person.atasan)
    below = [p for p in story.working if p.atasan == head.nip and p.nip != person.nip][: MOST - 1]
    kinerja: str | None = None
    for above in reversed(_line(story, head)):  # a kinerja comes down from the superior's
        kinerja = await _plan(story, above, kinerja)
    await each([person, *below], lambda one: _plan(story, one, kinerja))
    team = [person, *below]
    entered = await each(list(enumerate(team)), lambda pair: _work(story, *pair))
    await _decide(story, story.users[head.nip], [ids for ids in entered if ids])
    draft = {"tanggal": DAYS[-1], "uraian": "Rapat koordinasi arsip"}
    await story.users[person.nip].post("/api/activity/drafts", draft)


def _line(story: Story, person: Person) -> list[Person]:
    """Somebody and everyone above, upwards."""
    found = [person]
    while found[-1].atasan:
        found.append(next(p for p in story.people if p.nip == found[-1].atasan))
    return found


async def _plan(story: Story, person: Person, induk: str | None) -> str:
    """From draft to set; the id of the first kinerja utama."""
    user, penilai = story.users[person.nip], story._penilai(person)
    issuer = next(p for p in story.people if p.opd == person.opd)
    isi = content(person, story.tenant, story.users[issuer.nip].id, induk)
    for butir, name in zip(isi["butir"], NAMES, strict=False):
        butir["uraian"] = name
    isi["butir"] = isi["butir"][: len(NAMES)]
    made = await user.post("/api/skp/sasaran", {"tahun": YEAR, "isi": isi})
    path = f"/api/skp/sasaran/{made['skp_id']}"
    await user.post(f"{path}/submit")
    reviewer = next(p for p in story.holders("pengelola_kinerja") if p.opd == person.opd and p.nip != person.nip)
    said = REVIEW | {"peserta": f"{person.nama}, pejabat penilai"}
    await story.users[reviewer.nip].post(f"{path}/review", said)
    await user.post(f"{path}/agree")
    await penilai.post(f"{path}/agree")
    if (await penilai.post(f"{path}/set"))["state"] == "approved":
        await story.officials["bupati"].post(f"{path}/ratify")
    mine = await user.get(f"/api/skp/sasaran?tahun={YEAR}")
    return str(mine[0]["isi"]["butir"][0]["butir_id"])


async def _work(story: Story, number: int, person: Person) -> list[tuple[str, str]]:
    """Day and id of each entry, in their order."""
    user = story.users[person.nip]

    async def known() -> Any:
        return await user.get(f"/api/activity/butir?tanggal={DAYS[0]}")

    butir = await until(f"{story.tenant}: activity knows the SKP of {YEAR}", known)
    found = []
    for n, day in enumerate(DAYS):
        if (n + number) % 7 == 6:
            continue
        more = (WORK[2 + number % 2],) if n in (1, 3, 9) else ()
        for uraian, output, amount, start, end in (WORK[n % 2], *more):
            body = {
                "tanggal": day, "kategori": butir[n % len(butir)]["kategori"],
                "butir_id": butir[n % len(butir)]["butir_id"], "uraian": uraian, "output": output,
                "kuantitas": amount, "mulai": start, "selesai": end, "benar": True,
            }  # fmt: skip
            found.append((day, (await user.post("/api/activity/activities", body))["activity_id"]))
    return found


async def _decide(story: Story, penilai: User, entered: list[list[tuple[str, str]]]) -> None:
    """The penilai approves the first days, withholds one entry of the first person, and has not seen the rest."""
    told = [ident for own in entered for day, ident in own if day in DECIDED]
    withheld = next(ident for day, ident in entered[0] if day == DECIDED[-1])
    await penilai.post("/api/activity/verify", {"ids": [ident for ident in told if ident != withheld]})
    said = {"dasar": "tidak_sesuai_data", "alasan": "Jumlah surat 12, pada buku agenda 10. Cocokkan lalu kirim lagi."}
    await penilai.post(f"/api/activity/activities/{withheld}/reject", said)
