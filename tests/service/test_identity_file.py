"""What is known of a person, of the organisation and of who holds what can be seen, and mended (KUAN P1, P16, P26)."""

from __future__ import annotations

from uuid import UUID

from contracts.identity import OpdRecorded
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, RAW, STAFF, Registry, row, rows, workbook

STAFFING = "pengelola_kepegawaian"


async def test_kuan_p1_24_everyone_sees_who_appraises_him(registry: Registry) -> None:
    me = (await registry.ask("GET", "/me", who=await registry.id_of(STAFF))).body
    assert (me["penilai"]["nama"], me["penilai"]["sebagai"], me["penilai"]["mulai"]) == (
        "Pegawai 02", "definitif", "2024-01-02",
    )  # fmt: skip
    top = (await registry.ask("GET", "/me", who=await registry.id_of(BOSS))).body["penilai"]
    assert (top["sebagai"], top["nama"]) == ("bupati", None)


async def test_kuan_p1_24_a_plh_is_named_within_his_dates_alone(registry: Registry) -> None:
    body = {
        "nip_pejabat": HEAD, "nip_pelaksana": ADMIN_NIP, "sebagai": "plh", "mulai": "2026-01-05", "selesai": "2026-01-09",
        "sk": "ST.9/2026", "nip_pemberi": BOSS,
    }  # fmt: skip
    assert (await registry.ask("POST", "/delegations", body, who=STAFFING)).status == 200
    staff = await registry.id_of(STAFF)
    assert (await registry.ask("GET", "/me", who=staff)).body["penilai"]["sebagai"] == "plh"
    listed = (await registry.ask("GET", "/delegations", who=STAFFING)).body
    assert [(d["pejabat"], d["pelaksana"], d["selesai"]) for d in listed] == [
        ("Pegawai 02", "Pegawai 03", "2026-01-09")
    ]
    path = f"/delegations/{listed[0]['pelimpahan_id']}/end"
    later = {"selesai": "2026-01-12", "alasan": "Pejabat belum kembali."}
    assert (await registry.ask("POST", path, later, who=STAFFING)).status == 409
    back = {"selesai": "2026-01-06", "alasan": "Pejabat sudah kembali."}
    assert (await registry.ask("POST", path, back, who=STAFFING)).body == {"affected": 3}
    await registry.service.at("2026-01-07T08:00")
    assert (await registry.ask("GET", "/me", who=staff)).body["penilai"]["sebagai"] == "definitif"
    assert (await registry.ask("GET", "/delegations", who=STAFFING)).body == []
    assert len((await registry.ask("GET", "/delegations?sejak=2026-01-01", who=STAFFING)).body) == 1


async def test_a_plh_that_never_began_is_withdrawn(registry: Registry) -> None:
    body = {
        "nip_pejabat": HEAD, "nip_pelaksana": ADMIN_NIP, "sebagai": "plh", "mulai": "2026-02-02", "selesai": "2026-02-06",
        "sk": "ST.9/2026", "nip_pemberi": BOSS,
    }  # fmt: skip
    assert (await registry.ask("POST", "/delegations", body, who=STAFFING)).status == 200
    made = (await registry.ask("GET", "/delegations", who=STAFFING)).body[0]["pelimpahan_id"]
    gone = {"selesai": "2026-02-01", "alasan": "Cuti dibatalkan."}
    assert (await registry.ask("POST", f"/delegations/{made}/end", gone, who=STAFFING)).status == 200
    assert (await registry.ask("GET", "/delegations", who=STAFFING)).body == []
    assert (await registry.ask("POST", f"/delegations/{made}/end", gone, who=STAFFING)).status == 404


async def test_kuan_p1_24_a_wrong_superior_is_taken_back_and_told(registry: Registry) -> None:
    wrong = {"nip": STAFF, "nip_penilai": ADMIN_NIP, "mulai": "2026-01-02", "sk": "SK.2/2026"}
    assert (await registry.ask("POST", "/penilai", wrong, who=STAFFING)).status == 200
    staff, admin, head = [await registry.id_of(nip) for nip in (STAFF, ADMIN_NIP, HEAD)]
    file = (await registry.ask("GET", f"/pegawai/{staff}", who=staff)).body
    assert [(s["mulai"], s["penilai_id"], s["sk"]) for s in file["atasan"]] == [
        ("2026-01-02", str(admin), "SK.2/2026"), ("2024-01-02", str(head), "impor"),
    ]  # fmt: skip
    await registry.service.told()
    taken = {"nip": STAFF, "jenis": "penilai", "mulai": "2026-01-02", "alasan": "Salah ketik NIP atasan."}
    assert (await registry.ask("POST", "/decrees/withdraw", taken, who="super_admin")).status == 403
    assert (await registry.ask("POST", "/decrees/withdraw", taken, who=STAFFING)).body == {"affected": 1}
    told = (await registry.told(STAFF))[-1]
    assert [(t["penilai_id"], t["mulai"], t["selesai"]) for t in told["penilai"]] == [(str(head), "2024-01-02", None)]
    assert (await registry.ask("POST", "/decrees/withdraw", taken, who=STAFFING)).status == 404
    only = {**taken, "mulai": "2024-01-02"}
    assert (await registry.ask("POST", "/decrees/withdraw", only, who=STAFFING)).status == 409
    assert len((await registry.ask("GET", f"/pegawai/{staff}", who=staff)).body["atasan"]) == 1


async def test_a_status_and_a_post_are_taken_back_too(registry: Registry) -> None:
    leave = {"nip": STAFF, "status": "cuti", "mulai": "2026-01-05", "selesai": "2026-01-09", "sk": "SC.1/2026"}
    assert (await registry.ask("POST", "/statuses", leave, who=STAFFING)).status == 200
    move = {
        "nip": STAFF, "mulai": "2026-01-05", "sk": "SK.7/2026", "jabatan": "Bendahara", "jenis_jabatan": "pelaksana",
        "kelas_jabatan": 7, "opd": "BKPP", "unit": "BKPP.PA",
    }  # fmt: skip
    assert (await registry.ask("POST", "/placements", move, who=STAFFING)).status == 200
    staff = await registry.id_of(STAFF)
    before = (await registry.ask("GET", f"/pegawai/{staff}", who=staff)).body["pegawai"]
    assert (before["status"], before["opd"]) == ("cuti", "BKPP")
    for kind in ("status", "jabatan"):
        body = {"nip": STAFF, "jenis": kind, "mulai": "2026-01-05", "alasan": "Keliru dicatat."}
        assert (await registry.ask("POST", "/decrees/withdraw", body, who=STAFFING)).status == 200
    after = (await registry.ask("GET", f"/pegawai/{staff}", who=staff)).body["pegawai"]
    assert (after["status"], after["opd"]) == ("aktif", "DINKES")


async def test_kuan_p26_1_anothers_data_is_read_with_a_purpose_by_whom_it_concerns(registry: Registry) -> None:
    admin = await registry.appoint()
    staff, head, boss = [await registry.id_of(nip) for nip in (STAFF, HEAD, BOSS)]
    why = "?tujuan=Memeriksa+atasan"
    assert (await registry.ask("GET", f"/pegawai/{staff}", who=admin)).body["field"] == "tujuan"
    for reader in (admin, head):
        assert (await registry.ask("GET", f"/pegawai/{staff}{why}", who=reader)).status == 200
    assert (await registry.ask("GET", f"/pegawai/{boss}{why}", who=admin)).status == 403, "of another PD"
    assert (await registry.ask("GET", f"/pegawai/{head}{why}", who=staff)).status == 403
    assert (await registry.ask("GET", f"/pegawai/{UUID(int=9)}{why}", who=admin)).status == 404
    kept = await registry.service.rows(
        "SELECT detail::jsonb->>'tujuan' AS why FROM audit WHERE act = 'person.read' AND subject = $1", str(staff)
    )
    assert [k["why"] for k in kept] == ["Memeriksa atasan"] * 2


async def test_the_account_says_why_it_opens_nothing(registry: Registry) -> None:
    admin = await registry.appoint()
    sandi = (await registry.activate(STAFF, who=admin))[STAFF]

    async def account(nip: str) -> tuple[str, str]:
        path = f"/pegawai/{await registry.id_of(nip)}?tujuan=Bantuan"
        found = (await registry.ask("GET", path, who=admin)).body["akun"]
        return found["keadaan"], found["kenapa"]

    assert await account(STAFF) == ("active", "Kata kunci pertama belum diganti.")
    assert await account(RAW) == ("pending", "Data belum tervalidasi pada SIASN.")
    assert await account(HEAD) == ("pending", "Belum diaktifkan oleh administrator PD.")
    body = {"login": STAFF, "alasan": "Telepon hilang."}
    assert (await registry.ask("POST", "/accounts/block", body, who=admin)).status == 204
    assert await account(STAFF) == ("blocked", "Dibekukan oleh administrator.")
    assert (await registry.login(STAFF, sandi)).status == 403
    assert (await registry.ask("POST", "/accounts/block", body, who=admin)).status == 409
    fresh = (await registry.activate(STAFF, who=admin))[STAFF]
    assert (await registry.login(STAFF, fresh)).status == 200


async def test_kuan_p16d_an_administrator_blocks_in_his_own_pd_and_not_himself(registry: Registry) -> None:
    admin = await registry.appoint()
    for login, status in ((BOSS, 404), (ADMIN_NIP, 403), ("tak-ada", 404)):
        body = {"login": login, "alasan": "Percobaan."}
        assert (await registry.ask("POST", "/accounts/block", body, who=admin)).status == status
    await registry.activate(BOSS)
    body = {"login": BOSS, "alasan": "Kata kunci bocor."}
    assert (await registry.ask("POST", "/accounts/block", body, who="super_admin")).status == 204


async def test_the_roster_is_read_page_by_page_and_searched(registry: Registry) -> None:
    async def nips(query: str) -> list[str]:
        found = await registry.ask("GET", f"/pegawai{query}", who=STAFFING)
        assert found.status == 200, found.body
        return [p["nip"][-2:] for p in found.body]

    assert await nips("?opd=DINKES&paling_banyak=3") == ["02", "03", "04"]
    third = (await registry.ask("GET", "/pegawai?opd=DINKES&paling_banyak=3", who=STAFFING)).body[2]["asn_id"]
    assert await nips(f"?opd=DINKES&paling_banyak=3&setelah={third}") == ["05"]
    assert await nips("?cari=pegawai+04") == ["04"]
    assert await nips(f"?cari={HEAD}") == ["02"]
    assert await nips("?cari=%25") == ["02", "03", "04", "05", "01"], "no pattern, nothing asked for"
    assert await nips("?unit=DINKES") == ["02"]
    assert await nips("?tanpa_atasan=true") == []
    gone = {"nip": HEAD, "status": "pensiun", "mulai": "2026-01-05", "sk": "SK.3/2026"}
    assert (await registry.ask("POST", "/statuses", gone, who=STAFFING)).status == 200
    assert await nips("?tanpa_atasan=true") == ["03", "04", "05"]
    assert await nips("?status=pensiun") == ["02"]
    assert await nips("?akun=active") == []
    assert await nips("?cari=19800101+200501+1+002") == ["02"], "as it is printed"
    for unheard in ("akun=aktif", "status=wafat"):
        refused = await registry.ask("GET", f"/pegawai?{unheard}", who=STAFFING)
        assert (refused.status, refused.body["field"]) == (422, unheard.partition("=")[0])
    assert (await registry.ask("GET", "/pegawai?paling_banyak=0", who=STAFFING)).status == 422


async def test_the_organisation_is_seen_and_kept_between_imports(registry: Registry) -> None:
    staff = await registry.id_of(STAFF)
    found = {o["kode"]: o for o in (await registry.ask("GET", "/opd", who=staff)).body}
    assert (found["DINKES"]["kepala"], found["DINKES"]["pegawai"], found["BKPP"]["kepala"]) == ("Pegawai 02", 4, None)
    assert found["DINKES.P2P"]["pegawai"] == 3
    await registry.service.told()
    body = {"kode": "DINKES.UPTD1", "nama": "UPTD Puskesmas Contoh", "induk": "DINKES", "jenis": "uptd", "sk": "PB.1/2026",
            "hari_kerja": 6}  # fmt: skip
    assert (await registry.ask("POST", "/opd", body, who=staff)).status == 403
    assert (await registry.ask("POST", "/opd", body, who=STAFFING)).status == 204
    assert [(t["kode"], t["hari_kerja"]) for t in await registry.service.told(OpdRecorded)] == [("DINKES.UPTD1", 6)]
    same = await registry.ask("POST", "/opd", body, who=STAFFING)
    assert same.status == 204 and await registry.service.told(OpdRecorded) == [], "nothing changed, nothing told"
    for induk in ("TAKADA", "DINKES.UPTD1"):
        wrong = await registry.ask("POST", "/opd", {**body, "kode": "DINKES", "induk": induk}, who=STAFFING)
        assert (wrong.status, wrong.body["field"]) == (422, "induk")


async def test_kuan_p1_21_who_holds_which_role_is_listed(registry: Registry) -> None:
    admin = await registry.appoint()
    await registry.grant(BOSS, "inspektorat")
    seen = (await registry.ask("GET", "/roles", who="super_admin")).body
    held = {(r["peran"], (r["nip"] or "")[-2:]) for r in seen if r["nip"]}
    assert held == {("kepala_pd", "02"), ("admin_pd", "03"), ("inspektorat", "01")}
    assert {r["peran"] for r in (await registry.ask("GET", "/roles", who=admin)).body} == {"kepala_pd", "admin_pd"}
    one = (await registry.ask("GET", "/roles?peran=admin_pd", who="super_admin")).body
    assert [(r["dasar"], r["opd"]) for r in one] == [("SK.1/2026", "DINKES")]


async def test_whoever_confirms_imports_finds_them(registry: Registry) -> None:
    made = await registry.load(
        [*rows(), row("198001012005011006", HEAD), row("198001012005011007", HEAD, GOLONGAN="IX")]
    )
    listed = (await registry.ask("GET", "/imports", who="administrator_bidang")).body
    assert [(i["state"], i["added"], i["refused"]) for i in listed] == [("confirmed", 1, 1), ("confirmed", 5, 0)]
    assert listed[0]["impor_id"] == made["impor_id"]


async def test_a_prepared_import_is_thrown_away_and_confirmed_by_nobody(registry: Registry) -> None:
    file = workbook([*rows(), row("198001012005011006", HEAD)])
    for antre in ("", "?antre=true"):
        made = await registry.ask("POST", f"/imports{antre}", file, who=STAFFING, kind="application/x")
        path = f"/imports/{made.body['impor_id']}"
        assert (await registry.ask("POST", f"{path}/discard", who="super_admin")).status == 403
        assert (await registry.ask("POST", f"{path}/discard", who=STAFFING)).status == 204
        while await registry.service.fire():
            pass
        assert (await registry.ask("GET", path, who=STAFFING)).body["state"] == "discarded"
        assert (await registry.ask("POST", f"{path}/confirm", who="administrator_bidang")).status == 409
        assert (await registry.ask("POST", f"{path}/discard", who=STAFFING)).status == 409
    assert (await registry.ask("POST", f"/imports/{UUID(int=9)}/discard", who=STAFFING)).status == 404
    assert len(await registry.service.rows("SELECT 1 FROM pegawai")) == 5
