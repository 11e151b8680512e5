alter table moment drop constraint moment_kind_check;
alter table moment add constraint moment_kind_check
    check (kind in ('expression', 'state', 'unreadable', 'blink', 'micro-expression', 'mixed'));
