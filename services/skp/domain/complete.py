"""What must stand in a plan that is declared complete: every lack of it, at once. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from contracts.refusal import Refusal, Rule, rule
from contracts.vocabulary import JenisJabatan, Kategori
from services.skp.domain.content import Butir, Content, Demands, Post
from services.skp.domain.lacks import Lacks

NOT_DECLARED = rule("skp.complete.not_declared", 422, "Nyatakan bahwa isian ini benar.", "benar")
NO_MAIN_DUTY = rule("skp.complete.no_main_duty", 422, "SKP memuat paling sedikit satu kinerja utama.", "butir")
NO_TEXT = rule("skp.complete.no_text", 422, "Kinerja belum diisi.")
NO_INDICATOR = rule("skp.complete.no_indicator", 422, "Kinerja {kinerja} belum memiliki indikator.")
NOT_TWELVE = rule("skp.complete.not_twelve", 422, "Sebutkan dua belas bulan; sebelum SKP mulai nol.")
MONTHS_DIFFER = rule("skp.complete.months_differ", 422, "Jumlah bulanan {sum}, target setahun {target}.")
HEAD_INDICATORS = rule(
    "skp.complete.head_indicators", 422, "Indikator pimpinan unit yang belum ada: {missing}.", "butir"
)
NO_SOURCE = rule("skp.complete.no_source", 422, "Sebutkan sumber penyusunan: {sources}.", "sumber")
SOURCES_MISSING = rule("skp.complete.sources_missing", 422, "Sumber yang belum disebut: {missing}.", "sumber")
NO_DECREE = rule("skp.tambahan.no_decree", 422, "Tugas tambahan harus memiliki SK bernomor.")
REPEATS = rule("skp.tambahan.repeats", 422, "Tugas tambahan ini mengulang kinerja utama.")
NO_GOAL = rule("skp.cascade.no_goal", 422, "Kinerja JPT diturunkan dari sasaran unit.")
SOURCE_UNNAMED = rule("skp.complete.source_unnamed", 422, "Sebutkan dokumen sumbernya.")
NO_INDUK = rule("skp.cascade.no_parent", 422, "Kinerja diturunkan dari kinerja atasan langsung.")
NO_ITEM = rule("skp.cascade.no_butir_kegiatan", 422, "Sebutkan butir kegiatan jabatan fungsional.")
NOT_CONNECTED = rule("skp.cascade.not_connected", 422, "Hubungkan dengan sasaran unit atau kinerja atasan.")


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
        raise Refusal(NOT_DECLARED)


def _check_utama(content: Content) -> None:
    if not any(b.kategori is Kategori.UTAMA for b in content.butir):
        raise Refusal(NO_MAIN_DUTY)


def _check_named(butir: Butir, n: int) -> None:
    if not butir.uraian.strip():
        raise Refusal(NO_TEXT, field=f"butir[{n}].uraian")


def check_indicator(butir: Butir, at: str) -> None:
    """Every kinerja utama and tambahan has at least one individual indicator (KUAN P7(1), KON P7(3))."""
    if not butir.indikator.strip():
        raise Refusal(NO_INDICATOR, kinerja=repr(butir.uraian), field=f"{at}.indikator")


def check_split(butir: Butir, first_month: int, n: int) -> None:
    """The owner's months add up to the year, and none lies before the plan begins (KUAN P17(b))."""
    if butir.bulanan and (len(butir.bulanan) != 12 or any(butir.bulanan[: first_month - 1])):
        raise Refusal(NOT_TWELVE, field=f"butir[{n}].bulanan")
    if butir.bulanan and sum(butir.bulanan) != butir.target.kuantitas:
        raise Refusal(
            MONTHS_DIFFER,
            sum=sum(butir.bulanan),
            target=butir.target.kuantitas or "tanpa kuantitas",
            field=f"butir[{n}].bulanan",
        )


def _check_sources(content: Content, post: Post, demands: Demands) -> None:
    lacks, named = Lacks(), {s.jenis for s in content.sumber}
    with lacks.noting():
        if not named or named - set(demands.sources):
            raise Refusal(NO_SOURCE, sources=", ".join(demands.sources))
    for n, sumber in enumerate(content.sumber):
        with lacks.noting():
            if not sumber.rujukan.strip():
                raise Refusal(SOURCE_UNNAMED, field=f"sumber[{n}].rujukan")
    needed = set(demands.needed.get(post.jenis.value, ())) | (set(demands.unit_head) if post.memimpin_unit else set())
    with lacks.noting():
        if missing := sorted(needed - named):
            raise Refusal(SOURCES_MISSING, missing=", ".join(missing))
    lacks.refuse()


# What is said where a tugas tambahan lacks one of the characteristics that it has beside its SK.
_TRAITS: Mapping[str, Rule] = {
    trait: rule(f"skp.tambahan.{trait}", 422, said)
    for trait, said in {
        "disepakati": "Tugas tambahan disepakati dengan pemberi tugas.",
        "di_luar_tugas_pokok": "Tugas tambahan di luar tugas pokok.",
        "sesuai_kapasitas": "Tugas tambahan sesuai dengan kapasitas pegawai.",
        "terkait_output": "Tugas tambahan terkait dengan hasil kerja.",
    }.items()
}


def check_extra(butir: Butir, others: Collection[Butir], mandatory: Collection[str], at: str) -> None:
    """A tugas tambahan: its SK and the other `mandatory` characteristics; outside the main duty, it repeats none."""
    lacks = Lacks()
    with lacks.noting():
        if "surat_keputusan" in mandatory and (butir.sk is None or not butir.sk.nomor.strip()):
            raise Refusal(NO_DECREE, field=f"{at}.sk")
    for trait, lacking in _TRAITS.items():
        with lacks.noting():
            if trait in mandatory and not (butir.sk and getattr(butir.sk, trait)):
                raise Refusal(lacking, field=f"{at}.sk.{trait}")
    same = butir.uraian.strip().casefold()
    with lacks.noting():
        if "di_luar_tugas_pokok" in mandatory and any(
            o.kategori is Kategori.UTAMA and o.uraian.strip().casefold() == same for o in others
        ):
            raise Refusal(REPEATS, field=f"{at}.uraian")
    lacks.refuse()


def _check_cascade(butir: Butir, post: Post, at: str) -> None:
    """Down from the unit's goals, from the superior's kinerja, or from butir kegiatan, by kind of jabatan."""
    lacks = Lacks()
    if post.jenis is JenisJabatan.JPT_PRATAMA:
        if butir.sasaran_unit is None:
            raise Refusal(NO_GOAL, field=f"{at}.sasaran_unit")
    elif post.jenis is JenisJabatan.FUNGSIONAL:
        with lacks.noting():
            if not butir.butir_kegiatan:
                raise Refusal(NO_ITEM, field=f"{at}.butir_kegiatan")
        with lacks.noting():
            if butir.sasaran_unit is None and butir.induk_id is None:
                raise Refusal(NOT_CONNECTED, field=f"{at}.induk_id")
    elif butir.induk_id is None:
        raise Refusal(NO_INDUK, field=f"{at}.induk_id")
    lacks.refuse()


def _check_head_indicators(content: Content, post: Post, demands: Demands) -> None:
    if post.jenis is not JenisJabatan.JPT_PRATAMA or not post.memimpin_unit:
        return
    given = {b.jenis_indikator for b in content.butir}
    if missing := [name for name in demands.head_indicators if name not in given]:
        raise Refusal(HEAD_INDICATORS, missing=", ".join(missing))
