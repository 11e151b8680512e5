-- What is usual for a person, remembered for their next visit: bytes of a PersonalBaseline, sealed; see docs/fusion.md.

alter table consent_record drop constraint consent_record_purpose_check;
alter table consent_record add constraint consent_record_purpose_check check (purpose in
    ('personalization', 'analytics', 'research', 'agent-assist', 'baseline', 'training', 'safety', 'medical'));

create table personal_baseline (
    person     text primary key,
    sealed     bytea not null,
    learnt_at  timestamptz not null
);
select keep_to_tenant('personal_baseline');
