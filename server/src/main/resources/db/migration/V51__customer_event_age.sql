-- Swept by when they happened: what arrived late or was imported is kept no longer than the rest.
drop index customer_event_arrived;
create index customer_event_at on customer_event using brin (at);
