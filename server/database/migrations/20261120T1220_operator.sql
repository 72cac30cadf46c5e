-- Why:     people who run the deployment; one request id from the API to the attempt; background jobs shown to operators.
-- Locks:   app_user and message, exclusive, for a moment: columns without a default or with a constant one.
-- Release: the previous server writes neither column; this may run first.
set local lock_timeout = '5s';

alter table app_user add column is_operator boolean not null default false;

-- The request that made the message; the same id is in the log and in the answer's x-request-id.
alter table message add column request_id uuid;

-- The job tables belong to graphile-worker's owner. These show and mend what an operator may: names, times and counts;
-- payloads stay inside.
create function job_counts() returns table (state text, job_count bigint, oldest_run_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select case
      when jobs.locked_at is not null then 'running'
      when jobs.attempts >= jobs.max_attempts then 'failed'
      when jobs.attempts > 0 then 'retrying'
      when jobs.run_at > now() then 'scheduled'
      else 'waiting' end as state,
    count(*), min(jobs.run_at)
  from graphile_worker.jobs group by 1
$$;

create function troubled_jobs(most int) returns table (id bigint, task text, attempts int, max_attempts int,
  last_error text, run_at timestamptz, created_at timestamptz, updated_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select jobs.id, jobs.task_identifier, jobs.attempts::int, jobs.max_attempts::int, jobs.last_error, jobs.run_at,
    jobs.created_at, jobs.updated_at
  from graphile_worker.jobs where jobs.attempts > 0 and jobs.locked_at is null
  order by (jobs.attempts >= jobs.max_attempts) desc, jobs.updated_at desc limit most
$$;

-- Due now, with all its tries again. A job that runs at the moment is left alone.
create function retry_jobs(ids bigint[]) returns setof bigint
language sql security definer set search_path = pg_catalog as $$
  select rescheduled.id from graphile_worker.reschedule_jobs(
    array(select jobs.id from graphile_worker.jobs where jobs.attempts > 0 and jobs.id = any(ids)),
    run_at := now(), attempts := 0) as rescheduled
$$;

revoke all on function job_counts(), troubled_jobs(int), retry_jobs(bigint[]) from public;
grant execute on function job_counts(), troubled_jobs(int), retry_jobs(bigint[]) to keepword_engine;
