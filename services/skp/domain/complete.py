"""What must stand in a plan that is declared complete: every lack of it, at once. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from contracts.refusal import lacking
from contracts.vocabulary import JenisJabatan, Kategori
from services.skp.domain.content import Butir, Content, Demands, Post
from services.skp.domain.lacks import Lacks


def check_complete(content: Content, post: Post, demands: Demands) -> None:
    """What must stand in a plan that is declared complete; a refusal names all that does not."""
    lacks = Lacks()
    with lacks.noting():
        _check_attested(content)
    with lacks.noting():
        _check_sources(content, post, demands)
    with lacks.noting():
        _check_utama(content)
    for n, butir in enumerate(content.butir):
        with lacks.noting():
            _check_named(butir, n)
        with lacks.noting():
            check_indicator(butir, f"butir[{n}]")
        with lacks.noting():
            if butir.kategori is Kategori.TAMBAHAN:
                check_extra(butir, content.butir, demands.extra, f"butir[{n}]")
            else:
                _check_cascade(butir, post, f"butir[{n}]")
    with lacks.noting():
        _check_head_indicators(content, post, demands)
    lacks.refuse()


def _check_attested(content: Content) -> None:
    if not content.benar:
        raise lacking("Nyatakan bahwa isian ini benar.", "KUAN 23(1)", "benar")


def _check_utama(content: Content) -> None:
    if not any(b.kategori is Kategori.UTAMA for b in content.butir):
        raise lacking("SKP memuat paling sedikit satu kinerja utama.", "KUAN 6(1), KON 7(1)", "butir")


def _check_named(butir: Butir, n: int) -> None:
    if not butir.uraian.strip():
        raise lacking("Kinerja belum diisi.", "KUAN 6(1), KON 7(1)", f"butir[{n}].uraian")


def check_indicator(butir: Butir, at: str) -> None:
    """Every kinerja utama and tambahan has at least one individual indicator (KUAN P7(1), KON P7(3))."""
    if not butir.indikator.strip():
        raise lacking(f"Kinerja {butir.uraian!r} belum memiliki indikator.", "KUAN 7(1), KON 7(3)", f"{at}.indikator")


def check_split(butir: Butir, first_month: int, n: int) -> None:
    """The owner's months add up to the year, and none lies before the plan begins (KUAN P17(b))."""
    if butir.bulanan and (len(butir.bulanan) != 12 or any(butir.bulanan[: first_month - 1])):
        raise lacking("Sebutkan dua belas bulan; sebelum SKP mulai nol.", "KUAN 17 b", f"butir[{n}].bulanan")
    if butir.bulanan and sum(butir.bulanan) != butir.target.kuantitas:
        raise lacking(
            f"Jumlah bulanan {sum(butir.bulanan)}, target setahun {butir.target.kuantitas or 'tanpa kuantitas'}.",
            "KUAN 17 b",
            f"butir[{n}].bulanan",
        )


def _check_sources(content: Content, post: Post, demands: Demands) -> None:
    lacks, named = Lacks(), {s.jenis for s in content.sumber}
    with lacks.noting():
        if not named or named - set(demands.sources):
            raise lacking(f"Sebutkan sumber penyusunan: {', '.join(demands.sources)}.", "KUAN 5(2), KON 6(1)", "sumber")
    for n, sumber in enumerate(content.sumber):
        with lacks.noting():
            if not sumber.rujukan.strip():
                raise lacking("Sebutkan dokumen sumbernya.", "KUAN 5(2), KON 6(1)", f"sumber[{n}].rujukan")
    needed = set(demands.needed.get(post.jenis.value, ())) | (set(demands.unit_head) if post.memimpin_unit else set())
    with lacks.noting():
        if missing := sorted(needed - named):
            raise lacking(f"Sumber yang belum disebut: {', '.join(missing)}.", "KON 10(1-2), 11, 12, 13", "sumber")
    lacks.refuse()


# The characteristics of a tugas tambahan beside its SK: what is said without them, and by which letter of P9(2).
_TRAITS: Mapping[str, tuple[str, str]] = {
    "disepakati": ("Tugas tambahan disepakati dengan pemberi tugas.", "a"),
    "di_luar_tugas_pokok": ("Tugas tambahan di luar tugas pokok.", "c"),
    "sesuai_kapasitas": ("Tugas tambahan sesuai dengan kapasitas pegawai.", "d"),
    "terkait_output": ("Tugas tambahan terkait dengan hasil kerja.", "e"),
}


def check_extra(butir: Butir, others: Collection[Butir], mandatory: Collection[str], at: str) -> None:
    """A tugas tambahan: its SK and the other `mandatory` characteristics; outside the main duty, it repeats none."""
    lacks = Lacks()
    with lacks.noting():
        if "surat_keputusan" in mandatory and (butir.sk is None or not butir.sk.nomor.strip()):
            raise lacking("Tugas tambahan harus memiliki SK bernomor.", "KUAN 9(2)b, KON 9(2)b", f"{at}.sk")
    for trait, (said, letter) in _TRAITS.items():
        with lacks.noting():
            if trait in mandatory and not (butir.sk and getattr(butir.sk, trait)):
                raise lacking(said, f"KUAN 9(2){letter}, KON 9(2){letter}", f"{at}.sk.{trait}")
    same = butir.uraian.strip().casefold()
    with lacks.noting():
        if "di_luar_tugas_pokok" in mandatory and any(
            o.kategori is Kategori.UTAMA and o.uraian.strip().casefold() == same for o in others
        ):
            raise lacking("Tugas tambahan ini mengulang kinerja utama.", "KUAN 9(2)c, KON 9(2)c", f"{at}.uraian")
    lacks.refuse()


def _check_cascade(butir: Butir, post: Post, at: str) -> None:
    """Down from the unit's goals, from the superior's kinerja, or from butir kegiatan, by kind of jabatan."""
    pasal = "KUAN 8(1), KON 8(1)"
    lacks = Lacks()
    if post.jenis is JenisJabatan.JPT_PRATAMA:
        if butir.sasaran_unit is None:
            raise lacking("Kinerja JPT diturunkan dari sasaran unit.", pasal, f"{at}.sasaran_unit")
    elif post.jenis is JenisJabatan.FUNGSIONAL:
        with lacks.noting():
            if not butir.butir_kegiatan:
                raise lacking("Sebutkan butir kegiatan jabatan fungsional.", f"{pasal}, KON 13", f"{at}.butir_kegiatan")
        with lacks.noting():
            if butir.sasaran_unit is None and butir.induk_id is None:
                raise lacking("Hubungkan dengan sasaran unit atau kinerja atasan.", pasal, f"{at}.induk_id")
    elif butir.induk_id is None:
        raise lacking("Kinerja diturunkan dari kinerja atasan langsung.", pasal, f"{at}.induk_id")
    lacks.refuse()


def _check_head_indicators(content: Content, post: Post, demands: Demands) -> None:
    if post.jenis is not JenisJabatan.JPT_PRATAMA or not post.memimpin_unit:
        return
    given = {b.jenis_indikator for b in content.butir}
    if missing := [name for name in demands.head_indicators if name not in given]:
        raise lacking(f"Indikator pimpinan unit yang belum ada: {', '.join(missing)}.", "KON 10(4)", "butir")
