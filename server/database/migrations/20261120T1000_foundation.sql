-- Why:     tenants, people and sessions; Meta apps, channels, contacts, conversations, messages; journal and outbox.
-- Locks:   none that matter: first migration of an empty database.
-- Release: needs nothing before it.
-- Rules:   tenant_id first in every primary key, unique constraint and foreign key; row-level security forced on every
--          tenant table; ids are UUIDv7 made by the server; columns that end in _sealed hold AES-256-GCM values.

create function set_tenant(tenant uuid) returns void language plpgsql as $$
begin
  -- SET LOCAL, not set_config(): only the former reaches the workers of a distributed database.
  execute format('set local app.tenant = %L', tenant);
end $$;

create function current_tenant() returns uuid language plpgsql stable as $$
begin
  return nullif(current_setting('app.tenant', true), '')::uuid;
end $$;

-- Shared tables: slow-changing, found before the tenant is known. -----------------------------------------------

create table tenant (
  id uuid primary key,
  name text not null,
  slug text not null unique,
  time_zone text not null,
  status text not null default 'active' check (status in ('active', 'suspended')),
  created_at timestamptz not null
);

create table platform_key (
  version int primary key,
  kek_id text not null,
  wrapped_key bytea not null,
  created_at timestamptz not null
);

create table app_user (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  password_hash text not null,
  language text not null default 'en',
  time_zone text not null default 'UTC',
  created_at timestamptz not null
);

create table session (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  tenant_id uuid not null references tenant (id) on delete cascade,
  user_agent text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_of_user on session (user_id);

create table api_key (
  id uuid primary key,
  tenant_id uuid not null references tenant (id) on delete cascade,
  name text not null,
  prefix text not null,
  secret_hash bytea not null unique,
  permissions text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);

create table meta_app (
  id text primary key,
  name text not null,
  app_secret_sealed bytea not null,
  verify_token_sealed bytea not null,
  created_at timestamptz not null
);

-- Which tenant a webhook belongs to: found by entry[].id and phone_number_id before any tenant is known.
create table channel_route (
  phone_number_id text primary key,
  waba_id text not null,
  app_id text not null references meta_app (id),
  tenant_id uuid not null references tenant (id) on delete cascade,
  channel_id uuid not null
);
create index channel_route_waba on channel_route (waba_id);

-- Webhook journal: a global queue, keyed by bucket. Rows leave as soon as they are applied. ------------------------

create table journal (
  bucket smallint not null,
  id uuid not null,
  app_id text not null,
  received_at timestamptz not null,
  body_sealed bytea not null,
  primary key (bucket, id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

create table journal_parked (
  bucket smallint not null,
  id uuid not null,
  app_id text not null,
  received_at timestamptz not null,
  body_sealed bytea not null,
  reason text not null,
  detail text not null,
  parked_at timestamptz not null,
  primary key (bucket, id)
);

-- Tenant tables -------------------------------------------------------------------------------------------------

create table tenant_key (
  tenant_id uuid not null references tenant (id) on delete cascade,
  version int not null,
  kek_id text not null,
  wrapped_key bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, version)
);

create table membership (
  tenant_id uuid not null references tenant (id) on delete cascade,
  user_id uuid not null references app_user (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'agent')),
  created_at timestamptz not null,
  primary key (tenant_id, user_id)
);
create index membership_of_user on membership (user_id);

create table channel (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null default 'whatsapp' check (kind in ('whatsapp')),
  app_id text not null references meta_app (id),
  waba_id text not null,
  phone_number_id text not null,
  whatsapp_account_id text,
  portfolio_id text,
  display_phone_number text not null,
  name text not null,
  access_token_sealed bytea,
  state text not null default 'connected' check (state in ('connected', 'disconnected')),
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, phone_number_id),
  check (state <> 'connected' or access_token_sealed is not null)
);

create table contact (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null default 'person' check (kind in ('person', 'group')),
  name text not null,
  is_name_edited boolean not null default false,
  profile_name text,
  email text,
  language text,
  country text,
  city text,
  opted_out_at timestamptz,
  opt_out_source text,
  -- When they last opted out or in, so that a late "stop" does not undo a newer "resume".
  opt_changed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Folded once when written: ILIKE folds every name on every search, five times as slow.
  name_search text not null generated always as (lower(name || chr(10) || coalesce(profile_name, ''))) stored,
  primary key (tenant_id, id),
  check ((opted_out_at is null) = (opt_out_source is null))
);

-- Meta's names of a person. BSUIDs count inside one business portfolio: `scope` is its id; elsewhere ''.
create table contact_identity (
  tenant_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  kind text not null check (kind in ('wa_id', 'bsuid', 'parent_bsuid', 'username', 'group_id')),
  scope text not null default '',
  value text not null,
  source text not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete cascade
);
create unique index contact_identity_current on contact_identity (tenant_id, kind, scope, value) where valid_to is null;
create index contact_identity_contact on contact_identity (tenant_id, contact_id);
-- Ended ones too: a webhook that comes late belongs to whoever had the number when it was written.
create index contact_identity_value on contact_identity (tenant_id, kind, value);

create table conversation (
  tenant_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  channel_id uuid not null,
  status text not null default 'open' check (status in ('open', 'pending', 'snoozed', 'resolved')),
  snoozed_until timestamptz,
  assignee_id uuid,
  inbound_count int not null default 0,
  needs_reply boolean not null default false,
  last_inbound_at timestamptz,
  last_outbound_at timestamptz,
  last_message_id uuid,
  last_activity_at timestamptz not null,
  failed_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, channel_id, contact_id),
  foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete cascade,
  foreign key (tenant_id, channel_id) references channel (tenant_id, id) on delete cascade,
  -- Snoozed without a time: until the contact writes.
  check (status = 'snoozed' or snoozed_until is null)
);
create index conversation_activity on conversation (tenant_id, last_activity_at desc, id desc);
-- What a team works on is a small part of everything that was ever said.
create index conversation_in_work on conversation (tenant_id, last_activity_at desc, id desc)
  where status <> 'resolved';
create index conversation_contact on conversation (tenant_id, contact_id);

-- How many inbound messages this member has seen; unread = conversation.inbound_count − read_inbound_count.
create table conversation_read (
  tenant_id uuid not null,
  conversation_id uuid not null,
  user_id uuid not null,
  read_inbound_count int not null,
  read_at timestamptz not null,
  primary key (tenant_id, conversation_id, user_id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade
);

create table label (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  name text not null,
  color text not null check (color in ('amber', 'green', 'blue', 'violet', 'rose', 'slate')),
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);

create table conversation_label (
  tenant_id uuid not null,
  conversation_id uuid not null,
  label_id uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, conversation_id, label_id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade,
  foreign key (tenant_id, label_id) references label (tenant_id, id) on delete cascade
);

create table note (
  tenant_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  author_id uuid not null,
  text_sealed bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade
);
create index note_conversation on note (tenant_id, conversation_id, created_at);

create table quick_reply (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  shortcut text not null,
  text text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, shortcut)
);

create table media (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('image', 'video', 'audio', 'document', 'sticker')),
  source text not null check (source in ('upload', 'inbound')),
  state text not null check (state in ('pending', 'ready', 'failed')),
  reason text,
  mime_type text not null,
  file_name_sealed bytea,
  size_bytes bigint,
  sha256 text,
  is_voice boolean not null default false,
  channel_id uuid,
  -- Meta's id for these bytes on `channel_id`, and since when: uploads live 30 days there, inbound ones 7.
  meta_media_id text,
  meta_media_at timestamptz,
  fetch_attempts smallint not null default 0,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  check (state <> 'failed' or reason is not null),
  check (state <> 'ready' or (size_bytes is not null and sha256 is not null))
);

-- Made for deletion by age: partitioned by time through the UUIDv7 id.
create table message (
  tenant_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  contact_id uuid not null,
  channel_id uuid not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  type text not null,
  status text not null check (status in
    ('received', 'queued', 'sending', 'accepted', 'sent', 'delivered', 'read', 'played', 'failed', 'unknown')),
  author_kind text not null check (author_kind in ('contact', 'member', 'bot', 'api', 'business_app')),
  author_id uuid,
  wamid text,
  context_wamid text,
  media_id uuid,
  content_sealed bytea not null,
  search_tokens int[] not null default '{}',
  callback_data text,
  gate jsonb,
  error_code int,
  error jsonb,
  pricing jsonb,
  occurred_at timestamptz not null,
  accepted_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  played_at timestamptz,
  failed_at timestamptz,
  edited_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  check ((direction = 'inbound') = (status = 'received')),
  check (direction = 'inbound' or gate is not null or author_kind = 'business_app')
) partition by range (id);
create index message_thread on message (tenant_id, conversation_id, occurred_at desc, id desc);
create index message_search on message using gin (search_tokens);
create table message_default partition of message default;

-- One row for each message id of Meta: what makes inbound messages idempotent and finds a status its message.
create table message_ref (
  tenant_id uuid not null,
  channel_id uuid not null,
  wamid text not null,
  message_id uuid not null,
  primary key (tenant_id, channel_id, wamid)
);

-- Every status webhook, as evidence; the unique key makes repeats harmless. `message_id` is null while the message
-- is not (or not yet) known: the status may overtake the answer to our own request.
create table message_status (
  tenant_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  wamid text not null,
  status text not null,
  recipient text not null,
  message_id uuid,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  raw_sealed bytea not null,
  primary key (tenant_id, id),
  unique (tenant_id, channel_id, wamid, status, recipient)
);

create table reaction (
  tenant_id uuid not null,
  message_id uuid not null,
  actor text not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  author_kind text not null,
  author_id uuid,
  emoji_sealed bytea,
  occurred_at timestamptz not null,
  primary key (tenant_id, message_id, actor)
);

-- Every reaction, edit and revocation webhook, as evidence. `message_id` is null while the message it is about is not
-- known: the change may arrive first.
create table message_change (
  tenant_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  wamid text not null,
  target_wamid text not null,
  kind text not null check (kind in ('reaction', 'edit', 'revoke')),
  direction text not null check (direction in ('inbound', 'outbound')),
  actor text not null,
  message_id uuid,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  raw_sealed bytea not null,
  primary key (tenant_id, id),
  unique (tenant_id, channel_id, wamid)
);
create index message_change_waiting on message_change (tenant_id, channel_id, target_wamid) where message_id is null;

-- Earlier contents of an edited message, newest last.
create table message_edit (
  tenant_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  content_sealed bytea not null,
  edited_at timestamptz not null,
  primary key (tenant_id, id)
);
create index message_edit_message on message_edit (tenant_id, message_id);

-- Every change of a webhook that is not a message or a status of ours: kept whole, whatever it is.
create table webhook_event (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  channel_id uuid,
  field text not null,
  kind text not null,
  digest bytea not null,
  payload_sealed bytea not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, digest)
);
create index webhook_event_field on webhook_event (tenant_id, field, received_at desc);

-- Messages that are still to leave. A row is claimed right before its request and deleted with the outcome.
create table outbox (
  tenant_id uuid not null,
  message_id uuid not null,
  channel_id uuid not null,
  contact_id uuid not null,
  priority smallint not null,
  state text not null default 'queued' check (state in ('queued', 'sending')),
  available_at timestamptz not null,
  attempt_count smallint not null default 0,
  fence bigint,
  sending_since timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, message_id),
  check ((state = 'sending') = (fence is not null and sending_since is not null))
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
create index outbox_lane on outbox (tenant_id, channel_id, priority, message_id);
create index outbox_recipient on outbox (tenant_id, channel_id, contact_id, message_id);

-- Which process sends for a channel. `fence` grows with every change of owner. A paused lane sends nothing until
-- `paused_until`, then tries one message.
create table lane (
  tenant_id uuid not null,
  channel_id uuid not null,
  owner uuid,
  fence bigint not null default 0,
  lease_until timestamptz,
  paused_reason text,
  paused_until timestamptz,
  primary key (tenant_id, channel_id),
  check ((paused_reason is null) = (paused_until is null)),
  foreign key (tenant_id, channel_id) references channel (tenant_id, id) on delete cascade
);

create table attempt (
  tenant_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  fence bigint not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text not null check (outcome in ('accepted', 'refused', 'retry', 'unknown')),
  http_status int,
  error_code int,
  fbtrace_id text,
  primary key (tenant_id, id)
);
create index attempt_message on attempt (tenant_id, message_id);

-- Row-level security: the app role sees its transaction's tenant, the engine role works across tenants. ------------

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'tenant_key', 'membership', 'channel', 'contact', 'contact_identity', 'conversation', 'conversation_read', 'label',
    'conversation_label', 'note', 'quick_reply', 'media', 'message', 'message_ref', 'message_status', 'reaction',
    'message_change', 'message_edit', 'webhook_event', 'outbox', 'lane', 'attempt']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format('create policy of_tenant on %I to keepword_app
      using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', tenant_table);
    execute format('create policy across_tenants on %I to keepword_engine using (true) with check (true)', tenant_table);
    execute format('grant select, insert, update, delete on %I to keepword_app, keepword_engine', tenant_table);
  end loop;
end $$;

-- Row-level security keeps array operators away from the search index, because they are not leakproof. This reads
-- it for one tenant: the caller's own. Ids only; the rows themselves are read under the caller's policy.
create policy search on message for select to keepword_owner using (true);
create function messages_with_tokens(tenant uuid, tokens int[], most int)
returns table (conversation_id uuid, message_id uuid)
language plpgsql stable security definer set search_path = keepword, pg_temp as $$
begin
  if tenant is distinct from current_tenant() then
    raise exception 'messages_with_tokens: not the tenant of this transaction' using errcode = '42501';
  end if;
  return query select m.conversation_id, m.id from message m
    where m.tenant_id = tenant and m.search_tokens @> tokens limit most;
end $$;
revoke all on function messages_with_tokens(uuid, int[], int) from public;
grant execute on function messages_with_tokens(uuid, int[], int) to keepword_app;

-- The app role sees one tenant row, its own; everything else that is shared belongs to the engine role.
alter table tenant enable row level security;
alter table tenant force row level security;
create policy own_row on tenant for select to keepword_app using (id = current_tenant());
create policy across_tenants on tenant to keepword_engine using (true) with check (true);
grant select on tenant to keepword_app;
grant select, insert, update, delete on tenant, platform_key, app_user, session, api_key, meta_app, channel_route,
  journal, journal_parked to keepword_engine;

-- Background jobs are added in the caller's transaction; their tables belong to graphile-worker and its owner.
create function add_job(task text, payload json, job_key text default null, run_at timestamptz default null)
returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(task, payload, run_at := coalesce(run_at, now()), job_key := job_key);
end $$;
revoke all on function add_job(text, json, text, timestamptz) from public;
grant execute on function add_job(text, json, text, timestamptz) to keepword_app, keepword_engine;
