-- Named as COMMENT ON names them.
SELECT 'comment', coalesce(o.schema, ''), o.identity, o.type, x.description AS text
FROM pg_description x, pg_identify_object(x.classoid, x.objoid, x.objsubid) o
WHERE x.objoid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = x.classoid AND d.objid = x.objoid AND d.deptype = 'e');

-- That of `public` is there from the beginning.
SELECT 'comment', '', n.nspname, 'schema', nullif(obj_description(n.oid, 'pg_namespace'), 'standard public schema') AS text
FROM pg_namespace n WHERE n.oid < 16384 AND {own n};
