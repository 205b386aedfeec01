-- Composite types are relations. An enum's order is what counts, not its numbers.
SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range' ELSE 'base type' END, n.nspname, t.typname, '',
  pg_get_userbyid(t.typowner) AS owner, e.labels,
  CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS type, CASE WHEN t.typnotnull THEN 'yes' END AS "not-null",
  CASE WHEN t.typtype = 'd' THEN coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault) ELSE t.typdefault END AS "default",
  CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN t.typcollation::regcollation::text END AS collation,
  r.rngsubtype::regtype::text AS subtype, nullif(r.rngcollation, 0)::regcollation::text AS "subtype-collation", oc.opcname AS "operator-class",
  nullif(r.rngcanonical::text, '-') AS canonical, nullif(r.rngsubdiff::text, '-') AS difference, {from 14: r.rngmultitypid::regtype::text | NULL} AS multirange,
  CASE WHEN t.typtype = 'b' THEN concat_ws(' ', t.typinput, t.typoutput, nullif(t.typreceive::text, '-'), nullif(t.typsend::text, '-'), nullif(t.typmodin::text, '-'), nullif(t.typmodout::text, '-'), nullif(t.typanalyze::text, '-')) END AS functions,
  CASE WHEN t.typtype = 'b' THEN concat_ws(' ', t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory, t.typispreferred, t.typdelim, nullif(t.typelem, 0)::regtype) END AS layout
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_type b ON b.oid = t.typbasetype
 LEFT JOIN (SELECT enumtypid, string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) AS labels FROM pg_enum GROUP BY enumtypid) e ON e.enumtypid = t.oid
 LEFT JOIN pg_range r ON r.rngtypid = t.oid LEFT JOIN pg_opclass oc ON oc.oid = r.rngsubopc
-- Not the array that comes with each type.
WHERE t.typtype IN ('e', 'd', 'r', 'b') AND t.typrelid = 0 AND NOT EXISTS (SELECT FROM pg_type x WHERE x.typarray = t.oid) AND {own n} AND {free pg_type t.oid};

SELECT 'cast', '', format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL), '', nullif(c.castfunc, 0)::regprocedure::text AS function, c.castcontext::text AS context, c.castmethod::text AS method
FROM pg_cast c WHERE c.oid >= 16384 AND {free pg_cast c.oid};

SELECT 'collation', n.nspname, c.collname, '', c.collprovider::text AS provider, c.collisdeterministic::text AS deterministic, {from 15: c.collcollate | CASE WHEN c.collprovider <> 'i' THEN c.collcollate END} AS collate, {from 15: c.collctype | CASE WHEN c.collprovider <> 'i' THEN c.collctype END} AS ctype,
  {from 17: c.colllocale | {from 15: c.colliculocale | CASE WHEN c.collprovider = 'i' THEN c.collcollate END}} AS locale, {from 16: c.collicurules | NULL} AS rules, pg_get_userbyid(c.collowner) AS owner
FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE c.oid >= 16384 AND {own n} AND {free pg_collation c.oid};

SELECT 'conversion', n.nspname, c.conname, '', pg_encoding_to_char(c.conforencoding) AS source, pg_encoding_to_char(c.contoencoding) AS target, c.conproc::text AS function, c.condefault::text AS "default", pg_get_userbyid(c.conowner) AS owner
FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace WHERE c.oid >= 16384 AND {own n} AND {free pg_conversion c.oid};

SELECT 'operator', n.nspname, o.oprname, concat_ws(', ', coalesce(nullif(o.oprleft, 0)::regtype::text, 'NONE'), coalesce(nullif(o.oprright, 0)::regtype::text, 'NONE')), o.oprcode::regprocedure::text AS function,
  nullif(o.oprcom, 0)::regoperator::text AS commutator, nullif(o.oprnegate, 0)::regoperator::text AS negator, nullif(o.oprrest::text, '-') AS restrict, nullif(o.oprjoin::text, '-') AS "join",
  CASE WHEN o.oprcanmerge THEN 'yes' END AS merges, CASE WHEN o.oprcanhash THEN 'yes' END AS hashes, pg_get_userbyid(o.oprowner) AS owner
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE {own n} AND {free pg_operator o.oid};

SELECT 'operator class', n.nspname, c.opcname, a.amname, c.opcintype::regtype::text AS type, CASE WHEN c.opcdefault THEN 'yes' END AS "default", f.opfname AS family, nullif(c.opckeytype, 0)::regtype::text AS storage, pg_get_userbyid(c.opcowner) AS owner
FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am a ON a.oid = c.opcmethod JOIN pg_opfamily f ON f.oid = c.opcfamily WHERE {own n} AND {free pg_opclass c.oid};

SELECT 'operator family', n.nspname, f.opfname, a.amname,
  (SELECT string_agg(concat_ws(' ', o.amopstrategy, o.amopopr::regoperator, o.amoppurpose), ', ' ORDER BY o.amopstrategy, o.amopopr::regoperator::text) FROM pg_amop o WHERE o.amopfamily = f.oid) AS operators,
  (SELECT string_agg(concat_ws(' ', p.amprocnum, p.amproc::regprocedure), ', ' ORDER BY p.amprocnum, p.amproc::regprocedure::text) FROM pg_amproc p WHERE p.amprocfamily = f.oid) AS functions, pg_get_userbyid(f.opfowner) AS owner
FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am a ON a.oid = f.opfmethod WHERE {own n} AND {free pg_opfamily f.oid};

SELECT 'transform', '', format_type(t.trftype, NULL), l.lanname, nullif(t.trffromsql::text, '-') AS "from-sql", nullif(t.trftosql::text, '-') AS "to-sql"
FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang WHERE {free pg_transform t.oid};

SELECT 'text search configuration', n.nspname, c.cfgname, '', p.prsname AS parser, pg_get_userbyid(c.cfgowner) AS owner,
  (SELECT string_agg(m.maptokentype || '/' || m.mapseqno || ' ' || m.mapdict::regdictionary::text, ', ' ORDER BY m.maptokentype, m.mapseqno) FROM pg_ts_config_map m WHERE m.mapcfg = c.oid) AS mappings
FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace JOIN pg_ts_parser p ON p.oid = c.cfgparser WHERE {own n} AND {free pg_ts_config c.oid};

SELECT 'text search dictionary', n.nspname, d.dictname, '', t.tmplname AS template, d.dictinitoption AS options, pg_get_userbyid(d.dictowner) AS owner
FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace JOIN pg_ts_template t ON t.oid = d.dicttemplate WHERE {own n} AND {free pg_ts_dict d.oid};

SELECT 'text search parser', n.nspname, p.prsname, '', concat_ws(' ', p.prsstart, p.prstoken, p.prsend, p.prslextype, nullif(p.prsheadline::text, '-')) AS functions
FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace WHERE {own n} AND {free pg_ts_parser p.oid};

SELECT 'text search template', n.nspname, t.tmplname, '', concat_ws(' ', nullif(t.tmplinit::text, '-'), t.tmpllexize) AS functions
FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace WHERE {own n} AND {free pg_ts_template t.oid};
