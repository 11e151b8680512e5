-- What the gate answered, what is switched off and how people were served are each tenant's own, too.

select keep_to_tenant('gate_count');
alter table gate_count drop constraint gate_count_pkey;
alter table gate_count add primary key (tenant, day, rule, pack, outcome, purpose, modality, answer);

select keep_to_tenant('service_level');
alter table service_level drop constraint service_level_pkey;
alter table service_level add primary key (tenant, day, measure, consented);

select keep_to_tenant('switched_off');
alter table switched_off drop constraint switched_off_pkey;
alter table switched_off add primary key (tenant, scope, id);
-- the server reads all switches once, when it starts
create policy all_at_start on switched_off for select using (attune_tenant() = '*');
