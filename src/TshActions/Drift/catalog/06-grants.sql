-- Who may do what: one row for each object and grantee, where `*` stands behind what may be granted on. An empty list of the
-- catalog means its default, and what an owner has by default is not told.
SELECT 'database grant', '', '', {grantee x}, x.privileges FROM pg_database d, {grants d.datacl d d.datdba} WHERE d.datname = current_database();

SELECT 'schema grant', '', n.nspname, {grantee x}, x.privileges FROM pg_namespace n, {grants n.nspacl n n.nspowner} WHERE {own n} AND {free pg_namespace n.oid};

SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'table' END || ' grant', n.nspname, c.relname, {grantee x}, x.privileges
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, {grants c.relacl r c.relowner} WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {own n} AND {free pg_class c.oid};

SELECT 'sequence grant', n.nspname, c.relname, {grantee x}, x.privileges
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, {grants c.relacl s c.relowner} WHERE c.relkind = 'S' AND {own n} AND {free pg_class c.oid};

SELECT 'column grant', n.nspname, c.relname, quote_ident(a.attname) || ' to ' || {grantee x}, x.privileges
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace, {grants a.attacl c c.relowner}
WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND {own n} AND {free pg_class c.oid};

SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END || ' grant', n.nspname, p.proname || '(' || {signature pg_get_function_identity_arguments(p.oid)} || ')', {grantee x}, x.privileges
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, {grants p.proacl f p.proowner}
WHERE {own n} AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype IN ('e', 'i'));

SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range' WHEN 'c' THEN 'composite type' ELSE 'base type' END || ' grant', n.nspname, t.typname, {grantee x}, x.privileges
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace, {grants t.typacl T t.typowner}
WHERE t.typacl IS NOT NULL AND {own n} AND {free pg_type t.oid};

SELECT 'language grant', '', l.lanname, {grantee x}, x.privileges FROM pg_language l, {grants l.lanacl l l.lanowner} WHERE l.lanpltrusted AND l.lanacl IS NOT NULL AND {free pg_language l.oid};

SELECT 'foreign data wrapper grant', '', w.fdwname, {grantee x}, x.privileges FROM pg_foreign_data_wrapper w, {grants w.fdwacl F w.fdwowner} WHERE {free pg_foreign_data_wrapper w.oid};

SELECT 'server grant', '', s.srvname, {grantee x}, x.privileges FROM pg_foreign_server s, {grants s.srvacl S s.srvowner} WHERE {free pg_foreign_server s.oid};

SELECT 'default grant', coalesce(n.nspname, ''), CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE d.defaclobjtype::text END,
  'of ' || pg_get_userbyid(d.defaclrole) || ' to ' || {grantee x}, x.privileges
FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace,
 LATERAL (SELECT e.grantee, string_agg(e.privilege_type || CASE WHEN e.is_grantable THEN '*' ELSE '' END, ', ' ORDER BY e.privilege_type) AS privileges FROM aclexplode(d.defaclacl) e GROUP BY e.grantee) x;

-- Nothing is granted at all, which is less than the default.
SELECT 'default grant', coalesce(n.nspname, ''), d.defaclobjtype::text, 'of ' || pg_get_userbyid(d.defaclrole), 'yes' AS nobody
FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace WHERE cardinality(d.defaclacl) = 0;

-- What came with an extension, and was granted otherwise by hand.
SELECT 'extension member grant', '', o.identity, o.type, (SELECT string_agg(a::text, ', ' ORDER BY a::text) FROM unnest(m.acl) a) AS privileges
FROM (SELECT d.classid, d.objid, coalesce(p.proacl, c.relacl, n.nspacl) AS acl, ip.initprivs
   FROM pg_depend d LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
    LEFT JOIN pg_namespace n ON d.classid = 'pg_namespace'::regclass AND n.oid = d.objid
    LEFT JOIN pg_init_privs ip ON ip.classoid = d.classid AND ip.objoid = d.objid AND ip.objsubid = 0
   WHERE d.deptype = 'e' AND d.classid IN ('pg_proc'::regclass, 'pg_class'::regclass, 'pg_namespace'::regclass)) m, pg_identify_object(m.classid, m.objid, 0) o
WHERE m.acl IS DISTINCT FROM m.initprivs;
