-- Written by `ekinerja schema` from the migrations of identity; never edited.
-- What every service has besides (outbox, inbox, deadlines, audit) stands in chassis/plumbing.py.


CREATE FUNCTION public.tend_outbox(ahead_days integer, kept_days integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $_$
DECLARE
    day date;
    part text;
    last_id bigint;
    sent bigint;
    dropped integer := 0;
BEGIN
    FOR day IN SELECT d::date FROM generate_series(current_date, current_date + ahead_days, interval '1 day') d
    LOOP
        part := 'outbox_' || to_char(day, 'YYYYMMDD');
        IF to_regclass(part) IS NULL AND NOT EXISTS (
            SELECT FROM outbox_rest WHERE recorded_at >= day AND recorded_at < day + 1)
        THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF outbox FOR VALUES FROM (%L) TO (%L)',
                           part, day::timestamptz, (day + 1)::timestamptz);
        END IF;
    END LOOP;
    SELECT coalesce((SELECT min(g) - 1 FROM unnest(gaps_from) g), high) INTO sent FROM relay_position;
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'outbox'::regclass AND c.relname ~ '^outbox_[0-9]{8}$'
          AND to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - kept_days
    LOOP
        EXECUTE format('SELECT coalesce(max(id), 0) FROM %I', part) INTO last_id;
        IF last_id <= sent THEN
            EXECUTE format('DROP TABLE %I', part);
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END $_$;

CREATE TABLE public.account (
    tenant text NOT NULL,
    account_id uuid NOT NULL,
    login text NOT NULL,
    state text NOT NULL,
    password_hash text,
    must_change boolean DEFAULT false NOT NULL,
    changed_at timestamp with time zone,
    totp_secret bytea,
    totp_confirmed boolean DEFAULT false NOT NULL,
    totp_step bigint DEFAULT 0 NOT NULL,
    pemulihan bytea[] DEFAULT '{}'::bytea[] NOT NULL,
    CONSTRAINT account_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'active'::text, 'blocked'::text, 'disabled'::text])))
);

ALTER TABLE ONLY public.account FORCE ROW LEVEL SECURITY;

CREATE TABLE public.anggota_tim (
    tenant text NOT NULL,
    tim_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    peran text NOT NULL,
    kompetensi text NOT NULL,
    sk text NOT NULL,
    mulai date NOT NULL,
    selesai date NOT NULL,
    tanggal_sk date,
    CONSTRAINT anggota_tim_check CHECK ((selesai >= mulai))
);

ALTER TABLE ONLY public.anggota_tim FORCE ROW LEVEL SECURITY;

CREATE TABLE public.hari_libur (
    tenant text NOT NULL,
    tanggal date NOT NULL,
    libur boolean NOT NULL,
    nama text NOT NULL,
    version integer NOT NULL
);

ALTER TABLE ONLY public.hari_libur FORCE ROW LEVEL SECURITY;

CREATE TABLE public.hubungan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    mulai date NOT NULL,
    penilai_id uuid,
    sebagai text NOT NULL,
    sk text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT hubungan_sebagai_check CHECK ((sebagai = ANY (ARRAY['definitif'::text, 'bupati'::text, 'kosong'::text])))
);

ALTER TABLE ONLY public.hubungan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.impor (
    tenant text NOT NULL,
    impor_id uuid NOT NULL,
    prepared_by uuid NOT NULL,
    prepared_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    preview jsonb NOT NULL,
    rows jsonb NOT NULL,
    berkas bytea,
    unfinished bytea,
    alasan text DEFAULT ''::text NOT NULL,
    rows_read integer DEFAULT 0 NOT NULL,
    rows_total integer DEFAULT 0 NOT NULL,
    rows_applied integer DEFAULT 0 NOT NULL,
    sebagian boolean DEFAULT false NOT NULL,
    CONSTRAINT impor_state_check CHECK ((state = ANY (ARRAY['received'::text, 'reading'::text, 'refused'::text, 'prepared'::text, 'applying'::text, 'confirmed'::text, 'discarded'::text])))
);

ALTER TABLE ONLY public.impor FORCE ROW LEVEL SECURITY;

CREATE TABLE public.laporan_unit (
    tenant text NOT NULL,
    tahun integer NOT NULL,
    opd text NOT NULL,
    oleh uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    version integer DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.laporan_unit FORCE ROW LEVEL SECURITY;

CREATE TABLE public.masa_status (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    mulai date NOT NULL,
    selesai date,
    status text NOT NULL,
    sk text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    lembaga text DEFAULT ''::text NOT NULL,
    CONSTRAINT masa_status_check CHECK ((selesai >= mulai))
);

ALTER TABLE ONLY public.masa_status FORCE ROW LEVEL SECURITY;

CREATE TABLE public.nip_lama (
    tenant text NOT NULL,
    nip text NOT NULL,
    asn_id uuid NOT NULL,
    diganti_dengan text NOT NULL,
    tanggal date NOT NULL,
    sk text NOT NULL,
    diganti_oleh uuid NOT NULL,
    diganti_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.nip_lama FORCE ROW LEVEL SECURITY;

CREATE TABLE public.opd (
    tenant text NOT NULL,
    kode text NOT NULL,
    nama text NOT NULL,
    induk text NOT NULL,
    jenis text NOT NULL,
    version integer NOT NULL,
    hari_kerja integer DEFAULT 5 NOT NULL,
    CONSTRAINT opd_hari_kerja_check CHECK ((hari_kerja = ANY (ARRAY[5, 6])))
);

ALTER TABLE ONLY public.opd FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pegawai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    nip text NOT NULL,
    nama text NOT NULL,
    jenis text NOT NULL,
    status text NOT NULL,
    golongan text NOT NULL,
    jabatan text NOT NULL,
    jenis_jabatan text NOT NULL,
    kelas_jabatan integer NOT NULL,
    opd text NOT NULL,
    unit text NOT NULL,
    nip_atasan text NOT NULL,
    tmt_jabatan date NOT NULL,
    memimpin_unit boolean NOT NULL,
    validated boolean NOT NULL,
    version integer NOT NULL
);

ALTER TABLE ONLY public.pegawai FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pelatihan (
    tenant text NOT NULL,
    pelatihan_id uuid NOT NULL,
    jenis text NOT NULL,
    peran text NOT NULL,
    tanggal date NOT NULL,
    materi text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pelatihan_jenis_check CHECK ((jenis = ANY (ARRAY['peningkatan_kapasitas'::text, 'sosialisasi'::text]))),
    CONSTRAINT pelatihan_peran_check CHECK ((peran = ANY (ARRAY['pengelola_e_kinerja'::text, 'admin_pd'::text, 'pejabat_penilai'::text, 'user'::text])))
);

ALTER TABLE ONLY public.pelatihan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pelimpahan (
    tenant text NOT NULL,
    pelimpahan_id uuid NOT NULL,
    pejabat_id uuid NOT NULL,
    pelaksana_id uuid NOT NULL,
    sebagai text NOT NULL,
    mulai date NOT NULL,
    selesai date NOT NULL,
    sk text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pelimpahan_check CHECK ((selesai >= mulai)),
    CONSTRAINT pelimpahan_sebagai_check CHECK ((sebagai = ANY (ARRAY['plt'::text, 'plh'::text])))
);

ALTER TABLE ONLY public.pelimpahan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.penempatan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    mulai date NOT NULL,
    jabatan text NOT NULL,
    jenis_jabatan text NOT NULL,
    kelas_jabatan integer NOT NULL,
    opd text NOT NULL,
    unit text NOT NULL,
    memimpin_unit boolean NOT NULL,
    sk text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    tmt date
);

ALTER TABLE ONLY public.penempatan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.peran (
    tenant text NOT NULL,
    account_id uuid NOT NULL,
    peran text NOT NULL,
    dasar text NOT NULL,
    granted_by uuid NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    syarat jsonb NOT NULL,
    mulai date NOT NULL,
    selesai date,
    opd text DEFAULT ''::text NOT NULL,
    untuk text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY public.peran FORCE ROW LEVEL SECURITY;

CREATE TABLE public.percobaan (
    tenant text NOT NULL,
    account_id uuid NOT NULL,
    alamat bytea NOT NULL,
    failures integer NOT NULL,
    until timestamp with time zone,
    known boolean DEFAULT false NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT percobaan_alamat_check CHECK ((length(alamat) = 16))
);

ALTER TABLE ONLY public.percobaan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.peserta_pelatihan (
    tenant text NOT NULL,
    pelatihan_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    opd text NOT NULL
);

ALTER TABLE ONLY public.peserta_pelatihan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sandi_lama (
    tenant text NOT NULL,
    account_id uuid NOT NULL,
    until timestamp with time zone NOT NULL,
    password_hash text NOT NULL
);

ALTER TABLE ONLY public.sandi_lama FORCE ROW LEVEL SECURITY;

CREATE TABLE public.selisih (
    tenant text NOT NULL,
    tahun integer NOT NULL,
    nip text NOT NULL,
    jenis text NOT NULL,
    rincian text NOT NULL,
    jawaban text,
    dijawab_oleh uuid,
    CONSTRAINT selisih_jenis_check CHECK ((jenis = ANY (ARRAY['added'::text, 'changed'::text, 'removed'::text, 'refused'::text])))
);

ALTER TABLE ONLY public.selisih FORCE ROW LEVEL SECURITY;

CREATE TABLE public.selisih_pegawai (
    tenant text NOT NULL,
    tahun integer NOT NULL,
    asn_id uuid NOT NULL,
    terbuka integer NOT NULL,
    version integer NOT NULL,
    CONSTRAINT selisih_pegawai_terbuka_check CHECK ((terbuka >= 0))
);

ALTER TABLE ONLY public.selisih_pegawai FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sesi (
    tenant text NOT NULL,
    sesi_id uuid NOT NULL,
    account_id uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    ended_at timestamp with time zone,
    generation integer DEFAULT 0 NOT NULL,
    rotated_at timestamp with time zone,
    status text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY public.sesi FORCE ROW LEVEL SECURITY;

CREATE TABLE public.signing_key (
    kid text NOT NULL,
    wrapped bytea NOT NULL,
    public jsonb NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE public.tahun_data (
    tenant text NOT NULL,
    tahun integer NOT NULL,
    reconciled_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_by uuid,
    reconciled_by uuid
);

ALTER TABLE ONLY public.tahun_data FORCE ROW LEVEL SECURITY;

CREATE TABLE public.tim (
    tenant text NOT NULL,
    tim_id uuid NOT NULL,
    sk text NOT NULL,
    tanggal date NOT NULL,
    mulai date NOT NULL,
    selesai date NOT NULL,
    formed_by uuid NOT NULL,
    formed_at timestamp with time zone NOT NULL,
    version integer DEFAULT 0 NOT NULL,
    CONSTRAINT tim_check CHECK ((selesai >= mulai))
);

ALTER TABLE ONLY public.tim FORCE ROW LEVEL SECURITY;

CREATE TABLE public.usul (
    tenant text NOT NULL,
    usul_id uuid NOT NULL,
    jenis text NOT NULL,
    account_id uuid NOT NULL,
    isi jsonb NOT NULL,
    alasan text NOT NULL,
    state text NOT NULL,
    diusulkan_oleh uuid NOT NULL,
    diusulkan_at timestamp with time zone NOT NULL,
    diputus_oleh uuid,
    diputus_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT usul_check CHECK (((state = 'open'::text) OR (diputus_oleh IS NOT NULL))),
    CONSTRAINT usul_jenis_check CHECK ((jenis = ANY (ARRAY['peran'::text, 'reset'::text]))),
    CONSTRAINT usul_state_check CHECK ((state = ANY (ARRAY['open'::text, 'confirmed'::text, 'used'::text, 'discarded'::text])))
);

ALTER TABLE ONLY public.usul FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (tenant, account_id);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_tenant_login_key UNIQUE (tenant, login);

ALTER TABLE ONLY public.anggota_tim
    ADD CONSTRAINT anggota_tim_pkey PRIMARY KEY (tenant, tim_id, asn_id, mulai);

ALTER TABLE ONLY public.hari_libur
    ADD CONSTRAINT hari_libur_pkey PRIMARY KEY (tenant, tanggal);

ALTER TABLE ONLY public.hubungan
    ADD CONSTRAINT hubungan_pkey PRIMARY KEY (tenant, asn_id, mulai);

ALTER TABLE ONLY public.impor
    ADD CONSTRAINT impor_pkey PRIMARY KEY (tenant, impor_id);

ALTER TABLE ONLY public.laporan_unit
    ADD CONSTRAINT laporan_unit_pkey PRIMARY KEY (tenant, tahun, opd);

ALTER TABLE ONLY public.masa_status
    ADD CONSTRAINT masa_status_pkey PRIMARY KEY (tenant, asn_id, mulai, status);

ALTER TABLE ONLY public.nip_lama
    ADD CONSTRAINT nip_lama_pkey PRIMARY KEY (tenant, nip);

ALTER TABLE ONLY public.opd
    ADD CONSTRAINT opd_pkey PRIMARY KEY (tenant, kode);

ALTER TABLE ONLY public.pegawai
    ADD CONSTRAINT pegawai_pkey PRIMARY KEY (tenant, asn_id);

ALTER TABLE ONLY public.pegawai
    ADD CONSTRAINT pegawai_tenant_nip_key UNIQUE (tenant, nip);

ALTER TABLE ONLY public.pelatihan
    ADD CONSTRAINT pelatihan_pkey PRIMARY KEY (tenant, pelatihan_id);

ALTER TABLE ONLY public.pelimpahan
    ADD CONSTRAINT pelimpahan_pkey PRIMARY KEY (tenant, pelimpahan_id);

ALTER TABLE ONLY public.penempatan
    ADD CONSTRAINT penempatan_pkey PRIMARY KEY (tenant, asn_id, mulai);

ALTER TABLE ONLY public.peran
    ADD CONSTRAINT peran_pkey PRIMARY KEY (tenant, account_id, peran, untuk);

ALTER TABLE ONLY public.percobaan
    ADD CONSTRAINT percobaan_pkey PRIMARY KEY (tenant, account_id, alamat);

ALTER TABLE ONLY public.peserta_pelatihan
    ADD CONSTRAINT peserta_pelatihan_pkey PRIMARY KEY (tenant, pelatihan_id, asn_id);

ALTER TABLE ONLY public.sandi_lama
    ADD CONSTRAINT sandi_lama_pkey PRIMARY KEY (tenant, account_id, until);

ALTER TABLE ONLY public.selisih_pegawai
    ADD CONSTRAINT selisih_pegawai_pkey PRIMARY KEY (tenant, tahun, asn_id);

ALTER TABLE ONLY public.selisih
    ADD CONSTRAINT selisih_pkey PRIMARY KEY (tenant, tahun, nip);

ALTER TABLE ONLY public.sesi
    ADD CONSTRAINT sesi_pkey PRIMARY KEY (tenant, sesi_id);

ALTER TABLE ONLY public.signing_key
    ADD CONSTRAINT signing_key_pkey PRIMARY KEY (kid);

ALTER TABLE ONLY public.tahun_data
    ADD CONSTRAINT tahun_data_pkey PRIMARY KEY (tenant, tahun);

ALTER TABLE ONLY public.tim
    ADD CONSTRAINT tim_pkey PRIMARY KEY (tenant, tim_id);

ALTER TABLE ONLY public.usul
    ADD CONSTRAINT usul_pkey PRIMARY KEY (tenant, usul_id);

CREATE INDEX hubungan_penilai_id ON public.hubungan USING btree (penilai_id);

CREATE INDEX nip_lama_asn_id ON public.nip_lama USING btree (tenant, asn_id);

CREATE INDEX pegawai_memimpin ON public.pegawai USING btree (tenant, unit) WHERE memimpin_unit;

CREATE INDEX pegawai_opd ON public.pegawai USING btree (tenant, opd, unit);

CREATE INDEX pelimpahan_pejabat_id ON public.pelimpahan USING btree (pejabat_id);

CREATE INDEX sesi_ended_at ON public.sesi USING btree (ended_at, tenant) WHERE (ended_at IS NOT NULL);

CREATE INDEX usul_waiting ON public.usul USING btree (tenant, diusulkan_at) WHERE (state = ANY (ARRAY['open'::text, 'confirmed'::text]));

ALTER TABLE public.account ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.anggota_tim ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.hari_libur ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.hubungan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.impor ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.laporan_unit ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.masa_status ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.nip_lama ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.opd ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON public.account USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.anggota_tim USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.hari_libur USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.hubungan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.impor USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.laporan_unit USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.masa_status USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.nip_lama USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.opd USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pegawai USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pelatihan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pelimpahan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.penempatan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.peran USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.percobaan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.peserta_pelatihan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.sandi_lama USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.selisih USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.selisih_pegawai USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.sesi USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.tahun_data USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.tim USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.usul USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

ALTER TABLE public.pegawai ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pelatihan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pelimpahan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.penempatan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.peran ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.percobaan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.peserta_pelatihan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sandi_lama ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.selisih ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.selisih_pegawai ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sesi ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tahun_data ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tim ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.usul ENABLE ROW LEVEL SECURITY;
