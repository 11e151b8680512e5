-- Playbooks that a tenant wrote; every version that was saved.
create table playbook (
    tenant   text not null default attune_tenant(),
    id       text not null check (id ~ '^[a-z0-9-]{1,60}$'),
    version  int not null check (version >= 1),
    yaml     text not null,
    saved_at timestamptz not null,
    saved_by text not null,
    primary key (tenant, id, version)
);
set local client_min_messages = warning; -- the column tenant is there already
select keep_to_tenant('playbook');

-- Which playbooks a tenant switched on or off. No row: as it ships.
create table playbook_switch (
    tenant     text not null default attune_tenant(),
    id         text not null,
    switched_on boolean not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (tenant, id)
);
select keep_to_tenant('playbook_switch');
