"""The paper and its terms, objections with their evidence, the days on which nobody works (KON P38-39, P48)."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0007"
down_revision = "0006"

# What was signed before could be seen by the appraised at once, and "received" meant received and signed.
CHANGES = """
ALTER TABLE appraisal DROP CONSTRAINT appraisal_state_check;
ALTER TABLE appraisal ADD CONSTRAINT appraisal_state_check
    CHECK (state IN ('opened', 'signed', 'delivered', 'received', 'returned', 'final'));
ALTER TABLE appraisal ADD COLUMN signed_as text NOT NULL DEFAULT 'penilai';
ALTER TABLE appraisal ADD COLUMN delivered_at timestamptz;
ALTER TABLE appraisal ADD COLUMN received_how text NOT NULL DEFAULT '';
ALTER TABLE appraisal ADD COLUMN serah_terima jsonb;
ALTER TABLE appraisal ADD COLUMN objection_until date;
ALTER TABLE appraisal ADD COLUMN returned_at timestamptz;
ALTER TABLE appraisal ADD COLUMN returned_by uuid;
ALTER TABLE appraisal ADD COLUMN lapsed text NOT NULL DEFAULT '';
ALTER TABLE appraisal ADD COLUMN lapsed_to uuid;
ALTER TABLE appraisal ADD COLUMN lapsed_to_role text NOT NULL DEFAULT '';
ALTER TABLE appraisal ADD COLUMN substitute_until date;
ALTER TABLE appraisal ADD COLUMN objected boolean NOT NULL DEFAULT false;
ALTER TABLE appraisal NO FORCE ROW LEVEL SECURITY;
ALTER TABLE deadline NO FORCE ROW LEVEL SECURITY;
UPDATE appraisal SET delivered_at = signed_at WHERE state <> 'opened';
UPDATE appraisal SET state = 'delivered' WHERE state = 'signed';
UPDATE appraisal a SET received_how = 'tanda_tangan', returned_at = received_at, returned_by = asn_id,
    objection_until = coalesce((SELECT (d.due_at - interval '12 hours')::date FROM deadline d
        WHERE d.tenant = a.tenant AND d.kind = 'objection_lapse' AND d.subject = a.appraisal_id::text),
        received_at::date + 14)
WHERE state IN ('received', 'final');
UPDATE appraisal SET state = 'returned' WHERE state = 'received';
INSERT INTO deadline (id, tenant, kind, subject, due_at, payload)
SELECT gen_random_uuid(), tenant, 'sign_due', appraisal_id::text,
    make_timestamptz(tahun + 1, 2, 15, 0, 0, 0, 'Asia/Jakarta'), '{}' FROM appraisal WHERE state = 'opened';
ALTER TABLE deadline FORCE ROW LEVEL SECURITY;
ALTER TABLE appraisal FORCE ROW LEVEL SECURITY;
CREATE INDEX appraisal_lapsed ON appraisal (tenant, tahun) WHERE lapsed <> '';
CREATE TABLE hari_libur (
    tenant text NOT NULL,
    tanggal date NOT NULL,
    libur boolean NOT NULL,
    PRIMARY KEY (tenant, tanggal)
);
CREATE TABLE keberatan (
    tenant text NOT NULL,
    keberatan_id uuid NOT NULL,
    appraisal_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    penilai_id uuid NOT NULL,
    alasan text NOT NULL,
    bukti text[] NOT NULL,
    filed_at timestamptz NOT NULL,
    manifest_sha256 text NOT NULL,
    decide_by date NOT NULL,
    state text NOT NULL CHECK (state IN ('filed', 'decided')),
    diminta jsonb NOT NULL,
    penjelasan jsonb NOT NULL,
    answer_until date,
    hasil text NOT NULL,
    pertimbangan text NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    version integer NOT NULL,
    PRIMARY KEY (tenant, keberatan_id),
    UNIQUE (tenant, appraisal_id)
);
CREATE TABLE berkas_keberatan (
    tenant text NOT NULL,
    keberatan_id uuid NOT NULL,
    nama text NOT NULL,
    isi bytea NOT NULL,
    PRIMARY KEY (tenant, keberatan_id, nama)
)
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "appraisal", "hari_libur", "keberatan", "berkas_keberatan")
