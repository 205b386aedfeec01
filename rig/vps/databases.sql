CREATE ROLE erp LOGIN PASSWORD 'erp-rig-password';
CREATE DATABASE erp_production OWNER erp;
CREATE DATABASE erp_staging OWNER erp;
