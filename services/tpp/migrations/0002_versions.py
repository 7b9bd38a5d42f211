"""Slips that were issued stay: a recalculation adds a version. What a cut and a month's own circumstances rest on."""

from alembic import op

from chassis.plumbing import close_to_tenant, execute_all, open_to_service

revision = "0002"
down_revision = "0001"

CHANGES = """
ALTER TABLE bulan ADD COLUMN kosong date[] NOT NULL DEFAULT '{}', ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE pegawai ADD COLUMN tmt_jabatan date, ADD COLUMN masa_status jsonb;
ALTER TABLE slip ADD COLUMN pack text, ADD COLUMN kelas_jabatan integer,
    ADD COLUMN issued_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE slip NO FORCE ROW LEVEL SECURITY;
ALTER TABLE run NO FORCE ROW LEVEL SECURITY;
UPDATE slip s SET pack = r.pack, issued_at = r.run_at FROM run r WHERE r.tenant = s.tenant AND r.run_id = s.run_id;
ALTER TABLE slip FORCE ROW LEVEL SECURITY;
ALTER TABLE run FORCE ROW LEVEL SECURITY;
ALTER TABLE slip ALTER COLUMN pack SET NOT NULL;
CREATE TABLE slip_lama (
    tenant text NOT NULL,
    slip_id uuid NOT NULL,
    version integer NOT NULL,
    opd text NOT NULL,
    kelas_jabatan integer,
    status text NOT NULL,
    total bigint NOT NULL CHECK (total >= 0),
    lines jsonb NOT NULL,
    alasan text NOT NULL,
    pack text NOT NULL,
    issued_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, slip_id, version)
);
CREATE TABLE temuan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    sengaja boolean NOT NULL,
    event_id uuid NOT NULL,
    PRIMARY KEY (tenant, tanggal, asn_id)
);
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "tpp", "temuan")
    close_to_tenant(op.execute, "slip_lama")
    op.execute("GRANT SELECT, INSERT ON slip_lama TO tpp_app")
