"""The identity section of a regulation pack, typed."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from chassis.regulation import Value


class Syarat(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The conditions that a law puts on a role.

    `butuh`: what the grant must state. `pilihan`: which answers are allowed. `jabatan_pilihan`: an answer that is only
    for holders of these kinds of jabatan. `jenis_jabatan`, `unit`: what the holder
    must be. `memimpin`: leads a unit, or the whole PD (one of `opd`, where it says which); who only acts for the head
    says so (`sebagai` plt or plh) and has an end. `ditunjuk_kepala_pd`: the grant names the kepala PD of the holder's
    own PD. `berakhir`: it has an end.
    """

    pasal: str
    butuh: tuple[str, ...] = ()
    pilihan: dict[str, tuple[str, ...]] = {}
    jabatan_pilihan: dict[str, tuple[str, ...]] = {}
    jenis_jabatan: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    memimpin: Literal["", "unit", "pd"] = ""
    opd: tuple[str, ...] = ()
    ditunjuk_kepala_pd: bool = False
    berakhir: bool = False


class PasswordProfile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a password must be. `classes`: how many kinds of characters; `history`: how many old ones it may not be."""

    name: str
    min_length: int
    classes: int = 1
    history: int = 0
    max_days: int = 0


class Team(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The Tim Penilai Kinerja (KON P36); without a composition the law has none.

    `komposisi`: how many of each role. `asal`: OPD that send at least one member each.
    """

    komposisi: dict[str, int] = {}
    asal: tuple[str, ...] = ()
    masa_tahun: int = 0


class AfterService(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many months from the first day of a status the account opens for reading; None: as long as it lasts."""

    bulan: int | None = None


class SecondPerson(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`peran`: roles whose grant another person confirms, who holds `oleh`; `akun`: roles whose holders' accounts get
    another first password from two people only."""

    peran: tuple[str, ...]
    oleh: str
    akun: tuple[str, ...]


class DecreeForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of the number of a decree: a pattern, read once from left to right, and an example for people."""

    pola: str
    contoh: str


class IdentityPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which roles and users there are, on what condition (KUAN P1, P11; KON P1); when a post is empty; passwords.

    `account_after`: statuses of who is in service no more, and what is left of the account.
    `external_approval`: whose approval an account of somebody from outside needs, by its kind.
    `first_accounts`: how many personal accounts of a role close the one that the installation made.
    `totp_roles`: who needs a second factor; beside roles, `penilai`: everybody who appraises somebody today.
    `vacant_post`: whether it waits for a Plt or Plh, or the next superior takes its acts over (reading A22).
    """

    roles: Value[tuple[str, ...]]
    users: Value[tuple[str, ...]]
    role_conditions: Value[dict[str, Syarat]]
    external_approval: Value[dict[str, str]]
    team: Value[Team]
    vacant_post: Value[Literal["suspend", "next_superior"]]
    vacating_statuses: Value[tuple[str, ...]]
    standing_in_statuses: Value[tuple[str, ...]]
    account_after: Value[dict[str, AfterService]]
    second_person: Value[SecondPerson]
    decree_form: Value[DecreeForm]
    first_accounts: Value[dict[str, int]]
    password: Value[PasswordProfile]
    totp_roles: Value[tuple[str, ...]]
