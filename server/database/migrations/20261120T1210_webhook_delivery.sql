-- Why:     events are forwarded to tenants' own webhook endpoints: signed, retried over three days, replayable.
-- Locks:   none that matter: new tables only.
-- Release: the previous server knows none of these tables; this may run first.

-- An address that a tenant wants events at. `application_id` stays null until applications exist: then an endpoint
-- may belong to one. The columns from `last_attempt_at` on are the endpoint's health, kept by the delivery service:
--   healthy    consecutive_failures = 0
--   failing    failing_since set; deliveries go on by their own schedule
--   paused     paused_until ahead: nothing is sent, because it failed ten times in a row or asked for a pause
--   probing    ten failures or more and the pause is over: one delivery at a time tries
-- A disabled endpoint gets no new deliveries; `disabled_reason` says why when it was not a person.
create table webhook_endpoint (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  application_id uuid,
  url_sealed bytea not null,
  description text not null default '',
  mode text not null check (mode in ('standard', 'meta_raw')),
  event_types text[] not null,
  concurrency smallint not null default 8 check (concurrency between 1 and 32),
  is_enabled boolean not null default false,
  disabled_reason text check (disabled_reason in ('gone', 'failing')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  last_attempt_at timestamptz,
  last_success_at timestamptz,
  consecutive_failures int not null default 0,
  failing_since timestamptz,
  paused_until timestamptz,
  primary key (tenant_id, id),
  check ((mode = 'meta_raw') = (cardinality(event_types) = 0)),
  check (not is_enabled or disabled_reason is null),
  check ((consecutive_failures = 0) = (failing_since is null))
);

-- Signing secrets. The newest has no end; an older one still signs until `expires_at`.
create table webhook_secret (
  tenant_id uuid not null,
  endpoint_id uuid not null,
  id uuid not null,
  secret_sealed bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (tenant_id, endpoint_id, id),
  foreign key (tenant_id, endpoint_id) references webhook_endpoint (tenant_id, id) on delete cascade
);

-- What the service did to an endpoint by itself, for people to read.
create table webhook_notice (
  tenant_id uuid not null,
  endpoint_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('disabled_gone', 'disabled_failing')),
  created_at timestamptz not null,
  primary key (tenant_id, endpoint_id, id),
  foreign key (tenant_id, endpoint_id) references webhook_endpoint (tenant_id, id) on delete cascade
);

-- The body of an event, once for all endpoints that get it. `id` is the event's id, the `webhook-id` of its requests.
create table webhook_payload (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  body_sealed bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

-- One event for one endpoint: pending → delivered or dead; a replay makes it pending again.
-- A claim moves `next_attempt_at` to the end of its lease and raises `fence`: an outcome counts only under the fence
-- of its claim, and what a process that died had claimed becomes due by itself.
-- No foreign key to the endpoint: inserts of a busy endpoint would queue at its row. Rows of a deleted endpoint are
-- removed by a job.
create table webhook_delivery (
  tenant_id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  event_type text not null,
  -- Events with the same key are sent one after the other where possible: a conversation's or a contact's id.
  order_key uuid,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  fence int not null default 0,
  -- Attempts since `pending_since`; a replay starts at 0 again.
  attempt_count smallint not null default 0,
  pending_since timestamptz not null,
  next_attempt_at timestamptz,
  last_reason text,
  last_http_status smallint,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, endpoint_id, event_id),
  check ((state = 'pending') = (next_attempt_at is not null)),
  check ((state = 'pending') = (finished_at is null))
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
create index webhook_delivery_due on webhook_delivery (tenant_id, endpoint_id, next_attempt_at, event_id)
  where state = 'pending';
create index webhook_delivery_dead on webhook_delivery (tenant_id, endpoint_id, event_id) where state = 'dead';

create table webhook_attempt (
  tenant_id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  fence int not null,
  started_at timestamptz not null,
  duration_ms int not null,
  outcome text not null check (outcome in ('delivered', 'failed')),
  reason text,
  http_status smallint,
  -- The beginning of a refusal's body.
  answer_sealed bytea,
  primary key (tenant_id, endpoint_id, event_id, fence),
  check ((outcome = 'failed') = (reason is not null))
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['webhook_endpoint', 'webhook_secret', 'webhook_notice', 'webhook_payload',
    'webhook_delivery', 'webhook_attempt']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format('create policy of_tenant on %I to keepword_app
      using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', tenant_table);
    execute format('create policy across_tenants on %I to keepword_engine using (true) with check (true)', tenant_table);
    execute format('grant select, insert, update, delete on %I to keepword_app, keepword_engine', tenant_table);
  end loop;
end $$;
