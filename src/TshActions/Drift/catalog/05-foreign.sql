-- Other servers, and who is told what.
SELECT 'foreign data wrapper', '', w.fdwname, '', nullif(w.fdwhandler::regproc::text, '-') AS handler, nullif(w.fdwvalidator::regproc::text, '-') AS validator, (SELECT string_agg({option o}, ', ' ORDER BY o) FROM unnest(w.fdwoptions) o) AS options, pg_get_userbyid(w.fdwowner) AS owner
FROM pg_foreign_data_wrapper w WHERE {free pg_foreign_data_wrapper w.oid};

SELECT 'server', '', s.srvname, '', w.fdwname AS wrapper, s.srvtype AS type, s.srvversion AS version, (SELECT string_agg({option o}, ', ' ORDER BY o) FROM unnest(s.srvoptions) o) AS options, pg_get_userbyid(s.srvowner) AS owner
FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE {free pg_foreign_server s.oid};

SELECT 'user mapping', '', m.srvname, m.usename, (SELECT string_agg({option o}, ', ' ORDER BY o) FROM unnest(m.umoptions) o) AS options FROM pg_user_mappings m;

SELECT 'publication', '', p.pubname, '', CASE WHEN p.puballtables THEN 'yes' END AS "all-tables",
  concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END) AS publishes,
  CASE WHEN p.pubviaroot THEN 'yes' END AS "via-root", {from 18: nullif(p.pubgencols::text, 'n') | NULL} AS "generated-columns", pg_get_userbyid(p.pubowner) AS owner
FROM pg_publication p;

SELECT 'publication table', n.nspname, c.relname, p.pubname, {from 15: pg_get_expr(r.prqual, r.prrelid) | NULL} AS filter,
  {from 15: (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname) FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)) | NULL} AS columns
FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace;

{from 15: SELECT 'publication schema', '', n.nspname, p.pubname FROM pg_publication_namespace s JOIN pg_publication p ON p.oid = s.pnpubid JOIN pg_namespace n ON n.oid = s.pnnspid | SELECT '' WHERE false};

-- Never subconninfo: it may hold a password, and to name it is refused to all but superusers.
SELECT 'subscription', '', s.subname, '', s.subenabled::text AS enabled, array_to_string(s.subpublications, ', ') AS publications, s.subslotname AS slot, s.subsynccommit AS "synchronous-commit",
  {from 14: s.subbinary::text | NULL} AS "binary", {from 14: s.substream::text | NULL} AS streaming, pg_get_userbyid(s.subowner) AS owner
FROM pg_subscription s WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database());

SELECT 'security label', '', l.objname, l.objtype || ' ' || l.provider, l.label FROM pg_seclabels l WHERE l.objtype NOT IN ('role', 'database', 'tablespace', 'large object');
