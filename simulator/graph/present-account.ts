import { rules } from '#simulator/rules.ts'
import type { BusinessNumber } from '#simulator/store/number-store.ts'

type Presented = { id: string } & Record<string, unknown>

/** Meta answers the asked fields and always the id. */
export function pickFields(
  presented: Presented,
  fields: string | undefined,
  defaults: string[],
): Presented {
  const names = fields === undefined || fields === '' ? defaults : fields.split(',')
  const picked: Presented = { id: presented.id }
  for (const name of names.map((part) => part.trim())) {
    if (name in presented) picked[name] = presented[name]
  }
  return picked
}

/** @source Meta, business management: phone numbers; read 2026-11-20. */
export const presentNumber = (number: BusinessNumber): Presented => ({
  id: number.phoneNumberId,
  verified_name: number.verifiedName,
  display_phone_number: number.displayPhoneNumber,
  quality_rating: 'GREEN',
  code_verification_status: 'VERIFIED',
  name_status: 'APPROVED',
  status: number.isRegistered ? 'CONNECTED' : 'DISCONNECTED',
  platform_type: number.isRegistered ? 'CLOUD_API' : 'NOT_APPLICABLE',
  throughput: {
    level: number.throughput > rules.defaultThroughput.value ? 'HIGH' : 'STANDARD',
  },
  account_mode: 'LIVE',
  is_official_business_account: false,
  is_pin_enabled: true,
  is_on_biz_app: false,
  last_onboarded_time: new Date(number.createdAtMs).toISOString().replace(/\.\d+Z$/, '+0000'),
  whatsapp_business_manager_messaging_limit: tierOf(number.messagingLimit),
})

function tierOf(limit: number | null): string {
  if (limit === null) return 'TIER_UNLIMITED'
  if (limit <= 250) return 'TIER_250'
  if (limit <= 2000) return 'TIER_2K'
  return limit <= 10_000 ? 'TIER_10K' : 'TIER_100K'
}

/** Currency and zone are those of a made-up account. */
export const presentWaba = (number: BusinessNumber): Presented => ({
  id: number.wabaId,
  name: number.verifiedName,
  currency: 'EUR',
  timezone_id: '42',
  message_template_namespace: `ns_${number.wabaId}`,
  account_review_status: 'APPROVED',
  business_verification_status: 'verified',
  ownership_type: 'SELF',
  owner_business_info: { id: number.businessId, name: number.verifiedName },
})
