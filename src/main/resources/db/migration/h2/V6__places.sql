-- Finds those of a chunk that wait, however many wait in all.
create index generation_queue on generation (status, queue_number, nfe_limit);
