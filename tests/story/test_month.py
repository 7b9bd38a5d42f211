"""The whole month through the gateway, with processes killed on the way: every count still exact."""

from __future__ import annotations

from chassis.settings import REPOSITORY
from ekinerja.stack import Stack
from tests.story.conftest import KILLED, Lived


async def test_every_count_agrees_with_the_input_although_processes_were_killed(lived: Lived, servers: Stack) -> None:
    """The counts themselves are checked where they are made: the fixture fails when one is off."""
    embedded = [n for n in KILLED.values() if n not in ("kafka", "postgres") or n in servers.supervisor.children]
    assert lived.killed == embedded
    assert "kuansing" in lived.told and "konsel" in lived.told


async def test_kuan_p23_7_only_kuantan_singingi_approves_by_itself(lived: Lived) -> None:
    for story, wanted in ((lived.kuansing, True), (lived.konsel, False)):
        rows = await story.user("pengelola_e_kinerja").get("/api/reporting/recap?periode=2025-12")
        assert (sum(r["disetujui_otomatis"] for r in rows) > 0) is wanted
        assert sum(r["belum_diputus"] for r in rows) > 0


async def test_kon_p31_only_konawe_selatan_gives_a_predikat(lived: Lived) -> None:
    for story, wanted in ((lived.kuansing, False), (lived.konsel, True)):
        rows = await story.user("pengelola_e_kinerja").get("/api/reporting/recap?periode=2025-12")
        assert all((r["predikat_terbanyak"] is not None) is wanted for r in rows)


async def test_kuan_p23_3_only_kuantan_singingi_has_copies_handed_over_before_the_year_begins(lived: Lived) -> None:
    for person in lived.kuansing.working:
        user = lived.kuansing.users[person.nip]
        mine = [c for c in await user.get("/api/skp/copies?tahun=2026") if c["asn_id"] == user.id]
        assert [(c["pemicu"], c["due_on"], c["overdue"], c["late"]) for c in mine] == [
            ("awal_tahun", "2026-01-02", False, False)
        ]
    someone = lived.konsel.users[lived.konsel.working[0].nip]
    assert (await someone.ask("GET", "/api/skp/copies?tahun=2026"))[0] == 403


def test_the_papers_are_written(lived: Lived) -> None:
    for name, mark in (("slip-kuansing.pdf", b"%PDF"), ("rekap-konsel.xlsx", b"PK")):
        assert (REPOSITORY / "out" / name).read_bytes().startswith(mark)


def test_the_story_is_told(lived: Lived) -> None:
    for part in ("slip of", "from the click to the slip", "publish ekinerja.activity.ActivitySubmitted", "TPP"):
        assert part in lived.told
