"""Who holds which role, and on what condition. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from msgspec import Struct

from contracts.refusal import Refusal, rule
from contracts.vocabulary import StatusPegawai
from services.identity.policy import Syarat, Team

ANSWER_POST = rule("identity.role.answer_post", 422, "{answer} hanya untuk jabatan: {posts}.", source="value")
SAME_PREPARER = rule(
    "identity.import.same_person", 403, "Harus oleh orang lain daripada yang menyiapkan berkasnya.", source="kebijakan"
)
NO_ROLE = rule("identity.role.unknown", 422, "Peran {role} tidak dikenal.", "peran")
TO_ONESELF = rule(
    "identity.role.to_oneself", 403, "Tidak seorang pun memberi peran atau jabatan kepada dirinya sendiri."
)
BY_OWN_ADMIN = rule("identity.account.by_own_admin", 403, "Akun pegawai diaktifkan oleh administrator PD-nya sendiri.")
NOT_IN_SERVICE = rule("identity.role.not_in_service", 422, "Pegawai ini berstatus {state} pada hari itu.")
OF_SUPER_ADMIN = rule(
    "identity.account.of_super_admin", 403,
    "Akun super administrator dibuka dan dibekukan oleh super administrator lain.",
)  # fmt: skip
BY_TEAM = rule("identity.role.by_team", 409, "Peran ini diberikan dan diakhiri melalui Tim Penilai Kinerja.")
NOT_BY_HEAD = rule(
    "identity.role.not_by_head", 422,
    "Ditunjuk oleh kepala PD dari pegawai pada PD-nya sendiri.",
    "syarat.kepala_pd_nip", source="value",
)  # fmt: skip
NO_END = rule("identity.role.no_end", 422, "Peran {role} memerlukan tanggal berakhir.", "selesai", source="value")
OTHER_POST = rule("identity.role.post", 422, "Peran {role} hanya untuk jabatan: {posts}.", "nip", source="value")
OTHER_UNIT = rule("identity.role.unit", 422, "Peran {role} hanya untuk pejabat pada: {units}.", "nip", source="value")
NO_OTHER_PD = rule(
    "identity.role.no_other_pd", 422, "Sebutkan PD lain yang pimpinannya digantikan.", "untuk_opd", source="value"
)
NOT_ACTING = rule(
    "identity.role.not_acting", 422,
    "Peran pada PD lain hanya untuk Plt/Plh pimpinannya sampai tanggal berakhir.",
    "untuk_opd", source="value",
)  # fmt: skip
STILL_RUNS = rule("identity.role.still_runs", 409, "Peran ini masih berjalan pada PD yang akan ditinggalkan.")
NOT_A_HEAD = rule(
    "identity.role.not_a_head", 422,
    "Peran {role} hanya untuk pimpinan {led}, atau Plt/Plh-nya sampai tanggal berakhir.",
    "nip", source="value",
)  # fmt: skip
ANSWER_MISSING = rule("identity.role.answer_missing", 422, "Peran {role} memerlukan: {answer}.", source="value")
ANSWER_STRANGE = rule("identity.role.answer_strange", 422, "{answer} harus salah satu dari: {allowed}.", source="value")

# Roles that reach no further than the own PD; every other one reaches over the whole Pemda.
OF_A_PD = frozenset({"pegawai", "admin_pd", "pengelola_kinerja", "pimpinan_unit_kerja", "kepala_pd"})


class Candidate(Struct, frozen=True, kw_only=True):
    """What is known of the person who gets a role. `kepala_pd` are the heads of the own PD, by NIP."""

    opd: str
    unit: str
    jenis_jabatan: str
    memimpin_unit: bool = False
    kepala_pd: tuple[str, ...] = ()


def check_other(prepared_by: object, actor: object) -> None:
    """Who prepared a file does not confirm it or answer its differences (four eyes)."""
    if prepared_by == actor:
        raise Refusal(SAME_PREPARER)


def check_grant(granter: object, receiver: object, peran: str, catalogue: Collection[str]) -> None:
    """A role of the catalogue, granted by someone else than its holder (KUAN P1(18), (21))."""
    if peran not in catalogue:
        raise Refusal(NO_ROLE, role=repr(peran))
    check_other_person(granter, receiver)


def check_other_person(granter: object, receiver: object) -> None:
    """Nobody gives a role, a post or somebody to appraise to himself."""
    if granter == receiver:
        raise Refusal(TO_ONESELF)


def check_administrators(held: Iterable[Collection[str]]) -> None:
    """The super administrator activates who administers a PD, or all; everyone else is theirs to activate."""
    if any(not {"admin_pd", "super_admin"} & set(roles) for roles in held):
        raise Refusal(BY_OWN_ADMIN)


def check_in_service(status: StatusPegawai | None, vacating: Collection[str], field: str) -> None:
    """Who has left the post by a status of that day gets no role and acts for nobody (readings A22, A30)."""
    if status is not None and status.value in vacating:
        raise Refusal(NOT_IN_SERVICE, state=status.value, field=field)


def of_many(asked: int, against: Mapping[int, Refusal]) -> Refusal:
    """What is against some of several people by their place in the command; of a single person the refusal as it is."""
    if asked == 1:
        return against[0]
    worst = min(against.values(), key=lambda refusal: refusal.status)
    parts = tuple(refusal.at(f"nips[{n}]") for n, refusal in against.items())
    return worst.of_many("nips", parts, f"{len(against)} dari {asked} akun menghalangi. ")


def check_not_above(held: Collection[str]) -> None:
    """Who resets an account could enter it: a super administrator's is for another one, not for a PD's administrator.

    The super administrator manages the others (KUAN P1(21)).
    """
    if "super_admin" in held:
        raise Refusal(OF_SUPER_ADMIN)


def check_no_team_role(peran: str, team: Team) -> None:
    """The roles of the team come and go with it, by Keputusan Bupati (KON P36(5))."""
    if peran in team.komposisi:
        raise Refusal(BY_TEAM)


def check_conditions(
    peran: str, syarat: Syarat | None, candidate: Candidate, stated: Mapping[str, str], selesai: date | None
) -> None:
    """The holder is who the law wants, and the grant states what it must."""
    if syarat is None:
        return
    for name in syarat.butuh:
        if not stated.get(name, "").strip():
            raise Refusal(ANSWER_MISSING, role=peran, answer=name, pasal=syarat.pasal, field=f"syarat.{name}")
    for name, allowed in syarat.pilihan.items():
        if stated.get(name) not in allowed:
            raise Refusal(
                ANSWER_STRANGE, answer=name, allowed=", ".join(allowed), pasal=syarat.pasal, field=f"syarat.{name}"
            )
    _check_post(peran, syarat, candidate, stated, selesai)
    if syarat.ditunjuk_kepala_pd and stated.get("kepala_pd_nip") not in candidate.kepala_pd:
        raise Refusal(NOT_BY_HEAD, pasal=syarat.pasal)
    _check_answers(syarat, candidate, stated)
    if syarat.berakhir and selesai is None:
        raise Refusal(NO_END, role=peran, pasal=syarat.pasal)


def stays(
    peran: str,
    syarat: Syarat | None,
    given_in: str,
    candidate: Candidate,
    stated: Mapping[str, str],
    selesai: date | None,
) -> bool:
    """Whether who has another post still holds a role: one of a PD only in the PD that it was given in.

    `given_in`: empty where nobody knows. An office goes with the post that the law wants of it
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
        raise Refusal(OTHER_POST, role=peran, posts=", ".join(syarat.jenis_jabatan), pasal=syarat.pasal)
    if syarat.unit and candidate.unit not in syarat.unit:
        raise Refusal(OTHER_UNIT, role=peran, units=", ".join(syarat.unit), pasal=syarat.pasal)
    _check_leads(peran, syarat, candidate, stated, selesai)


def check_acts_for(
    peran: str, syarat: Syarat | None, untuk: str, own: str, stated: Mapping[str, str], selesai: date | None
) -> None:
    """A role in another PD (`untuk`; empty: there is none of that name) is only for who is Plt or Plh of its head.

    Section 5: all acts of the post within the dates.
    """
    pasal = syarat.pasal if syarat else "kebijakan"
    if not untuk or untuk == own:
        raise Refusal(NO_OTHER_PD, pasal=pasal)
    acts = stated.get("sebagai") in {"plt", "plh"} and selesai is not None
    if peran not in OF_A_PD or syarat is None or not syarat.memimpin or not acts:
        raise Refusal(NOT_ACTING, pasal=pasal)


def check_same_pd(peran: str, running: str, following: str) -> None:
    """A role of a PD is carried on only in that PD."""
    if peran in OF_A_PD and running not in ("", following):
        raise Refusal(STILL_RUNS)


def _check_answers(syarat: Syarat, candidate: Candidate, stated: Mapping[str, str]) -> None:
    """What was stated fits the post: the Pengawas in charge of staffing is a Pengawas (KUAN P1(23)).

    The level alone: which unit looks after staffing is in no field of the staffing data, only in names of posts.
    """
    for name in syarat.pilihan:
        kinds = syarat.jabatan_pilihan.get(stated.get(name, ""), ())
        if kinds and candidate.jenis_jabatan not in kinds:
            raise Refusal(
                ANSWER_POST, syarat.pasal, answer=stated[name], posts=", ".join(kinds), field=f"syarat.{name}"
            )


def _check_leads(
    peran: str, syarat: Syarat, candidate: Candidate, stated: Mapping[str, str], selesai: date | None
) -> None:
    """The head, or who acts for the head as Plt or Plh until a day."""
    if not syarat.memimpin or (stated.get("sebagai") in {"plt", "plh"} and selesai is not None):
        return
    whole = syarat.memimpin == "unit" or candidate.unit == candidate.opd
    of_these = not syarat.opd or candidate.opd in syarat.opd
    if not (candidate.memimpin_unit and whole and of_these):
        led = " atau ".join(syarat.opd) or ("unit kerja" if syarat.memimpin == "unit" else "perangkat daerah")
        raise Refusal(NOT_A_HEAD, role=peran, led=led, pasal=syarat.pasal)  # fmt: skip
