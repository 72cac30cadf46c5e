import type { Media } from '#shared/contracts/media.ts'
import type { TenantId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { mediaUrl } from './media-link.ts'
import type { MediaRow } from './media-store.ts'

/** Media as the API shows it, with a fresh link once the bytes are here. */
export const presentMedia = (row: MediaRow, sealer: Sealer, now: Date): Media => ({
  id: row.id,
  state: row.state,
  kind: row.kind,
  mimeType: row.mimeType,
  fileName: fileNameOf(row, sealer),
  sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
  sha256: row.sha256,
  isVoice: row.isVoice,
  reason: row.reason,
  url:
    row.state === 'ready'
      ? mediaUrl({ tenantId: row.tenantId as TenantId, id: row.id }, sealer, now)
      : null,
})

export const fileNameOf = (row: MediaRow, sealer: Sealer): string | null =>
  row.fileNameSealed
    ? sealer.open('media', 'file_name_sealed', row.id, row.fileNameSealed).toString('utf8')
    : null
