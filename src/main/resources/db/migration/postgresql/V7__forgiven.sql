-- How many of the runs were cut short only because their live process was taken for dead.
alter table generation add column forgiven integer default 0 not null;
