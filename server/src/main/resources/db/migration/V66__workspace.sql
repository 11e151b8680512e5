-- Who talked to the house of late, and where; nothing of what was said or displayed.
create table workspace_conversation (
    person  text not null,
    channel text not null,
    last_at timestamptz not null
);
select keep_to_tenant('workspace_conversation');
alter table workspace_conversation add primary key (tenant, person);
create index workspace_conversation_last on workspace_conversation (tenant, last_at desc);
