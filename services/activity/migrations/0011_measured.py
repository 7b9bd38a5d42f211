"""How often a person's month was measured, and what of it waited: what is decided after the close is measured again.

Months that were closed before count as measured for everybody, once more for each time they were opened for him; they
are looked at again from now on.
"""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0011"
down_revision = "0010"

TABLE = """
CREATE TABLE bulan_terukur (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    version integer NOT NULL,
    pending integer NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (asn_id, periode, tenant)
);
CREATE INDEX bulan_terukur_pending ON bulan_terukur (tenant, periode) WHERE pending > 0;
ALTER TABLE pegawai NO FORCE ROW LEVEL SECURITY;
ALTER TABLE bulan_tertutup NO FORCE ROW LEVEL SECURITY;
ALTER TABLE bulan_dibuka NO FORCE ROW LEVEL SECURITY;
INSERT INTO bulan_terukur (tenant, asn_id, periode, version, pending, at)
SELECT p.tenant, p.asn_id, t.periode, 1 + coalesce(d.kali - CAST(d.sampai IS NOT NULL AS integer), 0), 1, now()
FROM pegawai p JOIN bulan_tertutup t ON t.tenant = p.tenant
LEFT JOIN bulan_dibuka d ON d.tenant = p.tenant AND d.asn_id = p.asn_id AND d.periode = t.periode;
ALTER TABLE pegawai FORCE ROW LEVEL SECURITY;
ALTER TABLE bulan_tertutup FORCE ROW LEVEL SECURITY;
ALTER TABLE bulan_dibuka FORCE ROW LEVEL SECURITY
"""


def upgrade() -> None:
    execute_all(op.execute, TABLE)
    open_to_service(op.execute, "activity", "bulan_terukur")
