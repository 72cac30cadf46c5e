-- Why:     a claim changes every outbox row of a page at once, so half of each page must be free for that; statuses
--          that wait for their message are few among millions, and are looked for with every message that leaves.
-- Locks:   outbox, share update exclusive, catalogue only; message_status, share, for one scan.
-- Release: the previous server ignores both.
set local lock_timeout = '5s';
alter table outbox set (fillfactor = 45);
create index message_status_waiting on message_status (tenant_id, channel_id, wamid) where message_id is null;
