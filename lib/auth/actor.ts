import type { Clock } from '@/lib/core/clock';
import { AppError, forbidden } from '@/lib/core/errors';
import type { Transaction } from '@/lib/db/client';
import type { Reads } from '@/lib/db/read-once';
import {
  mayInOrganization,
  mayOnPlatform,
  type OrganizationPermission,
  type OrganizationRole,
  type PlatformPermission,
  type PlatformRole,
} from './rules/permissions';

/** Who acts: a person (in an organization, or not in one), or a part of the system. */
export type Person = {
  kind: 'person';
  userId: string;
  name: string;
  platformRoles: readonly PlatformRole[];
  membership: { organizationId: string; role: OrganizationRole } | null;
  /** A program acts with a key that the person made. */
  apiKey?: KeyInUse;
};
/** An API key in use: it may do what its maker may do, and of that only what it was made for. */
export type KeyInUse = {
  id: string;
  name: string;
  /** The beginning of the key, by which people tell keys apart. */
  hint: string;
  permissions: readonly OrganizationPermission[];
};
export type SystemPart = { kind: 'system'; part: 'worker' | 'cron' | 'command-line' };
export type Actor = Person | SystemPart;

/**
 * What every verb is handed: who acts, the time, and the request's reference that people see in errors. `reads` are for
 * pages alone, which write nothing: what several verbs of one page need is read once.
 */
export type Context = { actor: Actor; clock: Clock; requestId: string | null; reads?: Reads };

/** A context inside an open transaction: what the steps of a verb take. */
export type TxContext = Context & { tx: Transaction };

declare const scopeBrand: unique symbol;
/** Proof of an authorisation within one organization. Stores ask for it: a query without one does not compile. */
export type OrganizationScope = {
  readonly organizationId: string;
  readonly reads?: Reads | undefined;
  readonly [scopeBrand]: 'organization';
};
/** Proof of an authorisation across organizations: reviewers, administrators and the system's own parts. */
export type PlatformScope = { readonly reads?: Reads | undefined; readonly [scopeBrand]: 'platform' };
export type Scope = OrganizationScope | PlatformScope;
/** Proof that someone is signed in, for what is theirs alone: their account and their sessions. */
export type OwnScope = { readonly userId: string; readonly [scopeBrand]: 'own' };

const platformScope = {} as PlatformScope;

/** Whether the person may do this in their organization, and the key with which a program acts for them. */
export const isAllowed = ({ actor }: Context, permission: OrganizationPermission): boolean =>
  actor.kind === 'person' &&
  actor.membership !== null &&
  mayInOrganization(actor.membership.role, permission) &&
  (!actor.apiKey || actor.apiKey.permissions.includes(permission));

/**
 * Asks for a permission and gives the proof of it.
 * @throws AppError FORBIDDEN naming the permission, or saying that the person is in no organization
 */
export function authorise(
  context: Context,
  permission: OrganizationPermission,
): OrganizationScope & { userId: string } {
  const { actor } = context;
  if (actor.kind !== 'person') throw forbidden(permission);
  if (!actor.membership) throw new AppError('FORBIDDEN', { message: 'auth.noOrganization' });
  if (!mayInOrganization(actor.membership.role, permission)) throw forbidden(permission);
  if (actor.apiKey && !actor.apiKey.permissions.includes(permission)) throw forbidden(permission);
  const { organizationId } = actor.membership;
  return { organizationId, userId: actor.userId, reads: context.reads } as OrganizationScope & {
    userId: string;
  };
}

/** Whether the person may do this across organizations; a key never may. @throws AppError FORBIDDEN */
export function authorisePlatform(
  context: Context,
  permission: PlatformPermission,
): PlatformScope & { userId: string } {
  const { actor } = context;
  if (actor.kind !== 'person' || actor.apiKey || !mayOnPlatform(actor.platformRoles, permission))
    throw forbidden(permission);
  return { userId: actor.userId, reads: context.reads } as PlatformScope & { userId: string };
}

/** For verbs that only the system's own parts run. @throws AppError FORBIDDEN for people */
export function authoriseSystem(context: Context): PlatformScope {
  if (context.actor.kind !== 'system') throw forbidden('system');
  return platformScope;
}

/** For what an administrator may do, and the system's own parts too: the command line has no account. @throws AppError FORBIDDEN */
export function authorisePlatformOrSystem(context: Context, permission: PlatformPermission): PlatformScope {
  return context.actor.kind === 'system' ? authoriseSystem(context) : authorisePlatform(context, permission);
}

/** For verbs on one's own account: whoever is signed in may, in an organization or not. @throws AppError FORBIDDEN for system parts and keys */
export function authoriseOwn(context: Context): OwnScope {
  const { actor } = context;
  if (actor.kind !== 'person' || actor.apiKey) throw forbidden('own');
  return { userId: actor.userId } as OwnScope;
}

/** The organization of a row that a system part or a reviewer has already been allowed to read. */
export const toOrganizationScope = (
  { organizationId }: { organizationId: string },
  { reads }: PlatformScope,
): OrganizationScope => ({ organizationId, reads }) as OrganizationScope;

export const systemContext = (part: SystemPart['part'], clock: Clock): Context => ({
  actor: { kind: 'system', part },
  clock,
  requestId: null,
});

/** How history and audit name the actor: of a key also its maker, whose id the entry has, and its beginning. */
export function actorLabel(actor: Actor): string {
  if (actor.kind === 'system') return actor.part;
  return actor.apiKey ? `${actor.name} · ${actor.apiKey.name} (${actor.apiKey.hint}…)` : actor.name;
}
export const actorId = (actor: Actor): string | null => (actor.kind === 'person' ? actor.userId : null);
