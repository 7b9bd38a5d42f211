"""A capaian for each SKP of a year, so that a move keeps what was done before it (KON P26)."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0002"
down_revision = "0001"

# What an open appraisal held until now was of its year as a whole; it is kept under the appraisal's own id.
CHANGES = """
CREATE TABLE segmen (
    tenant text NOT NULL,
    skp_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    mulai date NOT NULL,
    selesai date NOT NULL,
    sebab text NOT NULL DEFAULT '',
    target text NOT NULL DEFAULT '',
    penilai_id uuid,
    capaian numeric CHECK (capaian BETWEEN 0 AND 120),
    belum text[] NOT NULL DEFAULT '{}',
    measured_on date,
    confirmed boolean NOT NULL DEFAULT false,
    is_kept boolean NOT NULL DEFAULT false,
    PRIMARY KEY (tenant, skp_id)
);
CREATE INDEX segmen_asn_id ON segmen (tenant, asn_id, tahun);
ALTER TABLE appraisal ADD COLUMN nilai_skp_hari numeric;
ALTER TABLE appraisal ADD COLUMN nilai_skp_bulan numeric;
ALTER TABLE appraisal ADD COLUMN segmen jsonb NOT NULL DEFAULT '[]';
ALTER TABLE appraisal ADD COLUMN capaian_said text NOT NULL DEFAULT '';
ALTER TABLE appraisal NO FORCE ROW LEVEL SECURITY;
INSERT INTO segmen (tenant, skp_id, asn_id, tahun, mulai, selesai, capaian, target, is_kept)
SELECT tenant, appraisal_id, asn_id, tahun, make_date(tahun, 1, 1), make_date(tahun, 12, 31), capaian, target, true
FROM appraisal WHERE state = 'opened';
UPDATE appraisal SET capaian_said = 'capaian SKP ' || capaian || ' %' WHERE state <> 'opened' AND capaian IS NOT NULL;
ALTER TABLE appraisal FORCE ROW LEVEL SECURITY
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "appraisal", "segmen")
