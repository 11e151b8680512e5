-- turns of the whole person's estimate: rising frustration, lost attention, delight, recovery
alter table moment drop constraint moment_kind_check;
alter table moment add constraint moment_kind_check
    check (kind in ('expression', 'state', 'unreadable', 'blink', 'micro-expression', 'mixed', 'turn'));
