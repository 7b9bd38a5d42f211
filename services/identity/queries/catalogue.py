"""The roles of a Pemda as an answer: each with its conditions and all that it may (KUAN P11(1), P1(18-25); KON P1)."""

from __future__ import annotations

from msgspec import Struct

from chassis.db import Work
from chassis.permission import EVERY_PEGAWAI, EVERYONE
from chassis.regulation import Value
from services.identity.domain.pelatihan import PERAN
from services.identity.policy import IdentityPolicy, Syarat

# The services whose tables of permissions a pack has.
SERVICES = ("identity", "skp", "activity", "appraisal", "tpp", "reporting")


class Wewenang(Struct, frozen=True):
    """An operation that a role may ask for, with its service and the pasal of its row."""

    layanan: str
    tindakan: str
    pasal: str


class PeranView(Struct, frozen=True):
    """A role. `rumpun`: it is one of the four families of KUAN P11(1). `syarat`: what the law asks of its holder.

    `melalui`: how one comes to hold it: diberikan (granted by a decree), pegawai (every person of the staffing data)
    or siapa_saja (everybody who is signed in).
    """

    peran: str
    melalui: str
    rumpun: bool
    syarat: Syarat | None
    boleh: tuple[Wewenang, ...]


class Catalogue(Struct, frozen=True):
    """Every role of the law in force today, with the pasal that names them."""

    aturan: str
    pasal: str
    rumpun: tuple[str, ...]
    peran: tuple[PeranView, ...]


def catalogue(work: Work) -> Catalogue:
    """As the pack of the Pemda has it today. What hangs on being somebody's penilai or owner is in no table."""
    pack = work.law_of_today()
    policy = pack.section("identity", IdentityPolicy)
    may: dict[str, list[Wewenang]] = {}
    for service in SERVICES:
        table: dict[str, Value[tuple[str, ...]]] = pack.table(f"permissions.{service}", Value[tuple[str, ...]])
        for operation, row in table.items():
            for peran in row.value:
                may.setdefault(peran, []).append(Wewenang(service, operation, row.pasal))
    conditions = policy.role_conditions.value
    named = [*policy.roles.value, *sorted(set(may) - {*policy.roles.value, EVERY_PEGAWAI, EVERYONE})]
    roles = [
        PeranView(
            one, one if one in (EVERY_PEGAWAI, EVERYONE) else "diberikan", one in PERAN, conditions.get(one),
            tuple(may.get(one, ())),
        )
        for one in (*named, EVERY_PEGAWAI, EVERYONE)
    ]  # fmt: skip
    return Catalogue(pack.head.law, policy.roles.pasal, PERAN, tuple(roles))
