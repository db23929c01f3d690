import { encode } from 'next-auth/jwt';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  currentSessionId,
  optionalContext,
  organizationChoices,
  requireActionContext,
  requireContext,
  requireMemberContext,
  requireRouteContext,
  stillSignedIn,
} from '@/app/current-actor';
import { configuration } from '@/lib/config/configuration';
import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { endSession } from '@/lib/people/end-session';
import { newAccount, newSession } from '../people/new-account';
import { newOrganization } from '../setup/people';

const request = vi.hoisted(() => ({ cookies: new Map<string, string>(), headers: new Headers() }));
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
  }),
  headers: async () => request.headers,
}));

const sealed = (sid: string, secret = configuration().NEXTAUTH_SECRET) =>
  encode({ token: { sid }, secret, maxAge: 60 });
const present = (token: string) => request.cookies.set('preflight-session', token);
const readRedirect = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) =>
      error instanceof Error && 'digest' in error ? String(error.digest).split(';')[2] : error,
  );

async function newMember(role: 'OWNER' | 'VIEWER') {
  const { userId } = await newAccount(systemClock);
  const { id } = await newOrganization();
  await database().member.create({
    data: { organizationId: id, userId, role, createdAt: systemClock.now() },
  });
  return { userId, organizationId: id, ...(await newSession(systemClock, userId)) };
}

beforeEach(() => {
  request.cookies.clear();
  request.headers = new Headers({ 'x-request-id': 'request-12345678' });
});

describe('who is signed in', () => {
  it('is the person of the session that the sealed cookie names', async () => {
    const { userId, organizationId, sessionId } = await newMember('OWNER');
    present(await sealed(sessionId));
    expect(await requireContext()).toMatchObject({
      sessionId,
      requestId: 'request-12345678',
      hasPassword: true,
      actor: { kind: 'person', userId, membership: { organizationId, role: 'OWNER' } },
    });
    expect(await organizationChoices()).toMatchObject([{ id: organizationId, isCurrent: true }]);
  });

  it('is nobody without a cookie, and with one that somebody else has sealed or that names no session', async () => {
    const { sessionId } = await newMember('OWNER');
    const wrong = ['', 'nonsense', sessionId, await sealed(sessionId, 'x'.repeat(40)), await sealed(newId())];
    for (const token of wrong) {
      present(token);
      expect(await optionalContext()).toBeNull();
      expect(await organizationChoices()).toEqual([]);
    }
    request.cookies.clear();
    expect(await currentSessionId()).toBeNull();
    expect(await optionalContext()).toBeNull();
  });

  it('is nobody at the very next request after the session has ended, though the cookie is still good', async () => {
    const { sessionId } = await newMember('OWNER');
    present(await sealed(sessionId));
    expect(await optionalContext()).not.toBeNull();
    await endSession(systemClock, sessionId);
    expect(await currentSessionId()).toBe(sessionId);
    expect(await optionalContext()).toBeNull();
  });
});

describe('the way for others', () => {
  it('leads to the sign-in page and back to where they were, never elsewhere', async () => {
    expect(await readRedirect(requireContext())).toBe('/sign-in');
    request.headers.set('x-preflight-path', '/assets?page=2');
    expect(await readRedirect(requireContext())).toBe('/sign-in?from=%2Fassets%3Fpage%3D2');
    request.headers.set('x-preflight-path', '//evil.example');
    expect(await readRedirect(requireContext())).toBe('/sign-in');
  });

  it('is not taken by an action that a script called, but by the page that is drawn with its answer', async () => {
    request.headers.set('x-preflight-path', '/review');
    expect(await readRedirect(requireActionContext())).toBe('/sign-in?from=%2Freview');
    request.headers.set('next-action', '7f');
    await expect(requireActionContext()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await readRedirect(requireContext())).toBe('/sign-in?from=%2Freview');
  });

  it('leads people without an organization to what they can do', async () => {
    const { userId } = await newAccount(systemClock);
    present(await sealed((await newSession(systemClock, userId)).sessionId));
    expect(await readRedirect(requireMemberContext())).toBe('/no-organization');
    await database().user.update({ where: { id: userId }, data: { platformRoles: ['REVIEWER'] } });
    expect(await readRedirect(requireMemberContext())).toBe('/review');
  });
});

describe('route handlers', () => {
  const call = (method: string, origin?: string) =>
    requireRouteContext(
      new Request('http://localhost:3000/api/x', { method, headers: origin === undefined ? {} : { origin } }),
    );

  it('answer those who are signed in, and change something only for our own pages', async () => {
    await expect(call('GET')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const { sessionId } = await newMember('VIEWER');
    present(await sealed(sessionId));
    expect(await call('GET')).toMatchObject({ sessionId });
    expect(await call('POST', 'http://localhost:3000')).toMatchObject({ sessionId });
    await expect(call('POST', 'https://evil.example')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(call('DELETE')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('ask again who reads an answer that lasts', async () => {
    const { userId, organizationId, sessionId } = await newMember('OWNER');
    present(await sealed(sessionId));
    const context = await call('GET');
    const where = { organizationId_userId: { organizationId, userId } };
    await database().member.update({ where, data: { role: 'VIEWER' } });
    expect((await stillSignedIn(context)).actor.membership?.role).toBe('VIEWER');
    await database().member.delete({ where });
    await expect(stillSignedIn(context)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });

    const other = await newMember('OWNER');
    present(await sealed(other.sessionId));
    const ended = await call('GET');
    await endSession(systemClock, other.sessionId);
    await expect(stillSignedIn(ended)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
