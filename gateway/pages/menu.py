"""What a person may open, by role: the side navigation, the tabs of a phone, and the page that lists all."""

from __future__ import annotations

from collections.abc import Collection

from gateway.pages.duties import Group, Item, duties
from gateway.pages.pemda import Pemda

MOST_TABS = 4


def groups(peran: Collection[str], is_person: bool, bawahan: int, antrean: int, pemda: Pemda | None) -> list[Group]:
    """Who has several roles has the union, grouped; what the law of the Pemda gives to nobody is not offered."""
    asks = bool(pemda and pemda.survei)
    watched = pemda is not None and "/pemantauan" not in pemda.tutup
    rencana, temuan = bool(pemda and pemda.rencana), bool(pemda and pemda.temuan)
    leads = bawahan > 0 or "bupati" in peran
    own = []
    if is_person:
        own = [
            Item("/beranda", "Beranda", "rumah", tab=True),
            *([Item("/antrean", "Antrean", "antre", antrean, tab=True)] if leads else []),
            Item("/aktivitas/catat", "Catat", "pena", tab=True),
            Item("/aktivitas", "Bulan saya", "kalender", tab=True),
            Item("/skp", "SKP", "sasaran", tab=not leads),
            Item("/penilaian", "Penilaian", "nilai"),
            *([Item("/pemantauan", "Pemantauan", "grafik")] if watched and not leads else []),
            *([Item("/survei", "Survei perilaku", "orang")] if asks else []),
            Item("/tpp", "Slip TPP", "uang"),
            Item("/presensi", "Presensi", "jam"),
            *([Item("/rencana", "Rencana", "grafik")] if rencana else []),
            Item("/pemutakhiran", "Pemutakhiran data", "ulang"),
            *([Item("/pembinaan", "Pembinaan", "orang")] if temuan else []),
        ]
    elif leads:
        own = [Item("/antrean", "Antrean", "antre", antrean, tab=True)]
    rest = [Item("/bantuan", "Bantuan", "info")] if is_person else []
    rest = [Item("/pesan", "Pesan", "lonceng"), *rest, Item("/akun", "Akun", "kunci", tab=not is_person)]
    others = duties(peran, leads, pemda.tutup, pemda.pembaca) if pemda else []
    return [Group("", tuple([*own, *rest])), *others]


def here(found: list[Group], path: str) -> str:
    """The address of the navigation under which a path lies, the longest of them; empty for none."""
    known = [item.alamat for group in found for item in group.isi]
    return max((one for one in known if path == one or path.startswith(f"{one}/")), key=len, default="")


def tabs(found: list[Group]) -> list[Item]:
    """Those of a phone's bar, besides the one that lists all."""
    return [item for group in found for item in group.isi if item.tab][:MOST_TABS]
