import type { Config } from './config/config.ts'
import { createUser, hashPassword, makeOperators } from './features/accounts/accounts.ts'
import { connectChannel, saveMetaApp } from './features/channels/channels.ts'
import { createTenant, findTenantBySlug } from './features/tenants/tenants.ts'
import type { Runtime } from './runtime/runtime.ts'

const slug = 'workspace'

/**
 * With a Meta app configured: stores its secrets and, where the settings name an owner and a number, makes
 * the first workspace with both. May run at every start; the token of the settings replaces the stored one.
 */
export async function ensureFirstWorkspace(runtime: Runtime, config: Config): Promise<void> {
  const { metaApp, firstWorkspace } = config
  if (!metaApp) return
  const now = runtime.clock.now()
  await saveMetaApp(runtime, {
    id: metaApp.appId,
    name: 'Meta app',
    appSecret: metaApp.appSecret,
    verifyToken: metaApp.verifyToken,
    createdAt: now,
  })
  if (!firstWorkspace) return
  let tenantId = await findTenantBySlug(runtime.database, slug)
  if (!tenantId) {
    tenantId = await createTenant(runtime.database, {
      name: 'Workspace',
      slug,
      timeZone: 'UTC',
      createdAt: now,
    })
    await createUser(runtime.database, {
      tenantId,
      email: firstWorkspace.ownerEmail,
      name: 'Owner',
      role: 'owner',
      passwordHash: await hashPassword(firstWorkspace.ownerPassword),
      timeZone: 'UTC',
      createdAt: now,
    })
  }
  // Whoever the settings name runs this deployment, also when the account was made by an earlier release.
  await makeOperators(runtime.database, [firstWorkspace.ownerEmail])
  await connectChannel(runtime, tenantId, {
    appId: metaApp.appId,
    wabaId: firstWorkspace.wabaId,
    phoneNumberId: firstWorkspace.phoneNumberId,
    portfolioId: null,
    // The display number arrives with the first webhook; until then the id stands for it.
    displayPhoneNumber: firstWorkspace.phoneNumberId,
    name: 'WhatsApp',
    accessToken: firstWorkspace.accessToken,
    connectedAt: now,
  })
}
