-- For filters by topic, which had to read the cells of all topics.
create index affect_cell_topic on affect_cell (tenant, grain, dims, topic, bucket);
