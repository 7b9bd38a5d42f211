"""The appraisal and what it rests on."""

from alembic import op

from chassis.plumbing import create_plumbing, execute_all, open_to_service

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE pegawai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    nama text NOT NULL,
    opd text NOT NULL,
    atasan_id uuid,
    jenis_jabatan text NOT NULL,
    PRIMARY KEY (tenant, asn_id)
);
CREATE TABLE bulan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    by_penilai integer NOT NULL,
    by_auto integer NOT NULL,
    rejected integer NOT NULL,
    PRIMARY KEY (tenant, asn_id, periode)
);
CREATE TABLE appraisal (
    tenant text NOT NULL,
    appraisal_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    state text NOT NULL CHECK (state IN ('opened', 'signed', 'received', 'final')),
    target text NOT NULL,
    capaian numeric CHECK (capaian BETWEEN 0 AND 120),
    nilai_skp numeric CHECK (nilai_skp BETWEEN 0 AND 120),
    nilai_perilaku numeric CHECK (nilai_perilaku BETWEEN 0 AND 120),
    nilai_kinerja numeric CHECK (nilai_kinerja BETWEEN 0 AND 120),
    predikat text,
    perilaku jsonb NOT NULL DEFAULT '{}',
    hasil text NOT NULL DEFAULT '',
    manfaat text NOT NULL DEFAULT '',
    signed_by uuid,
    signed_at timestamptz,
    received_at timestamptz,
    late boolean NOT NULL DEFAULT false,
    pack text NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant, appraisal_id),
    UNIQUE (tenant, asn_id, tahun)
);
"""


def upgrade() -> None:
    create_plumbing(op.execute, "appraisal")
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "appraisal", "pegawai", "bulan", "appraisal")
