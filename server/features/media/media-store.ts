import type { Selectable } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { Media as MediaTable } from '../../database/schema.ts'
import type { ChannelId, MediaId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { MediaKind } from '#shared/media-limits.ts'

export type MediaRow = Omit<Selectable<MediaTable>, 'id' | 'kind' | 'state' | 'source'> & {
  id: MediaId
  kind: MediaKind
  state: 'pending' | 'ready' | 'failed'
  source: 'upload' | 'inbound'
}

export type NewMediaRow = {
  id: MediaId
  kind: MediaKind
  mimeType: string
  fileName: string | null
  isVoice: boolean
  createdAt: Date
} & (
  | { source: 'upload'; state: 'ready'; sizeBytes: number; sha256: string }
  | { source: 'inbound'; state: 'ready'; sizeBytes: number; sha256: string }
  | {
      source: 'inbound'
      state: 'pending'
      sha256: string | null
      channelId: ChannelId
      metaMediaId: string
      metaMediaAt: Date
    }
)

export async function insertMedia(
  tx: TenantTx,
  sealer: Sealer,
  { fileName, ...media }: NewMediaRow,
): Promise<void> {
  const fileNameSealed =
    fileName === null ? null : sealer.seal('media', 'file_name_sealed', media.id, fileName)
  await tx
    .insertInto('media')
    .values({ ...media, fileNameSealed, tenantId: tx.tenantId })
    .execute()
}

export async function findMedia(tx: TenantTx, id: MediaId): Promise<MediaRow | null> {
  const row = await tx
    .selectFrom('media')
    .selectAll()
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return (row as MediaRow | undefined) ?? null
}

/** The bytes are here. Only media that waits for them changes: a second fetch that ends later does nothing. */
export async function markMediaReady(
  tx: TenantTx,
  id: MediaId,
  facts: { sizeBytes: number; sha256: string },
): Promise<void> {
  await tx
    .updateTable('media')
    .set({ ...facts, state: 'ready', reason: null })
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute()
}

/** Gives up on fetching. `reason` is a sentence for people. */
export async function markMediaFailed(tx: TenantTx, id: MediaId, reason: string): Promise<void> {
  await tx
    .updateTable('media')
    .set({ state: 'failed', reason })
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute()
}

/** Counts a fetch that is about to start. @returns how many there were, with this one. */
export async function countFetchAttempt(tx: TenantTx, id: MediaId): Promise<number> {
  const row = await tx
    .updateTable('media')
    .set((set) => ({ fetchAttempts: set('fetchAttempts', '+', 1) }))
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .returning('fetchAttempts')
    .executeTakeFirstOrThrow()
  return row.fetchAttempts
}

/** Remembers under which id Meta holds an upload of ours, on one channel. */
export async function rememberMetaMedia(
  tx: TenantTx,
  id: MediaId,
  meta: { channelId: ChannelId; metaMediaId: string; metaMediaAt: Date },
): Promise<void> {
  await tx
    .updateTable('media')
    .set(meta)
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .where('source', '=', 'upload')
    .execute()
}
