-- For tables made after V26: `select keep_to_tenant('TABLE')` puts one under the rule that V26 made for those before.
create function keep_to_tenant(name text) returns void language plpgsql as $$
begin
    if not exists (select from pg_attribute where attrelid = name::regclass and attname = 'tenant') then
        execute format('alter table %I add column tenant text not null default ''default''', name);
    end if;
    execute format('alter table %I alter column tenant set default attune_tenant()', name);
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('create policy own_tenant on %I using (tenant = attune_tenant()) with check (tenant = attune_tenant())', name);
end $$;
