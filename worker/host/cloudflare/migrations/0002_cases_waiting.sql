-- What the cron trigger looks for: cases that may be stuck, in the order of their ids.
create index cases_waiting on cases (id, state, changed_at_ms) where state in ('comparing', 'in-review', 'submitted');
