-- On which page a person was during a session whose observations are kept, and what the page knew; sealed with the
-- person's key. So that a playbook can be played against the session as it was.
create table session_page (
    tenant     text not null default attune_tenant(),
    session_id uuid not null references live_session on delete cascade,
    number     int  not null check (number >= 0),
    sealed     bytea not null,
    primary key (session_id, number)
);
select keep_to_tenant('session_page');
