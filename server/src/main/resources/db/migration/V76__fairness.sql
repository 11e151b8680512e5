-- Reports of `attune evaluate expressions --groups` on the operator's own pictures: figures over groups, nobody's.
create table fairness_report (
    id          uuid primary key,
    uploaded_at timestamptz not null,
    uploaded_by text not null,
    document    jsonb not null
);
create index fairness_report_newest on fairness_report (uploaded_at desc);
select keep_to_tenant('fairness_report');
