-- Where Alembic notes what it has run, and whether this login may look.
SELECT 'alembic', n.nspname, c.relname, '', (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'))::text AS readable
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND c.relname = 'alembic_version' AND {own n};

-- Options of other people's mappings are shown to them alone.
SELECT 'unread', '', 'user mapping options', '', count(*)::text AS number FROM pg_user_mappings m WHERE m.umoptions IS NULL
  AND NOT (m.umuser = (SELECT oid FROM pg_roles WHERE rolname = current_user) OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
    OR (m.umuser = 0 AND pg_has_role((SELECT srvowner FROM pg_foreign_server s WHERE s.oid = m.srvid), 'USAGE'))) HAVING count(*) > 0;
