"""The organisation, one person's data, and decrees taken back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from chassis.reading import MayPurpose
from chassis.service import GivenActor, GivenWork
from contracts.vocabulary import StatusPegawai
from services.identity.commands import career, organisation, renumber, withdraw
from services.identity.queries import catalogue, people, person
from services.identity.queries import organisation as reading

Word = Annotated[str | None, QueryParameter(max_length=200)]


@get("/opd", opt={"group": "pemanfaatan"})
async def list_opd(work: GivenWork, hitung: FromQuery[bool] = True) -> list[reading.OpdView]:
    """The OPD and their units with their heads; without `hitung` nobody is counted, which is much quicker."""
    return await reading.tree(work, hitung)


@post("/opd", status_code=204, opt={"group": "pemutakhiran", "refuses": "unit"})
async def keep_opd(work: GivenWork, data: JSONBody[organisation.KeepOpd]) -> None:
    """Add an OPD or a unit, or change its name, kind, superior unit or working week, on a decree."""
    await organisation.keep_opd(work, data)


@get("/pegawai/{asn_id:uuid}", opt={"group": "pemanfaatan", "refuses": "account person reading"})
async def show_pegawai(
    work: GivenWork, actor: GivenActor, asn_id: FromPath[UUID], tujuan: MayPurpose = None
) -> person.PersonView:
    """A person's posts, statuses, superiors, roles and account; another's with a purpose, which is kept."""
    return await person.person(work, actor, asn_id, tujuan)


@get("/pegawai", opt={"group": "pemanfaatan", "refuses": "person reading"})
async def list_pegawai(
    work: GivenWork,
    actor: GivenActor,
    opd: Word = None,
    unit: Word = None,
    status: FromQuery[StatusPegawai | None] = None,
    cari: Annotated[str, QueryParameter(max_length=100)] = "",
    akun: FromQuery[Literal["pending", "active", "blocked", "disabled"] | None] = None,
    tanpa_atasan: FromQuery[bool] = False,
    setelah: FromQuery[UUID | None] = None,
    paling_banyak: Annotated[int, QueryParameter(ge=1, le=1000)] = 500,
) -> list[people.PegawaiView]:
    """The roster, page by page: the next page begins behind the last person of this one (`setelah`)."""
    wanted = people.Roster(
        opd=opd, unit=unit, status=status.value if status else None, cari=cari, akun=akun, tanpa_atasan=tanpa_atasan,
        setelah=setelah, paling_banyak=paling_banyak,
    )  # fmt: skip
    return await people.roster(work, actor, wanted)


@get("/delegations", opt={"group": "pemanfaatan", "refuses": "person"})
async def list_delegations(
    work: GivenWork, actor: GivenActor, sejak: FromQuery[date | None] = None
) -> list[reading.DelegationView]:
    """Who acts for whom, today and later; with `sejak` also who did since then."""
    return await reading.delegations(work, actor, sejak)


@post(
    "/delegations/{pelimpahan_id:uuid}/end",
    status_code=200,
    opt={"group": "pemutakhiran", "refuses": "delegation role"},
)
async def end_delegation(
    work: GivenWork, actor: GivenActor, pelimpahan_id: FromPath[UUID], data: JSONBody[withdraw.EndDelegation]
) -> career.Told:
    """End a Plt or Plh earlier: the official is back."""
    return await withdraw.end_delegation(work, actor, pelimpahan_id, data)


@post("/decrees/withdraw", status_code=200, opt={"group": "pemutakhiran", "refuses": "account decree person role"})
async def withdraw_decree(work: GivenWork, actor: GivenActor, data: JSONBody[withdraw.Withdraw]) -> career.Told:
    """Take back a superior, a status or a post that was recorded by mistake."""
    return await withdraw.withdraw(work, actor, data)


@get("/roles", opt={"group": "pemeliharaan", "refuses": "person"})
async def list_roles(work: GivenWork, actor: GivenActor, peran: Word = None) -> list[reading.HolderView]:
    """Who holds which role, on which decree and until when."""
    return await reading.holders(work, actor, peran)


@get("/roles/catalogue", opt={"group": "pemanfaatan"})
async def show_role_catalogue(work: GivenWork) -> catalogue.Catalogue:
    """Every role of the law: its conditions, and what it may in each service, with the pasal (KUAN P11(1))."""
    return catalogue.catalogue(work)


@post("/nip-changes", status_code=200, opt={"group": "pemutakhiran", "refuses": "nip person role"})
async def change_nip(work: GivenWork, actor: GivenActor, data: JSONBody[renumber.ChangeNip]) -> career.Told:
    """Give a person another NIP by decree, as for a PPPK who became PNS; everything else of theirs stays."""
    return await renumber.change_nip(work, actor, data)


ROUTES = [
    show_role_catalogue, change_nip, list_opd, keep_opd, show_pegawai, list_pegawai, list_delegations, end_delegation,
    withdraw_decree, list_roles,
]  # fmt: skip
