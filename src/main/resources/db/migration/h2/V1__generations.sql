-- Structured values are JSON; the dialect of other databases lies beside this folder.
create table generation (
  id uuid primary key,
  status varchar(16) not null,
  request varchar not null,
  warnings varchar not null,
  outcome varchar not null,
  error varchar,
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
  data varchar not null,
  occurred_at timestamp with time zone not null,
  primary key (generation_id, id)
);

create table generation_image (
  generation_id uuid not null references generation on delete cascade,
  number integer not null,
  width integer not null,
  height integer not null,
  sha256 varchar(64) not null,
  png blob not null,
  primary key (generation_id, number)
);

create table generation_trace (
  generation_id uuid primary key references generation on delete cascade,
  points clob not null
);

create table idempotency_key (
  idempotency_key varchar(255) primary key,
  request_sha256 varchar(64) not null,
  generation_id uuid not null references generation on delete cascade
);
