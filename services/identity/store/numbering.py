"""The NIP of a person changes everywhere at once; the former one stays theirs."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work

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


class Change(Struct, frozen=True):
    """Whose number changes, from which to which; the kind of ASN and the grade that come with it."""

    asn_id: UUID
    lama: str
    baru: str
    jenis: str
    golongan: str


async def is_taken(work: Work, nip: str, asn_id: UUID) -> bool:
    """Whether a number is or was somebody else's."""
    return await work.one(_KNOWN, {"tenant": work.tenant, "baru": nip, "id": asn_id}) is not None


async def renumber(work: Work, change: Change, tanggal: date, sk: str, actor: UUID) -> None:
    """Change it, by the decree `sk` of `tanggal`."""
    values: dict[str, Any] = {
        "tenant": work.tenant, "id": change.asn_id, "lama": change.lama, "baru": change.baru, "jenis": change.jenis,
        "golongan": change.golongan,
    }  # fmt: skip
    kept = {name: values[name] for name in ("tenant", "id", "lama", "baru")}
    await work.run(_KEEP, kept | {"tanggal": tanggal, "sk": sk, "actor": actor, "now": work.now})
    for sql in _CHANGE:
        await work.run(sql, {name: value for name, value in values.items() if f":{name}" in sql})
