-- Who did what, chained: each record's hash covers the hash before it. Rows are added, never changed or removed.
create table audit_record (
    tenant           text not null,
    seq              bigint not null check (seq > 0),
    at               timestamptz not null,
    actor            text not null,
    purpose          text not null, -- of a look at a person's data
    action           text not null,
    object_type      text not null,
    object_pseudonym text not null,
    policy_version   text not null,
    outcome          text not null check (outcome in ('done', 'refused')),
    reason           text not null,
    hash             bytea not null check (length(hash) = 32),
    primary key (tenant, seq)
);

-- Signed statements of how far a chain had come.
create table audit_anchor (
    tenant    text not null,
    seq       bigint not null,
    hash      bytea not null check (length(hash) = 32),
    at        timestamptz not null,
    signature bytea not null,
    primary key (tenant, seq)
);

-- What was recorded before there was a chain becomes its beginning. The text is the canonical JSON of the server.
do $$
declare
    event    record;
    previous bytea := sha256(convert_to('attune-audit-v1default', 'UTF8'));
    n        bigint := 0;
begin
    for event in select * from audit_event order by id loop
        n := n + 1;
        previous := sha256(previous || convert_to(format(
            '{"action":%s,"actor":%s,"objectPseudonym":%s,"objectType":%s,"outcome":"done","policyVersion":"",'
            '"purpose":"","reason":"","seq":%s,"ts":"%s"}',
            to_json(event.action), to_json(event.actor), to_json(event.object),
            to_json(split_part(event.action, '.', 1)), n,
            to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), 'UTF8'));
        insert into audit_record values ('default', n, event.at, event.actor, '', event.action,
            split_part(event.action, '.', 1), event.object, '', 'done', '', previous);
    end loop;
end $$;
drop table audit_event;

create trigger audit_record_is_evidence before update or delete on audit_record for each row execute function refuse_change();
create trigger audit_record_stays       before truncate         on audit_record execute function refuse_change();
create trigger audit_anchor_is_evidence before update or delete on audit_anchor for each row execute function refuse_change();
create trigger audit_anchor_stays       before truncate         on audit_anchor execute function refuse_change();
