"""Projections of people, months, results and slips."""

from alembic import op

from chassis.plumbing import create_plumbing, execute_all, open_to_service

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE opd (
    tenant text NOT NULL,
    kode text NOT NULL,
    nama text NOT NULL,
    induk text NOT NULL,
    PRIMARY KEY (tenant, kode)
);
CREATE TABLE pegawai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    opd text NOT NULL,
    validated boolean NOT NULL,
    peran text[] NOT NULL,
    PRIMARY KEY (tenant, asn_id)
);
CREATE TABLE bulan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    submitted integer NOT NULL,
    by_penilai integer NOT NULL,
    by_auto integer NOT NULL,
    rejected integer NOT NULL,
    pending integer NOT NULL,
    PRIMARY KEY (tenant, asn_id, periode)
);
CREATE TABLE bulan_berjalan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    submitted integer NOT NULL,
    by_penilai integer NOT NULL,
    by_auto integer NOT NULL,
    rejected integer NOT NULL,
    PRIMARY KEY (tenant, asn_id, periode)
);
CREATE TABLE nilai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    nilai_kinerja numeric,
    predikat text,
    PRIMARY KEY (tenant, asn_id, tahun)
);
CREATE TABLE slip (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    status text NOT NULL,
    total bigint NOT NULL,
    PRIMARY KEY (tenant, asn_id, periode)
);
CREATE TABLE rekap (
    tenant text NOT NULL,
    rekap_id uuid NOT NULL,
    periode text NOT NULL,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, rekap_id)
);
"""


def upgrade() -> None:
    create_plumbing(op.execute, "reporting")
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "reporting", "opd", "pegawai", "bulan", "bulan_berjalan", "nilai", "slip", "rekap")
