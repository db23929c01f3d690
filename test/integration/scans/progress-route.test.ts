import { describe, expect, it, vi } from 'vitest';
import { GET } from '@/app/api/scans/[scanId]/progress/route';
import type { Context, Person } from '@/lib/auth/actor';
import { AppError } from '@/lib/core/errors';
import { cancelScan } from '@/lib/scans/cancel-scan';
import type { ScanState } from '@/lib/scans/read-scan-progress';
import { newOrganization } from '../setup/people';
import { queuedScan } from './scan-worker';
import { startSite } from './website-site';

const signedIn = vi.hoisted(() => ({ context: null as (Context & { actor: Person }) | null }));
vi.mock('@/app/current-actor', () => ({
  requireRouteContext: async () => signedIn.context,
  stillSignedIn: async () => {
    if (!signedIn.context) throw new AppError('UNAUTHENTICATED', { message: 'codes.UNAUTHENTICATED' });
    return signedIn.context;
  },
}));

const ask = (scanId: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
  GET(
    new Request(`http://localhost:3000/api/scans/${scanId}/progress`, { headers, ...(signal && { signal }) }),
    {
      params: Promise.resolve({ scanId }),
    },
  );
const parseState = (event: string) => JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? 'null') as ScanState;

describe('GET /api/scans/{id}/progress', () => {
  it('is not found for another organization, before any stream opens', async () => {
    const organization = await newOrganization();
    const { scanId } = await queuedScan(organization, await startSite());
    signedIn.context = (await newOrganization()).as('OWNER');
    for (const id of [scanId, 'no-id']) {
      const answer = await ask(id);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/json');
      expect(await answer.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
    }
  });

  it('sends the newest snapshot to whoever connects or comes back, and ends with the scan', async () => {
    const organization = await newOrganization();
    const { scanId } = await queuedScan(organization, await startSite());
    signedIn.context = organization.as('VIEWER');
    const reader = (await ask(scanId)).body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    expect(parseState(first)).toMatchObject({ status: 'QUEUED', isEnded: false });
    await reader?.cancel();

    await cancelScan(organization.as('EDITOR'), scanId);
    const back = await ask(scanId, { 'last-event-id': String(parseState(first).sequence) });
    const events = (await back.text()).split(/(?<=\n\n)/);
    expect(events.map(parseState)).toMatchObject([
      { status: 'CANCELLED', isEnded: true, isCancelRequested: true },
    ]);
  });

  it('ends with the session of its reader', async () => {
    const organization = await newOrganization();
    const { scanId } = await queuedScan(organization, await startSite());
    signedIn.context = organization.as('VIEWER');
    const reader = (await ask(scanId)).body?.getReader();
    await reader?.read();
    signedIn.context = null;
    expect(await reader?.read()).toMatchObject({ done: true });
  });

  it('is open thirty times for one person, and again when one of them has gone', async () => {
    const organization = await newOrganization();
    const { scanId } = await queuedScan(organization, await startSite());
    signedIn.context = organization.as('VIEWER');
    const open = await Promise.all(Array.from({ length: 30 }, () => ask(scanId)));
    expect(open.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
    expect((await ask(scanId)).status).toBe(429);
    await open[0]?.body?.cancel();
    const again = await ask(scanId);
    expect(again.status).toBe(200);
    signedIn.context = organization.as('EDITOR');
    const another = await ask(scanId);
    expect(another.status).toBe(200);
    for (const { body } of [...open.slice(1), again, another]) await body?.cancel();
  });

  it('ends with the request', async () => {
    const organization = await newOrganization();
    const { scanId } = await queuedScan(organization, await startSite());
    signedIn.context = organization.as('VIEWER');
    const gone = new AbortController();
    const reader = (await ask(scanId, {}, gone.signal)).body?.getReader();
    await reader?.read();
    const rest = reader?.read();
    gone.abort();
    expect(await rest).toMatchObject({ done: true });
  });
});
