-- Finds what ended long ago.
create index generation_ended on generation (ended_at) where ended_at is not null;
