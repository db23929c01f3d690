import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { outageGate } from '@/lib/wiring/outage-gate';

/** A server behind the gate, whose database answers as `database` says, on a clock that only the test moves. */
async function gated() {
  const database = { isAway: false, asked: 0 };
  let nowMs = 0;
  const mayPass = outageGate(
    async () => {
      database.asked += 1;
      return !database.isAway;
    },
    new Set(['/icon.svg']),
    () => nowMs,
  );
  const server = createServer(async (request, response) => {
    if (await mayPass(request, response)) response.end('inside');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);
  const statuses = async (paths: string[]) =>
    (await Promise.all(paths.map((path) => ask(path)))).map(({ status }) => status);
  return {
    database,
    ask,
    statuses,
    advance: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('while the database is away', () => {
  it('answers every page in plain words, with the time to come back', async () => {
    const { database, ask } = await gated();
    database.isAway = true;
    const answer = await ask('/assets?tab=scans', { headers: { 'accept-language': 'de, en;q=0.5' } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.headers.get('refresh')).toBe('5');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const page = await answer.text();
    expect(page).toContain('<h1>Preflight is waiting for its database</h1>');
    expect(page).not.toMatch(/<script|<style|style=|P1001|node_modules/);
    const chinese = await ask('/', { headers: { cookie: 'a=b; preflight-locale=zh-CN' } });
    expect(await chinese.text()).toContain('<html lang="zh-CN">');
  });

  it('lets through what needs no database or says it itself', async () => {
    const { database, ask, statuses } = await gated();
    database.isAway = true;
    expect(await statuses(['/api/health', '/_next/static/a.js', '/icon.svg?v=1'])).toEqual([200, 200, 200]);
    expect((await ask('/assets', { method: 'POST', body: 'a=b' })).status).toBe(200);
    expect(database.asked).toBe(0);
    const pages = [
      '/',
      '/sign-in',
      '/assets/a.b/c',
      '/assets/a.b',
      '/scans/icon.svg',
      '/icon.svg/',
      '/icon.SVG',
      '/x?file=a.js',
      '/x?/icon.svg',
    ];
    expect(await statuses(pages)).toEqual(pages.map(() => 503));
  });

  it('lets pages through as soon as it answers, and then asks now and then only', async () => {
    const { database, statuses, advance } = await gated();
    database.isAway = true;
    expect(await statuses(['/'])).toEqual([503]);
    database.isAway = false;
    expect(await statuses(['/'])).toEqual([200]);
    const { asked } = database;
    expect(await statuses(['/', '/assets', '/scans'])).toEqual([200, 200, 200]);
    expect(database.asked).toBe(asked);
    advance(1_000);
    database.isAway = true;
    expect(await statuses(['/'])).toEqual([503]);
  });
});
