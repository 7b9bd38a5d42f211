"""`ekinerja packs`: read the regulation packs as the services will, without starting anything."""

from __future__ import annotations

from chassis.regulation import Packs
from ekinerja import laws
from ekinerja.topology import topology


def packs() -> None:
    """Say which Pemda the packs are for; the first file that a service would refuse ends it with exit code 2."""
    laws.check(list(topology().services))
    for pack in Packs.load(laws.folder()):
        head = pack.head
        print(f"{pack.id}: {', '.join(head.tenants)}, {head.kind}, from {head.effective_from.isoformat()}: {head.law}")
