import { expect, it } from 'vitest';
import { database } from '@/lib/db/client';
import type { Outbound } from '@/lib/http/exchange';
import { getScanReport } from '@/lib/scans/get-scan-report';
import { newOrganization } from '../setup/people';
import { queuedScan, runnerFor, scanRow, work } from './scan-worker';
import { outboundTo, page, startSite } from './website-site';

/** A profile with one name, kept and shown by the site. */
function profile() {
  const kept = { name: 'Mina' };
  const answer: Parameters<typeof startSite>[0] = async (request, response) => {
    if (request.url === '/') return page(response, '<a href="/profile">Profile</a>');
    if (request.url !== '/profile') return page(response, 'Nothing is here', 404);
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      kept.name = new URLSearchParams(body).get('name') ?? '';
      return page(response, '', 302, { location: '/profile' });
    }
    return page(
      response,
      `<form method=post><input name=name value="${kept.name}"><button>Save</button></form>`,
    );
  };
  return { kept, answer };
}

it('puts back what a lost worker changed before anything else, and keeps it sealed until then', async () => {
  const organization = await newOrganization();
  const { kept, answer } = profile();
  const site = await startSite(answer);
  const { scanId } = await queuedScan(organization, site);
  const runner = runnerFor(site);
  const real = outboundTo(site);
  // The worker is gone from the moment on at which the name is no longer the user's own.
  await new Promise<void>((onGone) => {
    const lost: Outbound = {
      send: async (request) => {
        const result = await real.send(request);
        if (kept.name === 'Mina') return result;
        onGone();
        return new Promise<never>(() => undefined);
      },
    };
    const connect: typeof runner.connect = (origin, signal) => ({
      ...runner.connect(origin, signal),
      outbound: lost,
    });
    void work(organization, scanId, { ...runner, connect });
  });
  const { sealedPutBack } = await scanRow(scanId);
  expect(sealedPutBack).toMatch(/^ey/);
  expect(kept.name).toMatch(/^pf/);

  await database().scan.update({ where: { id: scanId }, data: { status: 'QUEUED', workerId: null } });
  const before = site.requests.length;
  await work(organization, scanId, runner);
  expect(site.requests.slice(before, before + 3)).toEqual(['GET /', 'GET /profile', 'POST /profile']);
  expect(kept.name).toBe('Mina');
  expect((await scanRow(scanId)).sealedPutBack).toBeNull();
  const { result } = await getScanReport(organization.as('VIEWER'), scanId);
  expect(result?.leftBehind?.map(({ parameter, wasPutBack }) => [parameter, wasPutBack])).toEqual([
    [null, true],
    ['name', true],
  ]);
  real.close();
});
