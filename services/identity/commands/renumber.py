"""A person gets another NIP and keeps his record: account, SKP, activities and results go on under the new number."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.cells import nip_of
from chassis.db import Work
from contracts.refusal import Refusal
from services.identity import store
from services.identity.commands.career import NipText, Nomor, Told
from services.identity.domain.renumbering import TAKEN, check_grade, check_number
from services.identity.domain.role import check_other_person
from services.identity.store import terms

_KNOWN = """
SELECT 1 FROM pegawai WHERE tenant = :tenant AND nip = :baru
UNION ALL SELECT 1 FROM nip_lama WHERE tenant = :tenant AND nip = :baru AND asn_id <> :id
UNION ALL SELECT 1 FROM account WHERE tenant = :tenant AND login = :baru LIMIT 1
"""
_KEEP = """
INSERT INTO nip_lama (tenant, nip, asn_id, diganti_dengan, tanggal, sk, diganti_oleh, diganti_at)
VALUES (:tenant, :lama, :id, :baru, :tanggal, :sk, :actor, :now)
ON CONFLICT (tenant, nip) DO UPDATE SET diganti_dengan = EXCLUDED.diganti_dengan, tanggal = EXCLUDED.tanggal,
    sk = EXCLUDED.sk, diganti_oleh = EXCLUDED.diganti_oleh, diganti_at = EXCLUDED.diganti_at
"""
_CHANGE = (
    "UPDATE pegawai SET nip = :baru, jenis = :jenis, golongan = :golongan WHERE tenant = :tenant AND asn_id = :id",
    "UPDATE pegawai SET nip_atasan = :baru WHERE tenant = :tenant AND nip_atasan = :lama",
    "UPDATE account SET login = :baru WHERE tenant = :tenant AND account_id = :id",
    "UPDATE selisih SET nip = :baru WHERE tenant = :tenant AND nip = :lama",
    "DELETE FROM nip_lama WHERE tenant = :tenant AND nip = :baru AND asn_id = :id",
)


class ChangeNip(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The number somebody bears from now on, by a decree of `tanggal`: of a PNS, say, who was PPPK until then.

    `golongan`: of who becomes another kind of ASN; otherwise it stays.
    """

    nip: NipText
    nip_baru: NipText
    tanggal: date
    sk: Nomor
    golongan: Annotated[str, Meta(max_length=20)] = ""


async def change_nip(work: Work, actor: Actor, command: ChangeNip) -> Told:
    """Keep the person, change the number and (as it says) the kind of ASN, and tell; the old one is nobody else's."""
    person = await store.find(work, command.nip)
    check_other_person(actor.id, person.asn_id)
    new = nip_of(command.nip_baru)
    parts = check_number(person.nip, new, command.tanggal, work.today)
    golongan = command.golongan or (person.golongan if person.jenis == parts.jenis.value else "")
    check_grade(parts.jenis, golongan)
    values: dict[str, Any] = {
        "tenant": work.tenant, "id": person.asn_id, "lama": person.nip, "baru": new, "jenis": parts.jenis.value,
        "golongan": golongan,
    }  # fmt: skip
    if await work.one(_KNOWN, {name: values[name] for name in ("tenant", "baru", "id")}) is not None:
        raise Refusal(TAKEN)
    await work.run(
        _KEEP,
        {name: values[name] for name in ("tenant", "id", "lama", "baru")}
        | {"tanggal": command.tanggal, "sk": command.sk, "actor": actor.id, "now": work.now},
    )
    for sql in _CHANGE:
        await work.run(sql, {name: value for name, value in values.items() if f":{name}" in sql})
    await store.end_sessions(work, person.asn_id)
    await work.audit("nip.changed", str(person.asn_id), {"sk": command.sk, "tanggal": str(command.tanggal)})
    ids = [person.asn_id, *await terms.below(work, [person.asn_id])]
    await store.tell(work, ids)
    return Told(len(ids))
