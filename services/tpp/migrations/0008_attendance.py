"""Attendance day by day: imported, corrected by version, objected to by whom it concerns, answered."""

from alembic import op

from chassis.plumbing import close_to_tenant, execute_all, open_to_service

revision = "0008"
down_revision = "0007"

CHANGES = """
CREATE TABLE presensi (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    masuk time,
    pulang time,
    keterangan text NOT NULL,
    sumber text NOT NULL,
    version integer NOT NULL,
    dicatat_pada timestamptz NOT NULL,
    PRIMARY KEY (tenant, tanggal, asn_id)
);
CREATE TABLE presensi_lama (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    masuk time,
    pulang time,
    keterangan text NOT NULL,
    sumber text NOT NULL,
    version integer NOT NULL,
    dicatat_pada timestamptz NOT NULL,
    PRIMARY KEY (tenant, tanggal, asn_id, version)
);
CREATE TABLE impor_presensi (
    tenant text NOT NULL,
    impor_id uuid NOT NULL,
    nama text NOT NULL,
    profil text NOT NULL,
    sidik text NOT NULL,
    baris integer NOT NULL,
    berubah integer NOT NULL,
    ditolak integer NOT NULL,
    oleh uuid NOT NULL,
    pada timestamptz NOT NULL,
    PRIMARY KEY (tenant, impor_id)
);
CREATE TABLE sanggahan_presensi (
    tenant text NOT NULL,
    sanggahan_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    alasan text NOT NULL,
    pada timestamptz NOT NULL,
    diterima boolean,
    jawaban text NOT NULL DEFAULT '',
    dijawab_oleh uuid,
    dijawab_pada timestamptz,
    PRIMARY KEY (tenant, sanggahan_id)
);
CREATE UNIQUE INDEX sanggahan_presensi_terbuka ON sanggahan_presensi (tenant, tanggal, asn_id) WHERE diterima IS NULL;
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "tpp", "presensi", "impor_presensi", "sanggahan_presensi")
    close_to_tenant(op.execute, "presensi_lama")
    op.execute("GRANT SELECT, INSERT ON presensi_lama TO tpp_app")
