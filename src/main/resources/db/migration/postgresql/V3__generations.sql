-- All that H2 has by its own version 3; from here on both have the same versions. Structured values
-- are JSON.
create table generation (
  id uuid primary key,
  status varchar(16) not null,
  request text not null,
  warnings text not null,
  outcome text not null,
  error text,
  nfe_limit bigint not null,
  attempt integer not null,
  cancel_requested boolean not null,
  last_event bigint not null,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone
);
create index generation_newest on generation (created_at, id);
create index generation_by_status on generation (status, created_at, id);

create table generation_event (
  generation_id uuid not null references generation on delete cascade,
  id bigint not null,
  name varchar(16) not null,
  data text not null,
  occurred_at timestamp with time zone not null,
  primary key (generation_id, id)
);

create table generation_image (
  generation_id uuid not null references generation on delete cascade,
  number integer not null,
  width integer not null,
  height integer not null,
  sha256 varchar(64) not null,
  png bytea not null,
  primary key (generation_id, number)
);

create table generation_trace (
  generation_id uuid primary key references generation on delete cascade,
  points text not null
);

create table generation_checkpoint (
  generation_id uuid primary key references generation on delete cascade,
  state bytea not null
);

create table idempotency_key (
  idempotency_key varchar(255) primary key,
  request_sha256 varchar(64) not null,
  generation_id uuid not null references generation on delete cascade
);
create index idempotency_key_generation on idempotency_key (generation_id);

-- The queue's own table, as db-scheduler wants it.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by text,
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
