-- What a generation goes on from that continues another; JSON.
alter table generation add column continuation varchar;

-- When its generation ended, whose last state is kept for a while to be continued from.
alter table generation_checkpoint add column ended_at timestamp with time zone;
create index generation_checkpoint_ended on generation_checkpoint (ended_at);
