"""Evidence of entries: files by their hash (KUAN P25(2)).

A file that was ever attached stays as it was, and its row tells when it was taken off. The database itself refuses to
attach to, or to take from, an entry that is approved: what is archived can only be read.
"""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0017"
down_revision = "0016"

TABLES = """
CREATE TABLE lampiran (
    tenant text NOT NULL,
    lampiran_id uuid NOT NULL,
    activity_id uuid NOT NULL,
    nama text NOT NULL,
    tipe text NOT NULL CHECK (tipe IN ('image/jpeg', 'image/png', 'application/pdf')),
    bytes integer NOT NULL CHECK (bytes > 0),
    sha256 text NOT NULL CHECK (length(sha256) = 64),
    oleh uuid NOT NULL,
    at timestamptz NOT NULL,
    menunggu boolean NOT NULL,
    dilepas_oleh uuid,
    dilepas_at timestamptz,
    PRIMARY KEY (lampiran_id, tenant)
);
CREATE INDEX lampiran_activity_id ON lampiran (activity_id, lampiran_id)
"""
READ_ONLY = """
CREATE FUNCTION lampiran_read_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM activity a WHERE a.tenant = NEW.tenant AND a.activity_id = NEW.activity_id
        AND a.state IN ('assisted', 'submitted', 'escalated', 'rejected'))
    THEN
        RAISE EXCEPTION 'the evidence of this entry is read only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""
TRIGGER = """
CREATE TRIGGER lampiran_read_only BEFORE INSERT OR UPDATE ON lampiran
FOR EACH ROW EXECUTE FUNCTION lampiran_read_only();
REVOKE UPDATE, DELETE ON lampiran FROM activity_app;
GRANT UPDATE (menunggu, dilepas_oleh, dilepas_at) ON lampiran TO activity_app
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "activity", "lampiran")
    op.execute(READ_ONLY)
    execute_all(op.execute, TRIGGER)
