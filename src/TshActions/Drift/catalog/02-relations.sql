-- A name within a schema is one relation, whatever its kind. What follows from others (a partition's own storage) is not left out: it can be changed alone.
SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'composite type' ELSE 'table' END,
  n.nspname, c.relname, '',
  pg_get_userbyid(c.relowner) AS owner,
  CASE c.relpersistence WHEN 'u' THEN 'unlogged' END AS persistence,
  CASE WHEN c.relkind IN ('r', 'p', 'm') THEN nullif(am.amname, 'heap') END AS "access-method",
  {sorted c.reloptions} AS options, {sorted t.reloptions} AS "toast-options",
  CASE WHEN c.relrowsecurity THEN 'yes' END AS "row-security", CASE WHEN c.relforcerowsecurity THEN 'yes' END AS "force-row-security",
  CASE c.relreplident WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' WHEN 'n' THEN CASE WHEN c.relkind IN ('r', 'p', 'm') THEN 'nothing' END END AS "replica-identity",
  sp.spcname AS tablespace,
  CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS "partition-key", pg_get_expr(c.relpartbound, c.oid) AS "partition-bound",
  inh.parents AS inherits,
  CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS definition,
  fs.srvname AS server, (SELECT string_agg({option o}, ', ' ORDER BY o) FROM unnest(ft.ftoptions) o) AS "foreign-options",
  nullif(c.reloftype, 0)::regtype::text AS "of-type",
  CASE WHEN c.relkind IN ('r', 'p', 'f', 'c') THEN col.names END AS "column-order",
  sq.seqtypid::regtype::text AS type, sq.seqstart::text AS start, sq.seqincrement::text AS increment, sq.seqmin::text AS minimum, sq.seqmax::text AS maximum,
  nullif(sq.seqcache, 1)::text AS cache, CASE WHEN sq.seqcycle THEN 'yes' END AS cycle, owned.by AS "owned-by", owned.identity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 LEFT JOIN pg_am am ON am.oid = c.relam
 LEFT JOIN pg_class t ON t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL
 LEFT JOIN pg_tablespace sp ON sp.oid = c.reltablespace
 LEFT JOIN pg_foreign_table ft ON ft.ftrelid = c.oid LEFT JOIN pg_foreign_server fs ON fs.oid = ft.ftserver
 LEFT JOIN (SELECT i.inhrelid, string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) AS parents FROM pg_inherits i GROUP BY i.inhrelid) inh ON inh.inhrelid = c.oid
 LEFT JOIN (SELECT a.attrelid, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS names FROM pg_attribute a WHERE a.attnum > 0 AND NOT a.attisdropped GROUP BY a.attrelid) col ON col.attrelid = c.oid
 LEFT JOIN pg_sequence sq ON sq.seqrelid = c.oid
 LEFT JOIN (SELECT d.objid, d.refobjid::regclass::text || '.' || quote_ident(a.attname) AS by, CASE d.deptype WHEN 'i' THEN 'yes' END AS identity
   FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
   WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0) owned ON owned.objid = c.oid AND c.relkind = 'S'
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c') AND {own n} AND {free pg_class c.oid};

-- Of a view only what its definition does not say.
SELECT 'column', n.nspname, c.relname, a.attname,
  CASE WHEN c.relkind NOT IN ('v', 'm') THEN format_type(a.atttypid, a.atttypmod) END AS type, CASE WHEN a.attnotnull THEN 'yes' END AS "not-null",
  CASE WHEN a.attgenerated = '' THEN pg_get_expr(ad.adbin, ad.adrelid) END AS "default",
  CASE WHEN a.attgenerated <> '' THEN pg_get_expr(ad.adbin, ad.adrelid) || CASE a.attgenerated WHEN 's' THEN ' stored' ELSE ' virtual' END END AS generated,
  CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END AS identity,
  CASE WHEN a.attcollation <> ty.typcollation AND c.relkind NOT IN ('v', 'm') THEN a.attcollation::regcollation::text END AS collation,
  CASE WHEN a.attstorage <> ty.typstorage THEN a.attstorage::text END AS storage,
  {from 14: nullif(a.attcompression::text, '') | NULL} AS compression,
  nullif(a.attstattarget, -1)::text AS statistics,
  -- Releases of late 2026 note a version of their own there (`pg_attver`).
  (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(a.attoptions) o WHERE o LIKE 'n\_distinct%') AS options,
  (SELECT string_agg({option o}, ', ' ORDER BY o) FROM unnest(a.attfdwoptions) o) AS "foreign-options",
  CASE WHEN a.attinhcount > 0 THEN CASE WHEN a.attislocal AND NOT c.relispartition THEN 'and declared' ELSE 'yes' END END AS inherited
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type ty ON ty.oid = a.atttypid
 LEFT JOIN pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND {own n} AND {free pg_class c.oid}
  AND (c.relkind NOT IN ('v', 'm') OR ad.adbin IS NOT NULL OR nullif(a.attstattarget, -1) IS NOT NULL OR a.attstorage <> ty.typstorage OR a.attoptions IS NOT NULL);

-- Those of a partition's parent change on a dump and restore (PARTITION OF becomes ATTACH): connoinherit, conislocal, coninhcount.
SELECT CASE WHEN k.conrelid = 0 THEN 'domain constraint' ELSE 'constraint' END, n.nspname, coalesce(c.relname, ty.typname), k.conname,
  CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key' WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclude' ELSE 'not null' END AS type,
  regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '') AS definition, CASE WHEN NOT k.convalidated THEN 'yes' END AS "not-valid",
  CASE WHEN k.conparentid <> 0 THEN 'yes' WHEN k.coninhcount > 0 THEN CASE WHEN k.conislocal THEN 'and declared' ELSE 'yes' END END AS inherited
FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace LEFT JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_type ty ON ty.oid = k.contypid
-- A foreign key to a partitioned table has one more to each partition, which cannot be changed alone and is named as the version likes.
-- NOT NULL is a constraint of its own from version 18 on, said by its column, as before, unless nobody looked yet.
WHERE k.contype <> 't' AND (k.contype <> 'n' OR NOT k.convalidated) AND {own n} AND {free pg_class k.conrelid} AND {free pg_type k.contypid}
  AND NOT EXISTS (SELECT FROM pg_constraint whole WHERE whole.oid = k.conparentid AND whole.conrelid = k.conrelid);

SELECT 'index', n.nspname, tc.relname, ic.relname, pg_get_indexdef(i.indexrelid) AS definition,
  CASE WHEN i.indisunique THEN 'yes' END AS "unique", CASE WHEN NOT i.indisvalid THEN 'yes' END AS invalid, CASE WHEN NOT i.indisready THEN 'yes' END AS "not-ready",
  CASE WHEN i.indisclustered THEN 'yes' END AS clustered, CASE WHEN i.indisreplident THEN 'yes' END AS "replica-identity",
  sp.spcname AS tablespace, inh.inhparent::regclass::text AS "attached-to", k.conname AS "constraint", st.targets AS statistics
FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_class tc ON tc.oid = i.indrelid JOIN pg_namespace n ON n.oid = ic.relnamespace
 LEFT JOIN pg_tablespace sp ON sp.oid = ic.reltablespace LEFT JOIN pg_inherits inh ON inh.inhrelid = i.indexrelid
 -- A join: pg_constraint has no index on conindid.
 LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
 LEFT JOIN (SELECT a.attrelid, string_agg(a.attnum || '=' || a.attstattarget, ', ' ORDER BY a.attnum) AS targets FROM pg_attribute a WHERE a.attstattarget >= 0 GROUP BY a.attrelid) st ON st.attrelid = i.indexrelid
WHERE {own n} AND {free pg_class i.indrelid};

SELECT 'trigger', n.nspname, c.relname, t.tgname, pg_get_triggerdef(t.oid) AS definition, CASE t.tgenabled WHEN 'D' THEN 'no' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END AS enabled
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND {own n} AND {free pg_class c.oid} AND {free pg_trigger t.oid};

-- One of a partition may be switched off alone.
SELECT 'trigger', n.nspname, c.relname, t.tgname, 'yes' AS inherited, CASE t.tgenabled WHEN 'D' THEN 'no' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END AS enabled
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_trigger p ON p.oid = t.tgparentid
WHERE NOT t.tgisinternal AND t.tgenabled <> p.tgenabled AND {own n};

SELECT 'rule', n.nspname, c.relname, r.rulename, pg_get_ruledef(r.oid) AS definition, CASE r.ev_enabled WHEN 'D' THEN 'no' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END AS enabled
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND {own n} AND {free pg_class c.oid};

SELECT 'policy', n.nspname, c.relname, p.polname, CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END AS command,
  CASE WHEN p.polpermissive THEN 'yes' ELSE 'no' END AS permissive,
  (SELECT string_agg(coalesce(r.rolname, 'public'), ', ' ORDER BY 1) FROM unnest(p.polroles) x LEFT JOIN pg_roles r ON r.oid = x) AS roles,
  pg_get_expr(p.polqual, p.polrelid) AS "using", pg_get_expr(p.polwithcheck, p.polrelid) AS "check"
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {own n} AND {free pg_class c.oid};

SELECT 'statistics', n.nspname, s.stxname, '', pg_get_statisticsobjdef(s.oid) AS definition, nullif(s.stxstattarget, -1)::text AS target, pg_get_userbyid(s.stxowner) AS owner
FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE {own n} AND {free pg_statistic_ext s.oid};
