-- Written by `ekinerja schema` from the migrations of reporting; never edited.
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

CREATE TABLE public.bulan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    submitted integer NOT NULL,
    by_penilai integer NOT NULL,
    by_auto integer NOT NULL,
    rejected integer NOT NULL,
    pending integer NOT NULL
);

ALTER TABLE ONLY public.bulan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bulan_berjalan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    submitted integer NOT NULL,
    by_penilai integer NOT NULL,
    by_auto integer NOT NULL,
    rejected integer NOT NULL
);

ALTER TABLE ONLY public.bulan_berjalan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.catatan (
    tenant text NOT NULL,
    activity_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    kategori text NOT NULL,
    kuantitas integer NOT NULL,
    keadaan text NOT NULL,
    masuk timestamp with time zone,
    diputus timestamp with time zone,
    penilai_id uuid,
    CONSTRAINT catatan_keadaan_check CHECK ((keadaan = ANY (ARRAY['submitted'::text, 'approved'::text, 'auto'::text, 'rejected'::text])))
);

ALTER TABLE ONLY public.catatan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ekspor (
    tenant text NOT NULL,
    ekspor_id uuid NOT NULL,
    jenis text NOT NULL,
    periode text NOT NULL,
    bentuk text NOT NULL,
    tujuan text NOT NULL,
    opd text[] NOT NULL,
    dibuat integer NOT NULL,
    baris integer NOT NULL,
    ukuran bigint NOT NULL,
    sha256 text NOT NULL,
    keadaan text NOT NULL,
    oleh uuid NOT NULL,
    pada timestamp with time zone NOT NULL,
    sampai timestamp with time zone,
    CONSTRAINT ekspor_bentuk_check CHECK ((bentuk = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
    CONSTRAINT ekspor_keadaan_check CHECK ((keadaan = ANY (ARRAY['dibuat'::text, 'siap'::text, 'dihapus'::text])))
);

ALTER TABLE ONLY public.ekspor FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ekspor_bagian (
    tenant text NOT NULL,
    ekspor_id uuid NOT NULL,
    ke integer NOT NULL,
    mulai bigint NOT NULL,
    isi bytea NOT NULL
);

ALTER TABLE ONLY public.ekspor_bagian FORCE ROW LEVEL SECURITY;

CREATE TABLE public.kertas (
    tenant text NOT NULL,
    kode text NOT NULL,
    jenis text NOT NULL,
    objek uuid NOT NULL,
    versi integer NOT NULL,
    periode text NOT NULL,
    opd text NOT NULL,
    jumlah bigint NOT NULL,
    contoh boolean NOT NULL,
    pada timestamp with time zone NOT NULL,
    penandatangan text[] DEFAULT '{}'::text[] NOT NULL,
    diganti boolean DEFAULT false NOT NULL
);

ALTER TABLE ONLY public.kertas FORCE ROW LEVEL SECURITY;

CREATE TABLE public.laporan (
    tenant text NOT NULL,
    laporan_id uuid NOT NULL,
    jenis text NOT NULL,
    periode text NOT NULL,
    judul text NOT NULL,
    isi text NOT NULL,
    angka jsonb NOT NULL,
    di integer NOT NULL,
    diterima boolean NOT NULL,
    oleh uuid NOT NULL,
    pada timestamp with time zone NOT NULL,
    CONSTRAINT laporan_di_check CHECK ((di >= 0))
);

ALTER TABLE ONLY public.laporan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.laporan_langkah (
    tenant text NOT NULL,
    laporan_id uuid NOT NULL,
    ke integer NOT NULL,
    langkah text NOT NULL,
    kepada text NOT NULL,
    oleh uuid NOT NULL,
    pada timestamp with time zone NOT NULL,
    CONSTRAINT laporan_langkah_langkah_check CHECK ((langkah = ANY (ARRAY['dikirim'::text, 'diteruskan'::text, 'diterima'::text])))
);

ALTER TABLE ONLY public.laporan_langkah FORCE ROW LEVEL SECURITY;

CREATE TABLE public.nilai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    nilai_kinerja numeric,
    predikat text
);

ALTER TABLE ONLY public.nilai FORCE ROW LEVEL SECURITY;

CREATE TABLE public.opd (
    tenant text NOT NULL,
    kode text NOT NULL,
    nama text NOT NULL,
    induk text NOT NULL
);

ALTER TABLE ONLY public.opd FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pegawai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    opd text NOT NULL,
    validated boolean NOT NULL,
    peran text[] NOT NULL,
    nip text NOT NULL,
    unit text NOT NULL,
    jenis text NOT NULL,
    status text NOT NULL,
    peran_pd jsonb NOT NULL
);

ALTER TABLE ONLY public.pegawai FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pelepasan (
    tenant text NOT NULL,
    pelepasan_id uuid NOT NULL,
    pihak text NOT NULL,
    tujuan text NOT NULL,
    dasar text NOT NULL,
    data text[] NOT NULL,
    dari date NOT NULL,
    sampai date NOT NULL,
    opd text[] NOT NULL,
    berlaku_sampai date NOT NULL,
    dimohon_oleh uuid NOT NULL,
    dimohon_pada timestamp with time zone NOT NULL,
    version integer NOT NULL,
    topik text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT pelepasan_check CHECK ((sampai >= dari))
);

ALTER TABLE ONLY public.pelepasan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pelepasan_kata (
    tenant text NOT NULL,
    pelepasan_id uuid NOT NULL,
    sebagai text NOT NULL,
    opd text NOT NULL,
    sikap text NOT NULL,
    alasan text NOT NULL,
    oleh uuid NOT NULL,
    pada timestamp with time zone NOT NULL,
    CONSTRAINT pelepasan_kata_sebagai_check CHECK ((sebagai = ANY (ARRAY['pengelola'::text, 'kepala_badan'::text, 'kepala_pd'::text]))),
    CONSTRAINT pelepasan_kata_sikap_check CHECK ((sikap = ANY (ARRAY['setuju'::text, 'keberatan'::text, 'dicabut'::text])))
);

ALTER TABLE ONLY public.pelepasan_kata FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pembaca (
    tenant text NOT NULL,
    pelepasan_id uuid NOT NULL,
    nama text NOT NULL,
    dibuka timestamp with time zone NOT NULL,
    topik text[] NOT NULL,
    ditutup timestamp with time zone,
    sebab text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY public.pembaca FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pembacaan (
    tenant text NOT NULL,
    pelepasan_id uuid NOT NULL,
    nama text NOT NULL,
    topik text NOT NULL,
    partisi integer NOT NULL,
    dari bigint NOT NULL,
    sampai bigint NOT NULL,
    pada timestamp with time zone NOT NULL,
    CONSTRAINT pembacaan_check CHECK ((sampai > dari))
);

ALTER TABLE ONLY public.pembacaan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pengambilan (
    tenant text NOT NULL,
    pelepasan_id uuid NOT NULL,
    ke integer NOT NULL,
    oleh uuid NOT NULL,
    pada timestamp with time zone NOT NULL,
    data text NOT NULL,
    opd text NOT NULL,
    bulan text NOT NULL,
    baris integer NOT NULL,
    orang integer NOT NULL,
    sha256 text NOT NULL,
    CONSTRAINT pengambilan_ke_check CHECK ((ke >= 1))
);

ALTER TABLE ONLY public.pengambilan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pengambilan_orang (
    tenant text NOT NULL,
    pelepasan_id uuid NOT NULL,
    ke integer NOT NULL,
    asn_id uuid NOT NULL,
    pada timestamp with time zone NOT NULL,
    baris integer NOT NULL
);

ALTER TABLE ONLY public.pengambilan_orang FORCE ROW LEVEL SECURITY;

CREATE TABLE public.publikasi (
    tenant text NOT NULL,
    periode text NOT NULL,
    diketahui_oleh uuid NOT NULL,
    diketahui_pada timestamp with time zone NOT NULL,
    isi jsonb,
    oleh uuid,
    monev jsonb,
    terbit_pada timestamp with time zone,
    CONSTRAINT publikasi_check CHECK (((isi IS NULL) = (oleh IS NULL)))
);

ALTER TABLE ONLY public.publikasi FORCE ROW LEVEL SECURITY;

CREATE TABLE public.rekap (
    tenant text NOT NULL,
    rekap_id uuid NOT NULL,
    periode text NOT NULL,
    published_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.rekap FORCE ROW LEVEL SECURITY;

CREATE TABLE public.slip (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    status text NOT NULL,
    total bigint NOT NULL
);

ALTER TABLE ONLY public.slip FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.bulan_berjalan
    ADD CONSTRAINT bulan_berjalan_pkey PRIMARY KEY (tenant, asn_id, periode);

ALTER TABLE ONLY public.bulan
    ADD CONSTRAINT bulan_pkey PRIMARY KEY (tenant, asn_id, periode);

ALTER TABLE ONLY public.catatan
    ADD CONSTRAINT catatan_pkey PRIMARY KEY (tenant, activity_id);

ALTER TABLE ONLY public.ekspor_bagian
    ADD CONSTRAINT ekspor_bagian_pkey PRIMARY KEY (tenant, ekspor_id, ke);

ALTER TABLE ONLY public.ekspor
    ADD CONSTRAINT ekspor_pkey PRIMARY KEY (tenant, ekspor_id);

ALTER TABLE ONLY public.kertas
    ADD CONSTRAINT kertas_pkey PRIMARY KEY (tenant, kode);

ALTER TABLE ONLY public.laporan_langkah
    ADD CONSTRAINT laporan_langkah_pkey PRIMARY KEY (tenant, laporan_id, ke);

ALTER TABLE ONLY public.laporan
    ADD CONSTRAINT laporan_pkey PRIMARY KEY (tenant, laporan_id);

ALTER TABLE ONLY public.nilai
    ADD CONSTRAINT nilai_pkey PRIMARY KEY (tenant, asn_id, tahun);

ALTER TABLE ONLY public.opd
    ADD CONSTRAINT opd_pkey PRIMARY KEY (tenant, kode);

ALTER TABLE ONLY public.pegawai
    ADD CONSTRAINT pegawai_pkey PRIMARY KEY (tenant, asn_id);

ALTER TABLE ONLY public.pelepasan_kata
    ADD CONSTRAINT pelepasan_kata_pkey PRIMARY KEY (tenant, pelepasan_id, sebagai, opd);

ALTER TABLE ONLY public.pelepasan
    ADD CONSTRAINT pelepasan_pkey PRIMARY KEY (tenant, pelepasan_id);

ALTER TABLE ONLY public.pembaca
    ADD CONSTRAINT pembaca_pkey PRIMARY KEY (tenant, pelepasan_id, nama, dibuka);

ALTER TABLE ONLY public.pembacaan
    ADD CONSTRAINT pembacaan_pkey PRIMARY KEY (tenant, pelepasan_id, nama, topik, partisi, sampai);

ALTER TABLE ONLY public.pengambilan_orang
    ADD CONSTRAINT pengambilan_orang_pkey PRIMARY KEY (tenant, pelepasan_id, ke, asn_id);

ALTER TABLE ONLY public.pengambilan
    ADD CONSTRAINT pengambilan_pkey PRIMARY KEY (tenant, pelepasan_id, ke);

ALTER TABLE ONLY public.publikasi
    ADD CONSTRAINT publikasi_pkey PRIMARY KEY (tenant, periode);

ALTER TABLE ONLY public.rekap
    ADD CONSTRAINT rekap_pkey PRIMARY KEY (tenant, rekap_id);

ALTER TABLE ONLY public.slip
    ADD CONSTRAINT slip_pkey PRIMARY KEY (tenant, asn_id, periode);

CREATE INDEX bulan_berjalan_periode ON public.bulan_berjalan USING btree (tenant, periode);

CREATE INDEX bulan_periode ON public.bulan USING btree (tenant, periode);

CREATE INDEX catatan_hari ON public.catatan USING btree (tenant, tanggal);

CREATE INDEX catatan_orang ON public.catatan USING btree (tenant, asn_id, tanggal);

CREATE INDEX catatan_penilai ON public.catatan USING btree (tenant, penilai_id, tanggal);

CREATE INDEX ekspor_oleh ON public.ekspor USING btree (tenant, oleh, pada);

CREATE INDEX kertas_objek ON public.kertas USING btree (tenant, objek, versi);

CREATE INDEX laporan_periode ON public.laporan USING btree (tenant, periode);

CREATE INDEX pegawai_opd ON public.pegawai USING btree (tenant, opd);

CREATE UNIQUE INDEX pembaca_terbuka ON public.pembaca USING btree (tenant, nama) WHERE (ditutup IS NULL);

CREATE INDEX pengambilan_orang_siapa ON public.pengambilan_orang USING btree (tenant, asn_id, pada);

ALTER TABLE public.bulan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bulan_berjalan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catatan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ekspor ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ekspor_bagian ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.kertas ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.laporan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.laporan_langkah ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.nilai ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.opd ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON public.bulan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.bulan_berjalan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.catatan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.ekspor USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.ekspor_bagian USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.kertas USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.laporan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.laporan_langkah USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.nilai USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.opd USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pegawai USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pelepasan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pelepasan_kata USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pembaca USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pembacaan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pengambilan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pengambilan_orang USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.publikasi USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.rekap USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.slip USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

ALTER TABLE public.pegawai ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pelepasan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pelepasan_kata ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pembaca ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pembacaan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pengambilan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pengambilan_orang ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.publikasi ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rekap ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.slip ENABLE ROW LEVEL SECURITY;
