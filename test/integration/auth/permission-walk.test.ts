import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '@/lib/auth/actor';
import {
  mayInOrganization,
  mayOnPlatform,
  ORGANIZATION_PERMISSIONS,
  ORGANIZATION_ROLES,
  type OrganizationPermission,
  PLATFORM_PERMISSIONS,
  PLATFORM_ROLES,
  type PlatformPermission,
} from '@/lib/auth/rules/permissions';
import { findVerbs } from '../../architecture/find-verbs';
import { ROOT } from '../../architecture/parse-source';
import { newOrganization, newPlatformPerson } from '../setup/people';

const isOrganizationPermission = (ask: string): ask is OrganizationPermission =>
  ask in ORGANIZATION_PERMISSIONS;
const isPlatformPermission = (ask: string): ask is PlatformPermission => ask in PLATFORM_PERMISSIONS;

/** The actors of the walk: each role of an organization, somebody in none, each role of the platform. */
const ACTORS = [...ORGANIZATION_ROLES, 'NOBODY', ...PLATFORM_ROLES] as const;
type ActorName = (typeof ACTORS)[number];

/** What the table says about one request for permission. */
function isGranted(ask: string, actor: ActorName): boolean {
  if (ask === 'own') return true;
  if (isOrganizationPermission(ask))
    return ORGANIZATION_ROLES.some((role) => role === actor && mayInOrganization(role, ask));
  if (isPlatformPermission(ask))
    return PLATFORM_ROLES.some((role) => role === actor && mayOnPlatform([role], ask));
  return false;
}

const contexts = new Map<ActorName, Context>();
beforeAll(async () => {
  const { as, clock } = await newOrganization();
  for (const role of ORGANIZATION_ROLES) contexts.set(role, as(role));
  for (const role of PLATFORM_ROLES) contexts.set(role, await newPlatformPerson(role, clock));
  const { actor } = as('VIEWER');
  contexts.set('NOBODY', { clock, requestId: null, actor: { ...actor, membership: null } });
});

/** Calls the verb with input that it cannot accept: an answer other than FORBIDDEN shows that it let the actor in. */
async function callForCode(file: string, name: string, context: Context | undefined): Promise<string> {
  const module: Record<string, unknown> = await import(path.join(ROOT, file));
  const verb = module[name];
  if (typeof verb !== 'function') throw new Error(`${file} does not export ${name}`);
  try {
    await verb(context, {}, {}, {});
    return 'DONE';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'OTHER';
  }
}

describe.each(findVerbs().map((verb) => [`${verb.file} ${verb.name}`, verb] as const))(
  '%s',
  (_title, verb) => {
    it.each(ACTORS)('as %s', async (actor) => {
      const code = await callForCode(verb.file, verb.name, contexts.get(actor));
      // A verb that asks twice lets in whom both answers let in; whom neither does it must refuse.
      const answers = verb.asks.map((ask) => isGranted(ask, actor));
      if (answers.every(Boolean)) expect(code).not.toBe('FORBIDDEN');
      if (!answers.some(Boolean)) expect(code).toBe('FORBIDDEN');
    });
  },
);
