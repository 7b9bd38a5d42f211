"""The lists of a month: what everybody is paid, agreed by PD, made final; and from then on differences alone.

What was computed before stands in the first list of its month, a draft. `nip` and `peran_pd` of people who are known
already come with the next fact about each, or with `ekinerja retell identity`.
"""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0005"
down_revision = "0004"

CHANGES = """
ALTER TABLE pegawai ADD COLUMN nip text NOT NULL DEFAULT '', ADD COLUMN peran_pd jsonb NOT NULL DEFAULT '[]';
ALTER TABLE pegawai ALTER COLUMN nip DROP DEFAULT, ALTER COLUMN peran_pd DROP DEFAULT;
ALTER TABLE slip ADD COLUMN susulan integer NOT NULL DEFAULT 0;
CREATE TABLE daftar (
    tenant text NOT NULL,
    periode text NOT NULL,
    ke integer NOT NULL CHECK (ke >= 0),
    tahap text NOT NULL CHECK (tahap IN ('draf', 'final', 'diekspor')),
    dibuka_pada timestamptz NOT NULL,
    final_oleh uuid,
    final_pada timestamptz,
    diekspor_oleh uuid,
    diekspor_pada timestamptz,
    PRIMARY KEY (tenant, periode, ke)
);
CREATE TABLE daftar_baris (
    tenant text NOT NULL,
    periode text NOT NULL,
    ke integer NOT NULL,
    asn_id uuid NOT NULL,
    slip_id uuid NOT NULL,
    slip_versi integer NOT NULL,
    opd text NOT NULL,
    total bigint NOT NULL CHECK (total >= 0),
    sebelum bigint NOT NULL,
    dibayar bigint NOT NULL CHECK (dibayar = total - sebelum),
    PRIMARY KEY (tenant, periode, ke, asn_id)
);
CREATE TABLE daftar_pd (
    tenant text NOT NULL,
    periode text NOT NULL,
    ke integer NOT NULL,
    opd text NOT NULL,
    setuju boolean NOT NULL,
    alasan text NOT NULL,
    oleh uuid NOT NULL,
    pada timestamptz NOT NULL,
    PRIMARY KEY (tenant, periode, ke, opd)
);
ALTER TABLE slip NO FORCE ROW LEVEL SECURITY;
ALTER TABLE run NO FORCE ROW LEVEL SECURITY;
INSERT INTO daftar (tenant, periode, ke, tahap, dibuka_pada) SELECT tenant, periode, 0, 'draf', run_at FROM run;
INSERT INTO daftar_baris (tenant, periode, ke, asn_id, slip_id, slip_versi, opd, total, sebelum, dibayar)
SELECT tenant, periode, 0, asn_id, slip_id, version, opd, total, 0, total FROM slip WHERE total > 0;
ALTER TABLE slip FORCE ROW LEVEL SECURITY;
ALTER TABLE run FORCE ROW LEVEL SECURITY;
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "tpp", "daftar", "daftar_baris", "daftar_pd")
