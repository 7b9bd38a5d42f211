"""Releases of data to outside parties, what was taken by them, and the entries that may be released (KUAN P26(2)).

What is new of people who are known already (`nip`, `unit`, `peran_pd`, ...) comes with the next fact about each, or
with `ekinerja retell identity`. Entries that were told before are not in `catatan`: their months are in `bulan`.
"""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0011"
down_revision = "0010"

CHANGES = """
ALTER TABLE pegawai ADD COLUMN nip text NOT NULL DEFAULT '', ADD COLUMN unit text NOT NULL DEFAULT '',
    ADD COLUMN jenis text NOT NULL DEFAULT '', ADD COLUMN status text NOT NULL DEFAULT '',
    ADD COLUMN peran_pd jsonb NOT NULL DEFAULT '[]';
ALTER TABLE pegawai ALTER COLUMN nip DROP DEFAULT, ALTER COLUMN unit DROP DEFAULT, ALTER COLUMN jenis DROP DEFAULT,
    ALTER COLUMN status DROP DEFAULT, ALTER COLUMN peran_pd DROP DEFAULT;
CREATE TABLE catatan (
    tenant text NOT NULL,
    activity_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    kategori text NOT NULL,
    kuantitas integer NOT NULL,
    keadaan text NOT NULL CHECK (keadaan IN ('submitted', 'approved', 'auto', 'rejected')),
    masuk timestamptz,
    diputus timestamptz,
    PRIMARY KEY (tenant, activity_id)
);
CREATE INDEX catatan_orang ON catatan (tenant, asn_id, tanggal);
CREATE INDEX catatan_hari ON catatan (tenant, tanggal);
CREATE TABLE pelepasan (
    tenant text NOT NULL,
    pelepasan_id uuid NOT NULL,
    pihak text NOT NULL,
    tujuan text NOT NULL,
    dasar text NOT NULL,
    data text[] NOT NULL,
    dari date NOT NULL,
    sampai date NOT NULL,
    opd text[] NOT NULL,
    berlaku_sampai date NOT NULL,
    dimohon_oleh uuid NOT NULL,
    dimohon_pada timestamptz NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant, pelepasan_id),
    CHECK (sampai >= dari)
);
CREATE TABLE pelepasan_kata (
    tenant text NOT NULL,
    pelepasan_id uuid NOT NULL,
    sebagai text NOT NULL CHECK (sebagai IN ('pengelola', 'kepala_badan', 'kepala_pd')),
    opd text NOT NULL,
    sikap text NOT NULL CHECK (sikap IN ('setuju', 'keberatan', 'dicabut')),
    alasan text NOT NULL,
    oleh uuid NOT NULL,
    pada timestamptz NOT NULL,
    PRIMARY KEY (tenant, pelepasan_id, sebagai, opd)
);
CREATE TABLE pengambilan (
    tenant text NOT NULL,
    pelepasan_id uuid NOT NULL,
    ke integer NOT NULL CHECK (ke >= 1),
    oleh uuid NOT NULL,
    pada timestamptz NOT NULL,
    data text NOT NULL,
    opd text NOT NULL,
    bulan text NOT NULL,
    baris integer NOT NULL,
    orang integer NOT NULL,
    sha256 text NOT NULL,
    PRIMARY KEY (tenant, pelepasan_id, ke)
);
CREATE TABLE pengambilan_orang (
    tenant text NOT NULL,
    pelepasan_id uuid NOT NULL,
    ke integer NOT NULL,
    asn_id uuid NOT NULL,
    pada timestamptz NOT NULL,
    baris integer NOT NULL,
    PRIMARY KEY (tenant, pelepasan_id, ke, asn_id)
);
CREATE INDEX pengambilan_orang_siapa ON pengambilan_orang (tenant, asn_id, pada);
"""
LOGS = """
REVOKE UPDATE, DELETE ON pengambilan FROM reporting_app;
REVOKE UPDATE, DELETE ON pengambilan_orang FROM reporting_app;
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(
        op.execute, "reporting", "catatan", "pelepasan", "pelepasan_kata", "pengambilan", "pengambilan_orang"
    )
    execute_all(op.execute, LOGS)
