-- Each row belongs to a tenant, and work for one tenant sees and writes no other's: PostgreSQL itself refuses.
-- The server says with every connection for whom it works. '*' is for finding out who calls, and for verifying audits.
create function attune_tenant() returns text language sql stable as
$$ select coalesce(nullif(current_setting('attune.tenant', true), ''), 'default') $$;

set local client_min_messages = warning; -- some tables have the column already
do $$
declare
    name      text;
    for_all   text[] := array['account', 'console_session', 'sign_in_link', 'sdk_key', 'erasure', 'audit_record', 'audit_anchor'];
    condition text;
begin
    for name in
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = current_schema() and c.relkind = 'r'
          -- of the whole server: the notice's text, what is switched off, counts without anybody in them
          and c.relname not in ('flyway_schema_history', 'notice', 'switched_off', 'gate_count', 'service_level')
    loop
        execute format('alter table %I add column if not exists tenant text not null default ''default''', name);
        execute format('alter table %I alter column tenant set default attune_tenant()', name);
        execute format('alter table %I enable row level security, force row level security', name);
        condition := case when name = any (for_all) then 'tenant = attune_tenant() or attune_tenant() = ''*'''
                          else 'tenant = attune_tenant()' end;
        execute format('create policy own_tenant on %I using (%s) with check (%s)', name, condition, condition);
    end loop;
end $$;

-- The built-in database's user may do everything, so the server works as one who may not. Where the user of an external
-- database may not make roles, it works as that user, whom the policies bind too.
do $$
begin
    if not exists (select from pg_roles where rolname = 'attune_app') then
        create role attune_app nologin;
    end if;
    execute format('grant usage on schema %I to attune_app', current_schema());
    execute format('grant select, insert, update, delete on all tables in schema %I to attune_app', current_schema());
    execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to attune_app', current_schema());
    revoke update, delete on audit_record, audit_anchor from attune_app;
exception when insufficient_privilege then
    raise notice 'no role attune_app: %', sqlerrm;
end $$;
