-- Where the search of a generation stands that has not ended, for its next run to go on from.
create table generation_checkpoint (
  generation_id uuid primary key references generation on delete cascade,
  state blob not null
);
