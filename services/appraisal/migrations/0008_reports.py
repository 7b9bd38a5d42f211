"""Reports of a year, the reasons for a distribution outside the bands, and the ranking (KON P31(8), P40, P41)."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0008"
down_revision = "0007"

CHANGES = """
ALTER TABLE appraisal ADD COLUMN reported_in uuid;
CREATE TABLE laporan (
    tenant text NOT NULL,
    laporan_id uuid NOT NULL,
    tahun integer NOT NULL,
    penilai_id uuid NOT NULL,
    nomor integer NOT NULL,
    baris jsonb NOT NULL,
    submitted_at timestamptz NOT NULL,
    late boolean NOT NULL,
    pemegang_id uuid,
    arrived_at timestamptz,
    version integer NOT NULL,
    PRIMARY KEY (tenant, laporan_id),
    UNIQUE (tenant, tahun, penilai_id, nomor)
);
CREATE TABLE alasan_distribusi (
    tenant text NOT NULL,
    tahun integer NOT NULL,
    unit text NOT NULL,
    alasan text NOT NULL,
    oleh uuid NOT NULL,
    pada timestamptz NOT NULL,
    PRIMARY KEY (tenant, tahun, unit)
);
CREATE TABLE peringkat (
    tenant text NOT NULL,
    peringkat_id uuid NOT NULL,
    tahun integer NOT NULL,
    state text NOT NULL CHECK (state IN ('proposed', 'set')),
    urutan jsonb NOT NULL,
    proposed_by uuid NOT NULL,
    proposed_at timestamptz NOT NULL,
    set_by uuid,
    set_at timestamptz,
    keputusan text NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant, peringkat_id),
    UNIQUE (tenant, tahun)
)
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "appraisal", "laporan", "alasan_distribusi", "peringkat")
