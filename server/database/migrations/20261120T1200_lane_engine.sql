-- Why:     pace per number, pair rule, people reached per portfolio, four priorities, operator's holds, unknown outcomes.
-- Locks:   channel, lane, outbox and attempt, exclusive; outbox and attempt are rewritten or indexed, short at this size.
-- Release: needs the server of the same release: priorities have a new meaning.
set local lock_timeout = '5s';

-- 20 for numbers shared with the business app, 80 by default, 1,000 after Meta's upgrade; inbound counts too.
alter table channel add column messages_per_second int not null default 80 check (messages_per_second > 0);
alter table channel add column quality_rating text not null default 'unknown'
  check (quality_rating in ('green', 'yellow', 'red', 'unknown'));

-- 0 a person's reply, 1 authentication, 2 bots and transactional messages, 3 campaigns.
alter table outbox add column has_media boolean not null default false;
-- Written outside the customer service window: counts towards the people a portfolio may reach in 24 hours.
alter table outbox add column starts_conversation boolean not null default false;
-- Forced row-level security binds the owner too, and would leave every row as it was.
alter table outbox no force row level security;
alter table message no force row level security;
update outbox set priority = case when priority = 0 then 0 else 2 end, has_media = exists (
  select 1 from message m where m.tenant_id = outbox.tenant_id and m.id = outbox.message_id and m.media_id is not null);
alter table outbox force row level security;
alter table message force row level security;
alter table outbox add check (priority between 0 and 3);
-- Room for the claim on the same page: no index changes with it.
alter table outbox set (fillfactor = 70);
drop index outbox_recipient;
create index outbox_recipient on outbox (tenant_id, channel_id, contact_id, priority, message_id);

-- One index fewer for each attempt.
alter table attempt drop constraint attempt_pkey;
drop index attempt_message;
alter table attempt add primary key (tenant_id, message_id, id);

-- Held: by a person, until a person lets go. Slowed: by the lane itself, told so that people can see why.
alter table lane add column held_reason text;
alter table lane add column held_by uuid;
alter table lane add column held_at timestamptz;
alter table lane add check ((held_reason is null) = (held_at is null));
alter table lane add column slow_reason text;
alter table lane add column slow_rate real;
alter table lane add column slow_since timestamptz;
alter table lane add check ((slow_reason is null) = (slow_rate is null));
alter table lane add check ((slow_reason is null) = (slow_since is null));

-- Messages that came in on a number, in all: they use up its throughput. Written by intake, read by the lane.
create table channel_inbound (
  tenant_id uuid not null,
  channel_id uuid not null,
  inbound_count bigint not null,
  primary key (tenant_id, channel_id),
  foreign key (tenant_id, channel_id) references channel (tenant_id, id) on delete cascade
) with (fillfactor = 50);

-- Only recipients who got several messages in short time. `paid_until`: when their allowance is whole again.
create table recipient_pace (
  tenant_id uuid not null,
  channel_id uuid not null,
  contact_id uuid not null,
  paid_until timestamptz not null,
  primary key (tenant_id, channel_id, contact_id),
  foreign key (tenant_id, channel_id) references channel (tenant_id, id) on delete cascade,
  foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete cascade
) with (fillfactor = 70);

-- People a business portfolio may reach outside windows in 24 hours; null: unlimited. No row: not known, not limited.
create table portfolio (
  tenant_id uuid not null references tenant (id) on delete cascade,
  portfolio_id text not null,
  messaging_limit int check (messaging_limit > 0),
  -- Rows of portfolio_reach. Changed under this row's lock only.
  reached_count int not null default 0 check (reached_count >= 0),
  updated_at timestamptz not null,
  primary key (tenant_id, portfolio_id)
);
create table portfolio_reach (
  tenant_id uuid not null,
  portfolio_id text not null,
  contact_id uuid not null,
  reached_at timestamptz not null,
  primary key (tenant_id, portfolio_id, contact_id),
  foreign key (tenant_id, portfolio_id) references portfolio (tenant_id, portfolio_id) on delete cascade
);
create index portfolio_reach_age on portfolio_reach (tenant_id, portfolio_id, reached_at);

-- Requests whose answer never came, until a status webhook settles them. After a wait they are decided by their class.
create table unknown_outcome (
  tenant_id uuid not null references tenant (id) on delete cascade,
  message_id uuid not null,
  channel_id uuid not null,
  conversation_id uuid not null,
  priority smallint not null,
  since timestamptz not null,
  decided_at timestamptz,
  primary key (tenant_id, message_id)
);
create index unknown_outcome_waiting on unknown_outcome (tenant_id, since) where decided_at is null;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['channel_inbound', 'recipient_pace', 'portfolio', 'portfolio_reach', 'unknown_outcome']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format('create policy of_tenant on %I to keepword_app
      using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', tenant_table);
    execute format('create policy across_tenants on %I to keepword_engine using (true) with check (true)', tenant_table);
    execute format('grant select, insert, update, delete on %I to keepword_app, keepword_engine', tenant_table);
  end loop;
end $$;
