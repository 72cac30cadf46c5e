/** Raised with every change of `schema`; a database with a higher number is refused. */
export const schemaVersion = 1

export const schema = `
create table if not exists setting (
  name text primary key,
  value text not null
) strict;

create table if not exists app (
  app_id text primary key,
  app_secret text not null,
  verify_token text not null,
  callback_url text
) strict;

create table if not exists business_number (
  phone_number_id text primary key,
  waba_id text not null,
  business_id text not null,
  display_phone_number text not null,
  verified_name text not null,
  access_token text not null,
  throughput_per_second integer not null check (throughput_per_second > 0),
  messaging_limit integer check (messaging_limit > 0),
  is_registered integer not null default 1,
  created_at_ms integer not null
) strict;

create table if not exists waba_subscription (
  waba_id text not null,
  app_id text not null,
  override_callback_url text,
  override_verify_token text,
  primary key (waba_id, app_id)
) strict;

create table if not exists template (
  waba_id text not null,
  name text not null,
  language text not null,
  template_id text not null unique,
  category text not null check (category in ('MARKETING', 'UTILITY', 'AUTHENTICATION')),
  status text not null check (status in ('APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED')),
  parameter_format text not null check (parameter_format in ('POSITIONAL', 'NAMED')),
  components text not null,
  primary key (waba_id, name, language)
) strict;

create table if not exists person (
  person_id text primary key,
  name text not null,
  wa_id text unique,
  username text unique,
  bsuid text not null unique,
  hides_phone_number integer not null,
  about text,
  avatar_color text,
  avatar_url text,
  sends_read_receipts integer not null,
  is_online integer not null,
  is_on_whatsapp integer not null,
  created_at_ms integer not null
) strict;

-- A BSUID belongs to a person and a business portfolio: two portfolios see two ids.
create table if not exists person_bsuid (
  person_id text not null references person on delete cascade,
  business_id text not null,
  bsuid text not null,
  primary key (person_id, business_id),
  unique (business_id, bsuid)
) strict;

create table if not exists chat (
  person_id text not null references person on delete cascade,
  phone_number_id text not null,
  last_inbound_at_ms integer,
  referral_at_ms integer,
  free_entry_until_ms integer,
  stopped_marketing integer not null default 0,
  is_blocked integer not null default 0,
  primary key (person_id, phone_number_id)
) strict;

create table if not exists message (
  row_id integer primary key,
  wamid text not null unique,
  phone_number_id text not null,
  person_id text references person on delete cascade,
  recipient text,
  recipient_kind text check (recipient_kind in ('phone', 'bsuid')),
  direction text not null check (direction in ('to_business', 'to_person')),
  type text not null,
  content text not null,
  rendered text,
  context text,
  referral text,
  media_id text,
  timestamp_ms integer not null,
  status text not null
    check (status in ('accepted', 'sent', 'delivered', 'read', 'played', 'failed')),
  error_code integer,
  category text,
  pricing_type text,
  callback_data text,
  is_unseen integer not null default 0,
  is_edited integer not null default 0,
  is_revoked integer not null default 0
) strict;
create index if not exists message_of_chat
  on message (person_id, phone_number_id, timestamp_ms, row_id);
create index if not exists message_under_way
  on message (row_id) where direction = 'to_person' and status in ('accepted', 'sent');
create index if not exists message_unseen
  on message (person_id, phone_number_id) where is_unseen = 1;

create table if not exists reaction (
  wamid text not null,
  sender text not null check (sender in ('person', 'business')),
  emoji text not null,
  primary key (wamid, sender)
) strict;

create table if not exists media (
  media_id text primary key,
  phone_number_id text,
  origin text not null check (origin in ('business', 'person', 'link')),
  mime text not null,
  sha256 text not null,
  size_bytes integer not null,
  filename text,
  created_at_ms integer not null
) strict;

-- People reached outside a window in the last 24 hours, per portfolio.
create table if not exists business_initiated (
  business_id text not null,
  recipient text not null,
  at_ms integer not null,
  primary key (business_id, recipient)
) strict;

create table if not exists free_tier (
  phone_number_id text not null,
  month text not null,
  delivered_count integer not null,
  primary key (phone_number_id, month)
) strict;

-- pending -> delivered. Rows of one chat_key leave in the order of webhook_id.
create table if not exists webhook (
  webhook_id integer primary key,
  app_id text not null,
  chat_key text not null,
  label text not null,
  wamid text,
  url text,
  body text not null,
  state text not null check (state in ('pending', 'delivered')),
  attempt_count integer not null default 0,
  next_attempt_at_ms integer not null default 0,
  last_status integer,
  last_error text,
  created_at_ms integer not null,
  delivered_at_ms integer
) strict;
create index if not exists webhook_pending on webhook (chat_key, webhook_id) where state = 'pending';

create table if not exists fault (
  fault_id integer primary key,
  kind text not null,
  times_left integer,
  ms integer,
  code integer,
  matches text,
  expires_at_ms integer
) strict;
`
