-- Why:     messages that leave at a time, and requests that may be repeated without harm (Idempotency-Key).
-- Locks:   message, exclusive, catalogue only; no scan, no rewrite.
-- Release: the previous server ignores the column and the tables.
set local lock_timeout = '5s';

-- When it is to leave; null: at once.
alter table message add column send_at timestamptz;

-- Messages whose time has not come. When it comes they pass the gate again and enter the outbox.
create table scheduled_message (
  tenant_id uuid not null references tenant (id) on delete cascade,
  message_id uuid not null,
  channel_id uuid not null,
  priority smallint not null check (priority between 0 and 3),
  send_at timestamptz not null,
  primary key (tenant_id, message_id)
);
create index scheduled_message_due on scheduled_message (send_at);

-- What a POST with an Idempotency-Key led to. `message_id` is decided before the work begins, so that a repeat after a
-- crash finds what the first try stored.
create table idempotency_key (
  tenant_id uuid not null references tenant (id) on delete cascade,
  key_hash bytea not null,
  request_hash bytea not null,
  message_id uuid not null,
  worked_on_until timestamptz,
  answer_status smallint,
  answer_sealed bytea,
  created_at timestamptz not null,
  primary key (tenant_id, key_hash),
  check ((answer_status is null) = (answer_sealed is null))
);
create index idempotency_key_age on idempotency_key (created_at);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['scheduled_message', 'idempotency_key']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format('create policy of_tenant on %I to keepword_app
      using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', tenant_table);
    execute format('create policy across_tenants on %I to keepword_engine using (true) with check (true)', tenant_table);
    execute format('grant select, insert, update, delete on %I to keepword_app, keepword_engine', tenant_table);
  end loop;
end $$;
