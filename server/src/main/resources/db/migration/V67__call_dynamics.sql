-- How customer and agent shared a call: one row a call, written when it ends, only for people who allow statistics of the voice.
create table call_dynamics (
    session_id uuid primary key references live_session on delete cascade,
    sealed     bytea not null
);
select keep_to_tenant('call_dynamics');
