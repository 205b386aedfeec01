-- Whole names (with arguments) are the identity, and what runs is compared piece by piece.
SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, n.nspname, p.proname, {signature pg_get_function_identity_arguments(p.oid)},
  nullif({signature pg_get_function_arguments(p.oid)}, {signature pg_get_function_identity_arguments(p.oid)}) AS arguments, pg_get_function_result(p.oid) AS returns, l.lanname AS language,
  CASE p.prokind WHEN 'w' THEN 'yes' END AS "window", CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END AS volatility,
  CASE WHEN p.proisstrict THEN 'yes' END AS strict, CASE WHEN p.prosecdef THEN 'yes' END AS "security-definer", CASE WHEN p.proleakproof THEN 'yes' END AS leakproof,
  CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END AS parallel, p.procost::text AS cost, nullif(p.prorows, 0)::text AS rows,
  {sorted p.proconfig} AS settings, nullif(p.prosupport::text, '-') AS support,
  CASE WHEN p.prokind <> 'a' AND {from 14: p.prosqlbody IS NULL | true} THEN p.prosrc END AS body,
  {from 14: pg_get_function_sqlbody(p.oid) | NULL} AS "sql-body",
  p.probin AS library, (SELECT string_agg(x::regtype::text, ', ') FROM unnest(p.protrftypes) x) AS transforms,
  pg_get_userbyid(p.proowner) AS owner,
  a.aggkind::text AS "aggregate-kind", a.aggtransfn::text AS transition, nullif(a.aggfinalfn::text, '-') AS final, nullif(a.aggcombinefn::text, '-') AS combine,
  nullif(a.aggserialfn::text, '-') AS serial, nullif(a.aggdeserialfn::text, '-') AS deserial, nullif(a.aggmtransfn::text, '-') AS "moving-transition",
  nullif(a.aggminvtransfn::text, '-') AS "moving-inverse", nullif(a.aggmfinalfn::text, '-') AS "moving-final", nullif(a.aggfinalextra, false)::text AS "final-extra",
  a.aggfinalmodify::text AS "final-modify", nullif(a.aggsortop, 0)::regoperator::text AS "sort-operator", nullif(a.aggtranstype, 0)::regtype::text AS state,
  nullif(a.aggtransspace, 0)::text AS "state-size", a.agginitval AS initial, a.aggminitval AS "moving-initial", nullif(a.aggmtranstype, 0)::regtype::text AS "moving-state"
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE {own n} AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype IN ('e', 'i'));
