-- The queue's order: a number for each accepted generation, so that it depends on nobody's clock.
alter table generation add column queue_number bigint;
merge into generation using (
  select id, row_number() over (order by created_at, id) as number from generation
) numbered on generation.id = numbered.id
when matched then update set queue_number = numbered.number;
alter table generation alter column queue_number set not null;
create unique index generation_queue_number on generation (queue_number);

-- The last number. Who gives out numbers locks this row first, so that one at a time does.
create table queue_counter (
  last_number bigint not null
);
insert into queue_counter select coalesce(max(queue_number), 0) from generation;

-- How many wait among each 256 numbers, and for how many evaluations.
create table queue_chunk (
  chunk bigint primary key,
  depth integer not null,
  nfe bigint not null
);
insert into queue_chunk
select queue_number / 256, count(*), sum(nfe_limit) from generation
where status = 'QUEUED' group by queue_number / 256;

-- The queue takes the earliest entry first: a millisecond of 1970 for each number.
update scheduled_tasks set execution_time = dateadd(
  'MILLISECOND',
  (select queue_number from generation where cast(id as varchar) = task_instance),
  timestamp with time zone '1970-01-01 00:00:00+00')
where exists (select 1 from generation where cast(id as varchar) = task_instance);
