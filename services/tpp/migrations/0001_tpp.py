"""Runs, slips, and the facts they are computed from."""

from alembic import op

from chassis.plumbing import create_plumbing, execute_all, open_to_service

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE pegawai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    nama text NOT NULL,
    jabatan text NOT NULL,
    opd text NOT NULL,
    jenis text NOT NULL,
    status text NOT NULL,
    kelas_jabatan integer NOT NULL,
    validated boolean NOT NULL,
    peran text[] NOT NULL,
    event_id uuid NOT NULL,
    PRIMARY KEY (tenant, asn_id)
);
CREATE TABLE bulan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    kuantitas_approved bigint NOT NULL,
    kuantitas_target bigint NOT NULL,
    approved_auto integer NOT NULL,
    pending integer NOT NULL,
    hari_kosong integer NOT NULL,
    event_id uuid NOT NULL,
    traceparent text,
    PRIMARY KEY (tenant, asn_id, periode)
);
CREATE TABLE nilai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    predikat text,
    nilai_kinerja text,
    event_id uuid NOT NULL,
    PRIMARY KEY (tenant, asn_id, tahun)
);
CREATE TABLE run (
    tenant text NOT NULL,
    run_id uuid NOT NULL,
    periode text NOT NULL,
    state text NOT NULL CHECK (state IN ('finished')),
    slips integer NOT NULL,
    total bigint NOT NULL,
    pack text NOT NULL,
    run_by uuid NOT NULL,
    run_at timestamptz NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant, run_id),
    UNIQUE (tenant, periode)
);
CREATE TABLE slip (
    tenant text NOT NULL,
    slip_id uuid NOT NULL,
    run_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    opd text NOT NULL,
    status text NOT NULL CHECK (status IN ('payable', 'not_eligible', 'incomplete')),
    total bigint NOT NULL CHECK (total >= 0),
    lines jsonb NOT NULL,
    alasan text NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant, slip_id),
    UNIQUE (tenant, asn_id, periode)
);
"""


def upgrade() -> None:
    create_plumbing(op.execute, "tpp")
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "tpp", "pegawai", "bulan", "nilai", "run", "slip")
