import { z } from 'zod'

export const Role = z.enum(['owner', 'admin', 'agent'])
export type Role = z.infer<typeof Role>

export const SignIn = z.object({
  email: z.email('must be an e-mail address').max(320),
  password: z.string().min(1, 'must not be empty').max(200),
})
export type SignIn = z.infer<typeof SignIn>

/** Who is signed in, and where. `simulatorUrl` is set only when this deployment talks to the simulator. */
export const Session = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  workspace: z.object({ id: z.string(), name: z.string(), timeZone: z.string() }),
  role: Role,
  permissions: z.array(z.string()),
  simulatorUrl: z.string().nullable(),
})
export type Session = z.infer<typeof Session>

export const Member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
})
export type Member = z.infer<typeof Member>
