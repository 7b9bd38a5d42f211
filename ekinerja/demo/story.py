"""One month of one Pemda, lived through the gateway's HTTP API alone."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ekinerja.demo import plan
from ekinerja.demo.client import Api, Failed, User, each, until
from ekinerja.demo.content import REVIEW, content
from ekinerja.demo.plan import Person

ASPECTS = ("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Story:
    """The people of a Pemda and what they do."""

    def __init__(self, api: Api, tenant: str, password: str) -> None:
        self.api = api
        self.tenant = tenant
        self.people, self.grants = plan.read(tenant)
        self.working = [p for p in self.people if p.works]
        self.users: dict[str, User] = {}
        self.butir: dict[str, list[dict[str, Any]]] = {}
        self.skp: dict[str, str] = {}
        self.kinerja: dict[str, str] = {}
        self.traces: dict[str, str] = {}
        self.officials = {
            name: User(api, tenant, name, password)
            for name in ("super_admin", "pengelola_kepegawaian", "administrator_bidang", "bupati")
        }

    def holders(self, role: str) -> list[Person]:
        nips = {g["NIP"] for g in self.grants if g["PERAN"] == role}
        return [p for p in self.people if p.nip in nips]

    def user(self, role: str) -> User:
        """Someone who holds a role."""
        return self.users[self.holders(role)[0].nip]

    async def arrive(self) -> None:
        """Import, confirmation by another, roles, accounts, first sign-in."""
        await each(list(self.officials.values()), User.sign_in)
        workbook = (plan.HERE / "input" / f"{self.tenant}.xlsx").read_bytes()
        preparer = self.officials["pengelola_kepegawaian"]
        preview = await preparer.post("/api/identity/imports", data=workbook, headers={"content-type": XLSX})
        if preview["added"] != len(self.people) or preview["refused"]:
            raise Failed(f"{self.tenant}: the import would add {preview['added']} and refuse {preview['refused']}")
        await self.officials["administrator_bidang"].post(f"/api/identity/imports/{preview['impor_id']}/confirm")
        admin = self.officials["super_admin"]
        told = await admin.post("/api/identity/roles", {"grants": [self._grant(g) for g in self.grants]})
        for usul in told["usulan"]:  # what one person alone does not give
            await self.officials["administrator_bidang"].post(f"/api/identity/proposals/{usul}/confirm")
        await self._activate(admin, self.holders("admin_pd"), "activate-administrators")
        await each(self.holders("admin_pd"), self._activate_own_pd)

    def _grant(self, row: dict[str, str]) -> dict[str, Any]:
        """A row of the sheet as a grant; the administrator of a PD is appointed by its head."""
        grant: dict[str, Any] = {"nip": row["NIP"], "peran": row["PERAN"], "dasar": row["DASAR"]}
        grant["tanggal_dasar"] = "2025-01-02"
        if row["PERAN"] == "admin_pd":
            opd = next(p.opd for p in self.people if p.nip == row["NIP"])
            head = next(p for p in self.holders("kepala_pd") if p.opd == opd)
            grant["syarat"] = {"kepala_pd_nip": head.nip, "basis": "pengawas_kepegawaian"}
        return grant

    async def _activate(self, by: User, people: list[Person], how: str = "activate") -> None:
        given = await by.post(f"/api/identity/accounts/{how}", {"nips": [p.nip for p in people]})
        users = [User(self.api, self.tenant, g["nip"], g["sandi"]) for g in given]
        await each(users, User.sign_in)
        self.users |= {user.login: user for user in users}

    async def _activate_own_pd(self, admin: Person) -> None:
        rest = [p for p in self.people if p.opd == admin.opd and p.validated and p.nip not in self.users]
        await self._activate(self.users[admin.nip], rest)

    async def plan_year(self) -> None:
        """Every SKP from draft to set, each step by whom the law names."""
        await each(self.working, self._known_to_skp)
        for level in self._levels():  # a kinerja comes down from the superior's
            await each(level, self._draft)
        await each(self.working, self._review)
        for level in self._levels():
            await each(level, self._agree_and_set)

    def _levels(self) -> list[list[Person]]:
        """Who works, from the top down."""
        above = {p.nip: p.atasan for p in self.people}

        def depth(nip: str) -> int:
            return 1 + depth(above[nip]) if above[nip] else 0

        found: dict[int, list[Person]] = {}
        for person in self.working:
            found.setdefault(depth(person.nip), []).append(person)
        return [found[n] for n in sorted(found)]

    async def _known_to_skp(self, person: Person) -> None:
        user = self.users[person.nip]

        async def known() -> bool:
            return (await user.ask("GET", f"/api/skp/waiting?tahun={plan.YEAR}"))[0] == 200

        await until(f"{self.tenant}: skp knows everyone", known)

    async def _draft(self, person: Person) -> None:
        user = self.users[person.nip]
        body = {"tahun": plan.YEAR, "isi": self._content(person)}
        made = await user.post("/api/skp/sasaran", body)
        self.skp[person.nip] = made["skp_id"]
        await user.post(f"/api/skp/sasaran/{made['skp_id']}/submit")
        mine = await user.get(f"/api/skp/sasaran?tahun={plan.YEAR}")
        self.kinerja[person.nip] = mine[0]["isi"]["butir"][0]["butir_id"]

    def _content(self, person: Person) -> dict[str, Any]:
        head = next(p for p in self.people if p.opd == person.opd)
        return content(person, self.tenant, self.users[head.nip].id, self.kinerja.get(person.atasan))

    async def _review(self, person: Person) -> None:
        reviewer = next(p for p in self.holders("pengelola_kinerja") if p.opd == person.opd and p.nip != person.nip)
        body = REVIEW | {"peserta": f"{person.nama}, pejabat penilai"}
        await self.users[reviewer.nip].post(f"/api/skp/sasaran/{self.skp[person.nip]}/review", body)

    def _penilai(self, person: Person) -> User:
        return self.users[person.atasan] if person.atasan else self.officials["bupati"]

    async def _agree_and_set(self, person: Person) -> None:
        path = f"/api/skp/sasaran/{self.skp[person.nip]}"
        await self.users[person.nip].post(f"{path}/agree")
        await self._penilai(person).post(f"{path}/agree")
        state = await self._penilai(person).post(f"{path}/set")
        if state["state"] == "approved":
            state = await self.officials["bupati"].post(f"{path}/ratify")
        if state["late"]:
            raise Failed(f"{self.tenant}: an SKP set in January is called late")

    async def begin_month(self) -> None:
        """Wait until activity knows everyone's kinerja."""
        await each(self.working, self._know_butir)

    async def _know_butir(self, person: Person) -> None:
        path = f"/api/activity/butir?tanggal={plan.DAYS[0].isoformat()}"

        async def known() -> Any:
            return await self.users[person.nip].get(path)

        self.butir[person.nip] = await until(f"{self.tenant}: activity knows every SKP", known)

    async def live_day(self, number: int) -> None:
        """Everyone enters the two activities of a day."""
        await each(self.working, lambda person: self._enter(person, number))

    async def _enter(self, person: Person, number: int) -> None:
        day = plan.DAYS[number]
        for slot, (start, end) in enumerate(plan.SLOTS):
            k = number * len(plan.SLOTS) + slot
            butir = _butir_for(person, k, self.butir[person.nip])
            body = {
                "tanggal": day.isoformat(), "kategori": butir["kategori"], "butir_id": butir["butir_id"],
                "uraian": f"Mengerjakan {butir['uraian'].lower()} ({k + 1})", "output": "1 berkas", "kuantitas": 1,
                "mulai": start, "selesai": end, "benar": True,
            }  # fmt: skip
            status, answer, headers = await self.users[person.nip].ask("POST", "/api/activity/activities", json=body)
            if status != 201:
                raise Failed(f"{self.tenant}: an entry was refused: {status} {answer}")
            self.traces.setdefault(person.nip, headers["x-trace-id"])

    async def verify_week(self, numbers: range) -> None:
        """Each penilai opens and decides what the plan of the demo says."""
        seen = [p for p in self.working if p.attention != "never" and p.atasan]
        await each(seen, lambda person: self._look(person, numbers))

    async def _look(self, person: Person, numbers: range) -> None:
        penilai = self._penilai(person)
        queue = await penilai.post(f"/api/activity/queue?asn_id={self.users[person.nip].id}&limit=500")
        if person.attention == "silent":
            return
        days = {plan.DAYS[n].isoformat(): n for n in numbers}
        numbered = [
            (2 * days[e["tanggal"]] + (e["mulai"] >= "13"), e["activity_id"]) for e in queue if e["tanggal"] in days
        ]
        good = [entry for k, entry in numbered if not plan.is_rejected(k)]
        await penilai.post("/api/activity/verify", {"ids": good})
        for k, entry in numbered:
            if plan.is_rejected(k):
                body = {"dasar": "tidak_sesuai_data", "alasan": "Berkas yang disebut belum ada pada hari itu."}
                await penilai.post(f"/api/activity/activities/{entry}/reject", body)

    async def measure(self) -> None:
        """Everyone measures the year."""
        await each(self.working, self._measure)

    async def _measure(self, person: Person) -> None:
        realised = [
            {
                "butir_id": b["butir_id"],
                "jumlah": max(1, b["target"] * (80 + person.n % 45) // 100),
                "bukti": "laporan tahunan",
            }
            for b in self.butir[person.nip]
        ]
        body = {"realisasi": realised, "masa": str(plan.YEAR)}
        await self.users[person.nip].post(f"/api/skp/sasaran/{self.skp[person.nip]}/measure", body)

    async def appraise(self) -> None:
        """Every penilai makes and signs their appraisals."""
        for_penilai: dict[str, list[Person]] = defaultdict(list)
        for person in self.working:
            for_penilai[person.atasan].append(person)
        await each(list(for_penilai.values()), self._appraise)

    async def _appraise(self, below: list[Person]) -> None:
        penilai = self._penilai(below[0])
        wanted = {self.users[p.nip].id: p for p in below}

        async def measured() -> Any:
            found = [a for a in await penilai.get(f"/api/appraisal/to-make?tahun={plan.YEAR}") if a["asn_id"] in wanted]
            return found if len(found) == len(wanted) and all(a["capaian"] for a in found) else None

        for view in await until(f"{self.tenant}: appraisal has every measurement", measured):
            body = {
                "perilaku": self._behaviour(wanted[view["asn_id"]]), "hasil": "Hasil kerja sesuai rencana unit.",
                "manfaat": "Layanan unit berjalan tepat waktu.",
            }  # fmt: skip
            await penilai.post(f"/api/appraisal/appraisals/{view['appraisal_id']}/sign", body)

    def _behaviour(self, person: Person) -> dict[str, str]:
        """Numbers where the law of the Pemda has them."""
        if self.tenant == "kuansing":
            return {}
        leads = person.jenis_jabatan in ("jpt_pratama", "administrator", "pengawas")
        return {aspect: str(85 + person.n % 20) for aspect in (*ASPECTS, *(("kepemimpinan",) if leads else ()))}

    async def receive(self) -> None:
        """Everyone receives and signs the appraisal."""
        await each(self.working, self._receive)

    async def _receive(self, person: Person) -> None:
        user = self.users[person.nip]
        mine = await user.get(f"/api/appraisal/appraisals?tahun={plan.YEAR}")
        await user.post(f"/api/appraisal/appraisals/{mine[0]['appraisal_id']}/receive")


def _butir_for(person: Person, k: int, butir: list[dict[str, Any]]) -> dict[str, Any]:
    """The first entry of those with a tugas tambahan serves it; the others go round the kinerja utama."""
    main = [b for b in butir if b["kategori"] == "utama"]
    extra = [b for b in butir if b["kategori"] == "tambahan"]
    return extra[0] if k == 0 and extra else main[k % len(main)]
