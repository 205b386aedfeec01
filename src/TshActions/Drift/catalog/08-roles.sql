-- Opt-in: roles differ between environments on purpose. Never a password.
SELECT 'role', '', r.rolname, '', CASE WHEN r.rolsuper THEN 'yes' END AS superuser, CASE WHEN NOT r.rolinherit THEN 'no' END AS inherit, CASE WHEN r.rolcreaterole THEN 'yes' END AS "create-role",
  CASE WHEN r.rolcreatedb THEN 'yes' END AS "create-database", CASE WHEN r.rolcanlogin THEN 'yes' END AS login, CASE WHEN r.rolreplication THEN 'yes' END AS replication,
  CASE WHEN r.rolbypassrls THEN 'yes' END AS "bypass-row-security", nullif(r.rolconnlimit, -1)::text AS "connection-limit", r.rolvaliduntil::text AS "valid-until"
FROM pg_roles r WHERE r.rolname !~ '^pg_';

SELECT 'role member', '', g.rolname, m.rolname, CASE WHEN bool_or(a.admin_option) THEN 'yes' END AS admin
FROM pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member WHERE m.rolname !~ '^pg_' GROUP BY g.rolname, m.rolname;

SELECT 'role setting', '', coalesce(r.rolname, ''), split_part(o, '=', 1), CASE WHEN split_part(o, '=', 1) LIKE '%.%' THEN {hidden o} ELSE substr(o, strpos(o, '=') + 1) END AS value
FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole, unnest(s.setconfig) o WHERE s.setdatabase = 0;

{from 15: SELECT 'parameter grant', '', p.parname, coalesce(r.rolname, 'PUBLIC'), string_agg(e.privilege_type || CASE WHEN e.is_grantable THEN '*' ELSE '' END, ', ' ORDER BY e.privilege_type) AS privileges
FROM pg_parameter_acl p, aclexplode(p.paracl) e LEFT JOIN pg_roles r ON r.oid = e.grantee GROUP BY p.parname, r.rolname | SELECT '' WHERE false};
