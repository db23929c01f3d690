import { describe, expect, it } from 'vitest';
import { countAttempt } from '@/lib/auth/count-attempt';
import { ATTEMPT_LIMITS, type AttemptKind } from '@/lib/auth/rules/attempt-limits';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { database } from '@/lib/db/client';
import type { Outbound } from '@/lib/http/exchange';
import { issueChallenge } from '@/lib/ownership/issue-challenge';
import { CURRENT_AGREEMENT } from '@/lib/ownership/rules/agreement';
import { verifyOwnership } from '@/lib/ownership/verify-ownership';
import { tryLogin } from '@/lib/scans/try-login';
import { addWebsite } from '@/lib/websites/add-website';
import { saveLoginProfile } from '@/lib/websites/login/save-login-profile';
import { newOrganization, type TestOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { newHost, verifiedWebsite } from '../websites/rows';

/** A network that counts what is asked of it and never answers with anything useful. */
function silentNetwork(): Outbound & { sent: number } {
  const network = {
    sent: 0,
    send: async ({ url }: { url: string }) => {
      network.sent += 1;
      const timing = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 };
      const failure = { code: 'DNS_NOT_FOUND' as const, url, seen: 'ENOTFOUND', addresses: [], timing };
      return { ok: false as const, failure };
    },
  };
  return network;
}

async function useUp(organization: TestOrganization, kind: AttemptKind, left: number): Promise<void> {
  for (let count = left; count < ATTEMPT_LIMITS[kind].attempts; count++)
    await countAttempt(organization.clock, kind, organization.id);
}

const readCode = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'DONE',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('what makes this machine send requests', () => {
  it('checks ownership so often a quarter of an hour for one organization, and sends nothing beyond', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { id: websiteId } = await addWebsite(editor, { address: newHost() });
    await issueChallenge(editor, { websiteId });
    await useUp(organization, 'send.ownership-check', 1);
    const network = silentNetwork();
    const verify = () =>
      readCode(
        verifyOwnership(editor, { websiteId, acceptedAgreement: CURRENT_AGREEMENT }, { outbound: network }),
      );
    expect((await Promise.all([verify(), verify(), verify()])).sort()).toEqual([
      'DONE',
      'LIMIT_EXCEEDED',
      'LIMIT_EXCEEDED',
    ]);
    expect(network.sent).toBe(1);
    organization.clock.advanceMs(ATTEMPT_LIMITS['send.ownership-check'].windowMs);
    expect(await verify()).toBe('DONE');
  });

  it('tries logins so often', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { id: websiteId } = await verifiedWebsite(organization);
    await saveLoginProfile(editor, {
      websiteId,
      version: 0,
      mode: 'COOKIE',
      verifyUrl: '/app',
      cookies: 'a=b',
      requestsPerSecond: 5,
    });
    await useUp(organization, 'send.login-try', 0);
    const network = silentNetwork();
    expect(await readCode(tryLogin(editor, websiteId, { outbound: network }))).toBe('LIMIT_EXCEEDED');
    expect(network.sent).toBe(0);
  });

  it('runs connection cases so often', async () => {
    const organization = await newOrganization();
    const { id: assetId } = await readyAsset(organization);
    const ask = (cases: number | null) =>
      readCode(
        requestConnectionRun(organization.as('EDITOR'), {
          assetId,
          cases: cases === null ? null : Array(cases).fill({ activity: 'newInstance', caseName: 'Unknown' }),
        }),
      );
    await useUp(organization, 'send.connection-suite', 0);
    expect([await ask(null), await ask(6), await ask(5)]).toEqual([
      'LIMIT_EXCEEDED',
      'LIMIT_EXCEEDED',
      'NOT_FOUND',
    ]);
    await useUp(organization, 'send.connection-run', 1);
    expect(await ask(5)).toBe('LIMIT_EXCEEDED');
    expect(await database().connectionRun.count({ where: { assetId } })).toBe(0);
  });
});
