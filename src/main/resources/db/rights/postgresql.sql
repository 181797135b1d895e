-- Who may do what, for a database with two roles: one that migrates it, one that the service runs as
-- with spring.flyway.enabled=false. Run once by the database's owner, before the first migration:
--   psql -v migrator=rollover_migrator -v service=rollover -f postgresql.sql
-- Older servers let everybody create tables here.
revoke create on schema public from public;
grant usage, create on schema public to :migrator;
grant usage on schema public to :service;
alter default privileges for role :migrator in schema public
  grant select, insert, update, delete on tables to :service;
