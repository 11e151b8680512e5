alter table affect_second
    drop column valence, drop column arousal, drop column quality, drop column expression, drop column states,
    alter column measured set not null, alter column sealed set not null;
alter table moment
    drop column kind, drop column name, drop column apex_ms, drop column offset_ms, drop column strength,
    drop column action_units, alter column sealed set not null;
alter table decision
    drop column rule, drop column action, drop column reason, drop column clauses, alter column sealed set not null;
alter table consent_receipt
    drop column document, drop column signature, alter column sealed set not null;
