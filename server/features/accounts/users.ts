import bcrypt from 'bcrypt'
import type { Role } from '#shared/contracts/session.ts'
import type { Database } from '../../database/database.ts'
import { newId, type TenantId, type UserId } from '../../platform/ids.ts'

/** 2^12 rounds: about 200 ms, in bcrypt's own threads. The policy promises bcrypt. */
const bcryptCost = 12

export const hashPassword = (password: string): Promise<string> => bcrypt.hash(password, bcryptCost)

/** Takes as long for an unknown address as for a wrong password, so that answers do not tell who exists. */
export async function passwordFits(
  password: string,
  passwordHash: string | null,
): Promise<boolean> {
  const fits = await bcrypt.compare(password, passwordHash ?? unusableHash)
  return fits && passwordHash !== null
}

/** Of a random text that was thrown away. */
const unusableHash = '$2b$12$jcEYksX4MAufSWVe5P.xFuNw2cy1FERt5lyXWebBjoCtU13rdbMta'

/** Makes a person who may sign in, as a member of one tenant. */
export async function createUser(
  database: Database,
  user: {
    tenantId: TenantId
    email: string
    name: string
    role: Role
    passwordHash: string
    timeZone: string
    createdAt: Date
  },
): Promise<UserId> {
  const userId = newId<UserId>()
  await database.engine
    .insertInto('appUser')
    .values({
      id: userId,
      email: user.email.toLowerCase(),
      name: user.name,
      passwordHash: user.passwordHash,
      timeZone: user.timeZone,
      createdAt: user.createdAt,
    })
    .execute()
  await database.inTenant(user.tenantId, (tx) =>
    tx
      .insertInto('membership')
      .values({ tenantId: user.tenantId, userId, role: user.role, createdAt: user.createdAt })
      .execute(),
  )
  return userId
}
