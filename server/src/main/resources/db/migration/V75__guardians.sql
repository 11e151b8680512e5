-- What minors agreed to waits for a parent or guardian.
alter table consent_record drop constraint consent_record_method_check;
alter table consent_record add constraint consent_record_method_check
    check (method in ('button', 'gpc', 'minor', 'awaiting-guardian', 'parent', 'legal-guardian'));

create table guardian_request (
    receipt_id  uuid primary key,
    person      text not null,
    asked       text[] not null, -- choices as purpose/modality
    asked_at    timestamptz not null,
    answered_at timestamptz
);
create index guardian_request_person on guardian_request (person);
select keep_to_tenant('guardian_request');
