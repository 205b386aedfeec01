-- What is not in any schema: the database, schemas, extensions, event triggers, languages, access methods.
SELECT 'database', '', '', '', pg_get_userbyid(d.datdba) AS owner, pg_encoding_to_char(d.encoding) AS encoding, d.datcollate AS collation, d.datctype AS "character-type"
FROM pg_database d WHERE d.datname = current_database();

SELECT 'schema', '', n.nspname, '', pg_get_userbyid(n.nspowner) AS owner
FROM pg_namespace n WHERE {own n} AND {free pg_namespace n.oid};

SELECT 'extension', '', e.extname, '', e.extversion AS version, n.nspname AS schema
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace;

SELECT 'event trigger', '', e.evtname, '', e.evtevent AS event, e.evtfoid::regprocedure::text AS function, CASE e.evtenabled WHEN 'D' THEN 'no' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END AS enabled,
  array_to_string(e.evttags, ', ') AS tags, pg_get_userbyid(e.evtowner) AS owner
FROM pg_event_trigger e WHERE {free pg_event_trigger e.oid};

SELECT 'language', '', l.lanname, '', pg_get_userbyid(l.lanowner) AS owner, l.lanpltrusted::text AS trusted, l.lanplcallfoid::regproc::text AS handler
FROM pg_language l WHERE l.oid >= 16384 AND {free pg_language l.oid};

SELECT 'access method', '', a.amname, '', a.amtype::text AS type, a.amhandler::text AS handler
FROM pg_am a WHERE a.oid >= 16384 AND {free pg_am a.oid};

-- ALTER DATABASE … SET, for all roles or for one.
SELECT 'setting', '', split_part(o, '=', 1), coalesce(r.rolname, ''), CASE WHEN split_part(o, '=', 1) LIKE '%.%' THEN {hidden o} ELSE substr(o, strpos(o, '=') + 1) END AS value
FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole, unnest(s.setconfig) o
WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database());
