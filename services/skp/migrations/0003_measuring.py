"""Measurement by masa: what came of a butir in each, and when it was measured."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0003"
down_revision = "0002"

# What was measured until now was the whole year.
CHANGES = """
ALTER TABLE realisasi ADD COLUMN masa text NOT NULL DEFAULT '';
ALTER TABLE realisasi NO FORCE ROW LEVEL SECURITY;
ALTER TABLE skp NO FORCE ROW LEVEL SECURITY;
UPDATE realisasi r SET masa = s.tahun::text FROM skp s WHERE s.tenant = r.tenant AND s.skp_id = r.skp_id;
ALTER TABLE realisasi ALTER COLUMN masa DROP DEFAULT;
ALTER TABLE realisasi DROP CONSTRAINT realisasi_pkey;
ALTER TABLE realisasi ADD PRIMARY KEY (tenant, skp_id, masa, butir_id);
CREATE TABLE pengukuran (
    tenant text NOT NULL,
    skp_id uuid NOT NULL,
    masa text NOT NULL,
    capaian numeric NOT NULL,
    measured_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, skp_id, masa)
)
"""
CARRY_OVER = """
INSERT INTO pengukuran (tenant, skp_id, masa, capaian, measured_at)
SELECT r.tenant, r.skp_id, r.masa,
    (SELECT coalesce(avg(least(100.0 * coalesce(m.jumlah, 0) / (b -> 'target' ->> 'kuantitas')::int, 120)), 0)
     FROM skp s CROSS JOIN jsonb_array_elements(s.content -> 'butir') b
     LEFT JOIN realisasi m ON m.tenant = s.tenant AND m.skp_id = s.skp_id AND m.butir_id::text = b ->> 'butir_id'
     WHERE s.tenant = r.tenant AND s.skp_id = r.skp_id),
    max(r.measured_at)
FROM realisasi r GROUP BY r.tenant, r.skp_id, r.masa
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    op.execute(CARRY_OVER)
    execute_all(op.execute, "ALTER TABLE realisasi FORCE ROW LEVEL SECURITY; ALTER TABLE skp FORCE ROW LEVEL SECURITY")
    open_to_service(op.execute, "skp", "pengukuran")
