import ipaddr from 'ipaddr.js';
import { HOUR_MS, MINUTE_MS } from '@/lib/core/clock';
import { API_REQUESTS_A_MINUTE } from '@/lib/core/policy';

/** How often something may be tried within a window; windows start at whole multiples of their length. */
export type AttemptLimit = { attempts: number; windowMs: number };

export const ATTEMPT_LIMITS = {
  // Of an account from one address: nobody locks anybody else out.
  'sign-in.account': { attempts: 10, windowMs: 15 * MINUTE_MS },
  // Of an account from everywhere. Beyond it each address has fewer tries, and nobody is locked out either.
  'sign-in.account-anywhere': { attempts: 30, windowMs: 15 * MINUTE_MS },
  'sign-in.account-under-attack': { attempts: 3, windowMs: 15 * MINUTE_MS },
  'sign-in.address': { attempts: 60, windowMs: 15 * MINUTE_MS },
  // Codes of the second step, which only a right password leads to: of an account from everywhere, and from one network.
  'code.account': { attempts: 6, windowMs: 15 * MINUTE_MS },
  'code.address': { attempts: 30, windowMs: 15 * MINUTE_MS },
  'password.change': { attempts: 10, windowMs: HOUR_MS },
  'password.link': { attempts: 20, windowMs: 15 * MINUTE_MS },
  // To one person by one organization.
  'invitation.send': { attempts: 5, windowMs: HOUR_MS },
  // Mails with a link to set a new password: from one network, for an account from there, and for it from everywhere.
  'reset.address': { attempts: 20, windowMs: 15 * MINUTE_MS },
  'reset.account': { attempts: 3, windowMs: 15 * MINUTE_MS },
  'reset.account-anywhere': { attempts: 6, windowMs: HOUR_MS },
  'member.add': { attempts: 60, windowMs: HOUR_MS },
  // Of an organization. Each makes this machine send requests to a host that somebody else may own.
  'send.ownership-check': { attempts: 60, windowMs: 15 * MINUTE_MS },
  'send.login-try': { attempts: 60, windowMs: 15 * MINUTE_MS },
  'send.connection-run': { attempts: 120, windowMs: 15 * MINUTE_MS },
  // Hundreds of calls each.
  'send.connection-suite': { attempts: 40, windowMs: 15 * MINUTE_MS },
  // Each is read into memory and, when it is kept, stays on disk.
  'upload.person': { attempts: 60, windowMs: 15 * MINUTE_MS },
  'upload.organization': { attempts: 200, windowMs: 15 * MINUTE_MS },
  'api.key': { attempts: API_REQUESTS_A_MINUTE, windowMs: MINUTE_MS },
} as const satisfies Record<string, AttemptLimit>;
export type AttemptKind = keyof typeof ATTEMPT_LIMITS;

export const windowStart = ({ windowMs }: AttemptLimit, at: Date): Date =>
  new Date(Math.floor(at.getTime() / windowMs) * windowMs);

/** Milliseconds until the window of `at` ends. */
export const windowRest = (limit: AttemptLimit, at: Date): number =>
  windowStart(limit, at).getTime() + limit.windowMs - at.getTime();

/**
 * Whom an address counts as: an IPv4 address itself, an IPv6 address its /64, since whoever has one of those has all.
 * What is not an address is one group, so that a missing address is never a way around the limit.
 */
export function addressGroup(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const prefix = parsed.toByteArray().slice(0, 8);
  return `${Buffer.from(prefix).toString('hex')}/64`;
}
