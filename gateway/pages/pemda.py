"""The regencies of an installation as the pages name them."""

from __future__ import annotations

import msgspec

from chassis.regulation import Packs


class Pemda(msgspec.Struct, frozen=True):
    """A regency as its pages name it; `warna` tells one from another at a glance."""

    tenant: str
    nama: str
    warna: str
    hukum: str
    nomor: str


def regencies(packs: Packs) -> dict[str, Pemda]:
    """Every Pemda of the installation, from the heads of its packs."""
    found = {}
    for tenant in packs.tenants():
        heads = [pack.head for pack in packs if tenant in pack.head.tenants and pack.head.kind == "kinerja"]
        if heads:
            last = heads[-1]
            name = last.pemda.replace("Kabupaten", "Kab.") or tenant
            found[tenant] = Pemda(tenant, name, last.labels.get("warna", "hijau"), last.short, last.law)
    return found
