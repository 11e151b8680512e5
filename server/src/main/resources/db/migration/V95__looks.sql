-- Who looked at a person: by the ids of the person and of what is held about them.
create index audit_record_object on audit_record (tenant, object_pseudonym) where action like '%.read';
