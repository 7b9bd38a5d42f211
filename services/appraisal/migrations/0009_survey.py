"""The closed survey of behaviour: one sealed box a survey, who is asked, and what it came to (KON P29, P30)."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0009"
down_revision = "0008"

CHANGES = """
CREATE TABLE survei (
    tenant text NOT NULL,
    survei_id uuid NOT NULL,
    appraisal_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    mulai date NOT NULL,
    sampai date NOT NULL,
    aspek text[] NOT NULL,
    kotak bytea NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'closed')),
    n_rekan integer NOT NULL,
    n_bawahan integer NOT NULL,
    nilai numeric CHECK (nilai BETWEEN 0 AND 120),
    rekan numeric CHECK (rekan BETWEEN 0 AND 120),
    bawahan numeric CHECK (bawahan BETWEEN 0 AND 120),
    halo numeric,
    PRIMARY KEY (tenant, survei_id),
    UNIQUE (tenant, appraisal_id)
);
CREATE TABLE undangan_survei (
    tenant text NOT NULL,
    undangan_id uuid NOT NULL,
    survei_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    kelompok text NOT NULL CHECK (kelompok IN ('rekan', 'bawahan')),
    urutan integer NOT NULL,
    state text NOT NULL CHECK (state IN ('reserve', 'asked', 'declined', 'answered')),
    kali integer NOT NULL,
    PRIMARY KEY (tenant, undangan_id),
    UNIQUE (tenant, survei_id, asn_id)
);
CREATE INDEX undangan_survei_asked ON undangan_survei (tenant, asn_id) WHERE state = 'asked';
CREATE INDEX pegawai_unit ON pegawai (tenant, unit)
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "appraisal", "survei", "undangan_survei")
