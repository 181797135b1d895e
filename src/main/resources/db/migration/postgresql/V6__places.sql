-- Finds those of a chunk that wait, however many wait in all.
create index generation_queue on generation (queue_number) include (nfe_limit)
where status = 'QUEUED';
