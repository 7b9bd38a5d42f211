"""Where a browser fetches what is no page: evidence and printed papers, straight from the operation that gives them."""

from __future__ import annotations

from uuid import UUID


def evidence(activity_id: UUID, lampiran_id: UUID) -> str:
    """activity.fetch_evidence"""
    return f"/api/activity/activities/{activity_id}/evidence/{lampiran_id}"


def plan(skp_id: UUID) -> str:
    """skp.print_skp"""
    return f"/api/skp/sasaran/{skp_id}/pdf"


def evaluation(appraisal_id: UUID) -> str:
    """appraisal.print_appraisal"""
    return f"/api/appraisal/appraisals/{appraisal_id}/pdf"


def slip(slip_id: UUID) -> str:
    """tpp.print_slip"""
    return f"/api/tpp/slips/{slip_id}/pdf"


def payments(periode: str, ke: int, kind: str) -> str:
    """tpp.export_payments, tpp.export_payments_csv"""
    return f"/api/tpp/lists/payments.{kind}?periode={periode}&ke={ke}&tujuan=pembayaran+TPP"


def payment_papers(periode: str, ke: int, kind: str) -> str:
    """tpp.export_sipd_sheet (`sipd.xlsx`), tpp.export_spj_bundle (`spj.zip`)"""
    return f"/api/tpp/lists/{kind}?periode={periode}&ke={ke}&tujuan=pembayaran+TPP"


def recap(periode: str) -> str:
    """reporting.export_recap"""
    return f"/api/reporting/recap.xlsx?periode={periode}"


def measurement(skp_id: UUID, masa: str) -> str:
    """skp.print_measurement"""
    return f"/api/skp/sasaran/{skp_id}/measurements/pdf?masa={masa}"


def document(dokumen_id: UUID) -> str:
    """skp.fetch_document"""
    return f"/api/skp/documents/{dokumen_id}"


def template() -> str:
    """activity.fetch_template"""
    return "/api/activity/imports/template"


def own_data(service: str, tahun: int) -> str:
    """export_own_data of one service: what it keeps about the person in a year; identity keeps nothing by years."""
    return f"/api/{service}/own-data" + ("" if service == "identity" else f"?tahun={tahun}")


def bundle(keberatan_id: UUID) -> str:
    """appraisal.fetch_objection_bundle"""
    return f"/api/appraisal/objections/{keberatan_id}/bundle"


def released(pelepasan_id: UUID) -> str:
    """reporting.take_release, for a form that asks `jenis`, `opd` and `bulan`"""
    return f"/api/reporting/releases/{pelepasan_id}/rows.csv"


def exported(ekspor_id: UUID) -> str:
    """reporting.fetch_export"""
    return f"/api/reporting/exports/{ekspor_id}/file"


def entries() -> str:
    """activity.export_activities, for a form that asks `periode` and `tujuan`"""
    return "/api/activity/export"


def plans() -> str:
    """skp.export_plans, for a form that asks `tahun` and `tujuan`"""
    return "/api/skp/export"
