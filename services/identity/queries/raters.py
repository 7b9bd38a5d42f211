"""A person's peers and direct subordinates on a day, from posts and statuses with their dates (KON P29(2-3))."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from contracts.identity import Penempatan
from contracts.refusal import Refusal, rule
from contracts.sejawat import is_bawahan, is_rekan, post_on
from kernel.penilai import status_on
from services.identity.domain.raters import check_raters
from services.identity.policy import IdentityPolicy
from services.identity.queries.person import NO_PERSON
from services.identity.store import terms

NO_POST = rule("identity.rater.no_post", 409, "Pegawai ini belum memegang jabatan pada {on}.")

Some = Annotated[tuple[UUID, ...], Meta(max_length=200)]


class Rater(Struct, frozen=True):
    """Somebody who may be asked."""

    asn_id: UUID
    nama: str
    jabatan: str


class Raters(Struct, frozen=True):
    """Who may be asked about somebody on a day, by unit and level of that day."""

    asn_id: UUID
    tanggal: date
    unit: str
    rekan: tuple[Rater, ...]
    bawahan: tuple[Rater, ...]


class CheckRaters(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The people who are meant to be asked about somebody on a day."""

    tanggal: date
    rekan: Some = ()
    bawahan: Some = ()


_IN_UNIT = """
SELECT p.asn_id, p.nama FROM pegawai p WHERE p.tenant = :tenant AND p.validated AND p.asn_id <> :asn AND EXISTS (
    SELECT FROM penempatan t WHERE t.tenant = p.tenant AND t.asn_id = p.asn_id AND t.unit = :unit AND t.mulai <= :day)
ORDER BY p.nama, p.asn_id
"""


async def raters(work: Work, actor: Actor, asn_id: UUID, day: date) -> Raters:
    """Peers and subordinates in service on that day; Refusal 404 for a stranger, 409 for a day without a post."""
    own = (await terms.posts_of(work, [asn_id])).get(asn_id)
    if not own:
        raise Refusal(NO_PERSON)
    post = post_on(own, day)
    if post is None:
        raise Refusal(NO_POST, on=day.isoformat())
    values = {"tenant": work.tenant, "asn": asn_id, "unit": post.unit, "day": day}
    names = {row.asn_id: row.nama for row in await work.all(_IN_UNIT, values)}
    there = await _in_service(work, list(names), day)
    found = Raters(
        asn_id,
        day,
        post.unit,
        tuple(Rater(i, names[i], p.jabatan) for i, p in there.items() if is_rekan(post, p)),
        tuple(Rater(i, names[i], p.jabatan) for i, p in there.items() if is_bawahan(post, p)),
    )
    shown = [asn_id, *(one.asn_id for one in (*found.rekan, *found.bawahan))]
    await keep_reading(work, actor, "raters.read", shown, "menunjuk penilai perilaku", tanggal=day.isoformat())
    return found


async def _in_service(work: Work, ids: list[UUID], day: date) -> dict[UUID, Penempatan]:
    """The posts that are held on a day by somebody who has not left."""
    vacating = work.packs.resolve(work.tenant, day).section("identity", IdentityPolicy).vacating_statuses.value
    posts, spells = await terms.posts_of(work, ids), await terms.spells_of(work, ids)
    found = {}
    for asn_id in ids:
        post, status = post_on(posts.get(asn_id, ()), day), status_on(spells.get(asn_id, ()), day)
        if post and status and status.value not in vacating:
            found[asn_id] = post
    return found


async def check(work: Work, actor: Actor, asn_id: UUID, command: CheckRaters) -> Raters:
    """The same answer when everyone named may be asked; Refusal 422 names the first who may not."""
    found = await raters(work, actor, asn_id, command.tanggal)
    peers, below = {r.asn_id for r in found.rekan}, {r.asn_id for r in found.bawahan}
    check_raters(command.rekan, command.bawahan, peers, below)
    return found
