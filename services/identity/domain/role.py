"""Who holds which role, and on what condition. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from msgspec import Struct

from contracts.refusal import Part, Refusal, forbidden, lacking, wrong_state
from contracts.vocabulary import StatusPegawai
from services.identity.policy import Syarat, Team

# Roles that reach no further than the own PD; every other one reaches over the whole Pemda.
OF_A_PD = frozenset({"pegawai", "admin_pd", "pengelola_kinerja", "pimpinan_unit_kerja", "kepala_pd"})


class Candidate(Struct, frozen=True, kw_only=True):
    """What is known of whoever gets a role. `kepala_pd` are the heads of the own PD, by NIP."""

    opd: str
    unit: str
    jenis_jabatan: str
    memimpin_unit: bool = False
    kepala_pd: tuple[str, ...] = ()


def check_other(prepared_by: object, actor: object) -> None:
    """Whoever prepared a file does not confirm it or answer its differences (four eyes)."""
    if prepared_by == actor:
        raise forbidden("Harus oleh orang lain daripada yang menyiapkan berkasnya.", "kebijakan")


def check_grant(granter: object, receiver: object, peran: str, catalogue: Collection[str]) -> None:
    """A role of the catalogue, granted by someone else than its holder (KUAN P1(18), (21))."""
    if peran not in catalogue:
        raise lacking(f"Peran {peran!r} tidak dikenal.", "KUAN 11(1)", "peran")
    check_other_person(granter, receiver)


def check_other_person(granter: object, receiver: object) -> None:
    """Nobody gives a role, a post or somebody to appraise to himself."""
    if granter == receiver:
        raise forbidden("Tidak seorang pun memberi peran atau jabatan kepada dirinya sendiri.", "KUAN 1(21)")


def check_administrators(held: Iterable[Collection[str]]) -> None:
    """The super administrator activates who administers a PD, or all; everyone else is theirs to activate."""
    if any(not {"admin_pd", "super_admin"} & set(roles) for roles in held):
        raise forbidden("Akun pegawai diaktifkan oleh administrator PD-nya sendiri.", "KUAN 1(21), 1(23)")


def check_in_service(status: StatusPegawai | None, vacating: Collection[str], field: str) -> None:
    """Who has left his post by a status of that day gets no role and acts for nobody (readings A22, A30)."""
    if status is not None and status.value in vacating:
        raise lacking(f"Pegawai ini berstatus {status.value} pada hari itu.", "KUAN 1(2-3), 11(5)", field)


def of_many(asked: int, against: Mapping[int, Refusal]) -> Refusal:
    """What is against some of several people by their place in the command; that of a single one as it is."""
    if asked == 1:
        return against[0]
    worst = min(against.values(), key=lambda refusal: refusal.status)
    parts = tuple(Part(f"nips[{n}]", refusal.message, refusal.pasal or "") for n, refusal in against.items())
    said = f"{len(against)} dari {asked} akun menghalangi. {worst.message}"
    return Refusal(said, worst.pasal, worst.status, "nips", parts)


def check_not_above(held: Collection[str]) -> None:
    """Who resets an account could enter it: a super administrator's is for another one, not for his PD's administrator.

    He manages the others (KUAN P1(21)).
    """
    if "super_admin" in held:
        raise forbidden("Akun super administrator dibuka dan dibekukan oleh super administrator lain.", "KUAN 1(21)")


def check_no_team_role(peran: str, team: Team) -> None:
    """The roles of the team come and go with it, by Keputusan Bupati (KON P36(5))."""
    if peran in team.komposisi:
        raise wrong_state("Peran ini diberikan dan diakhiri melalui Tim Penilai Kinerja.", "KON 36(5)")


def check_conditions(
    peran: str, syarat: Syarat | None, candidate: Candidate, stated: Mapping[str, str], selesai: date | None
) -> None:
    """The holder is who the law wants, and the grant states what it must."""
    if syarat is None:
        return
    for name in syarat.butuh:
        if not stated.get(name, "").strip():
            raise lacking(f"Peran {peran} memerlukan: {name}.", syarat.pasal, f"syarat.{name}")
    for name, allowed in syarat.pilihan.items():
        if stated.get(name) not in allowed:
            raise lacking(f"{name} harus salah satu dari: {', '.join(allowed)}.", syarat.pasal, f"syarat.{name}")
    _check_post(peran, syarat, candidate, stated, selesai)
    if syarat.ditunjuk_kepala_pd and stated.get("kepala_pd_nip") not in candidate.kepala_pd:
        raise lacking("Ditunjuk oleh kepala PD dari pegawai pada PD-nya sendiri.", syarat.pasal, "syarat.kepala_pd_nip")
    _check_answers(syarat, candidate, stated)
    if syarat.berakhir and selesai is None:
        raise lacking(f"Peran {peran} memerlukan tanggal berakhir.", syarat.pasal, "selesai")


def stays(
    peran: str,
    syarat: Syarat | None,
    given_in: str,
    candidate: Candidate,
    stated: Mapping[str, str],
    selesai: date | None,
) -> bool:
    """Whether who has another post still holds a role: one of a PD only in the PD that it was given in.

    `given_in`: empty where nobody knows. An office is of whoever has the post that the law wants of it
    (KUAN P1(20), (23), (26), P11(2-3)).
    """
    if peran in OF_A_PD and given_in not in ("", candidate.opd):
        return False
    try:
        _check_post(peran, syarat or Syarat(pasal=""), candidate, stated, selesai)
        _check_answers(syarat or Syarat(pasal=""), candidate, stated)
    except Refusal:
        return False
    return True


def _check_post(
    peran: str, syarat: Syarat, candidate: Candidate, stated: Mapping[str, str], selesai: date | None
) -> None:
    """What the holder must be."""
    if syarat.jenis_jabatan and candidate.jenis_jabatan not in syarat.jenis_jabatan:
        raise lacking(f"Peran {peran} hanya untuk jabatan: {', '.join(syarat.jenis_jabatan)}.", syarat.pasal, "nip")
    if syarat.unit and candidate.unit not in syarat.unit:
        raise lacking(f"Peran {peran} hanya untuk pejabat pada: {', '.join(syarat.unit)}.", syarat.pasal, "nip")
    _check_leads(peran, syarat, candidate, stated, selesai)


def check_acts_for(
    peran: str, syarat: Syarat | None, untuk: str, own: str, stated: Mapping[str, str], selesai: date | None
) -> None:
    """A role in another PD (`untuk`; empty: there is none of that name) is only for who is Plt or Plh of its head.

    Section 5: all acts of the post within the dates.
    """
    pasal = syarat.pasal if syarat else "kebijakan"
    if not untuk or untuk == own:
        raise lacking("Sebutkan PD lain yang pimpinannya digantikan.", pasal, "untuk_opd")
    acts = stated.get("sebagai") in {"plt", "plh"} and selesai is not None
    if peran not in OF_A_PD or syarat is None or not syarat.memimpin or not acts:
        raise lacking("Peran pada PD lain hanya untuk Plt/Plh pimpinannya sampai tanggal berakhir.", pasal, "untuk_opd")


def check_same_pd(peran: str, running: str, following: str) -> None:
    """A role of a PD is carried on only in that PD."""
    if peran in OF_A_PD and running not in ("", following):
        raise wrong_state("Peran ini masih berjalan pada PD yang akan ditinggalkan.", "KUAN 1(23), 11(3)")


def _check_answers(syarat: Syarat, candidate: Candidate, stated: Mapping[str, str]) -> None:
    """What was stated fits the post: the Pengawas in charge of staffing is a Pengawas (KUAN P1(23)).

    The level alone: which unit looks after staffing is in no field of the staffing data, only in names of posts.
    """
    for name in syarat.pilihan:
        kinds = syarat.jabatan_pilihan.get(stated.get(name, ""), ())
        if kinds and candidate.jenis_jabatan not in kinds:
            said = f"{stated[name]} hanya untuk jabatan: {', '.join(kinds)}."
            raise lacking(said, syarat.pasal, f"syarat.{name}")


def _check_leads(
    peran: str, syarat: Syarat, candidate: Candidate, stated: Mapping[str, str], selesai: date | None
) -> None:
    """The head himself, or who acts for him as Plt or Plh until a day."""
    if not syarat.memimpin or (stated.get("sebagai") in {"plt", "plh"} and selesai is not None):
        return
    whole = syarat.memimpin == "unit" or candidate.unit == candidate.opd
    of_these = not syarat.opd or candidate.opd in syarat.opd
    if not (candidate.memimpin_unit and whole and of_these):
        led = " atau ".join(syarat.opd) or ("unit kerja" if syarat.memimpin == "unit" else "perangkat daerah")
        raise lacking(f"Peran {peran} hanya untuk pimpinan {led}, atau Plt/Plh-nya sampai tanggal berakhir.",
                      syarat.pasal, "nip")  # fmt: skip


# Accounts of no person of the staffing data: what has to be approved first, and by which pasal.
EXTERNAL: Mapping[str, tuple[str, str]] = {
    "external_expert": ("Tenaga ahli memerlukan nomor surat persetujuan Bupati.", "KUAN 20"),
    "external_support": ("Tenaga pendukung memerlukan nomor surat persetujuan Bupati.", "KUAN 20"),
    "integrasi": ("Integrasi memerlukan nomor persetujuan Pengelola E-Kinerja.", "KUAN 26(2)"),
}


def check_external(jenis: str, persetujuan: str, selesai: date | None, on: date) -> None:
    """Outside experts and support staff act only after the Bupati's approval, until a date (KUAN P20).

    An outside system does so only with the consent of the Pengelola E-Kinerja (KUAN P26(2), reading A23).
    """
    lacks, pasal = EXTERNAL[jenis]
    if not persetujuan.strip():
        raise lacking(lacks, pasal, "persetujuan")
    if selesai is None or selesai < on:
        raise lacking("Akun pihak luar memerlukan tanggal berakhir yang belum lewat.", pasal, "selesai")
