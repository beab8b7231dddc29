-- The index of cases (docs/storage.md). It has ids, states and times, nothing personal.
create table cases (
  id text primary key,
  tenant text not null,
  state text not null,
  channel text not null,
  created_at_ms integer not null,
  changed_at_ms integer not null
) strict;
create index cases_newest on cases (tenant, created_at_ms desc, id desc);
create index cases_newest_by_state on cases (tenant, state, created_at_ms desc, id desc);

-- number: SHA-256 of the form's number, base64url.
create table forms (
  number text primary key,
  case_id text not null,
  state text not null check (state in ('valid', 'withdrawn'))
) strict;
create index forms_of_case on forms (case_id);
