import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Server } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { generate } from 'selfsigned';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import { createOutbound } from '@/lib/http/outbound';
import type { Resolve } from '@/lib/http/resolve-host';
import type { Rung } from '@/lib/ownership/rules/ladder';
import { walkLadder } from '@/lib/ownership/walk-ladder';

const token = 'c0ffee'.repeat(6).concat('abcd');
const fileAt = '/hwwebscan_verify.html';

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const bound = server.address();
  return bound !== null && typeof bound === 'object' ? bound.port : 0;
}

type Walk = {
  origin: string;
  allow?: string[];
  resolve?: Resolve;
  extraCa?: string;
  signal?: AbortSignal;
  timeoutMs?: number;
};

const walk = ({ origin, allow, resolve = async () => ['127.0.0.1'], extraCa, ...rest }: Walk) => {
  const allowPrivate = allow ?? [new URL(origin).host];
  const outbound = createOutbound({ extraPorts: [], allowPrivate, extraCa }, { resolve });
  const random = (size: number) => new Uint8Array(size).fill(7);
  return walkLadder({
    outbound,
    resolve,
    origin,
    token,
    random,
    clock: systemClock,
    timeoutMs: 2_000,
    ...rest,
  });
};

/** Walks a plain http site with this listener; the host is in the expected line. */
async function walkSite(listener: (line: string) => RequestListener) {
  let line = '';
  const port = await listen(createServer((request, response) => listener(line)(request, response)));
  line = `${token} 127.0.0.1:${port}`;
  return walk({ origin: `http://127.0.0.1:${port}` });
}
const serving =
  (content: (line: string) => string | Uint8Array, missing = 404) =>
  (line: string): RequestListener =>
  (request, response) => {
    response.statusCode = request.url === fileAt ? 200 : missing;
    response.end(request.url === fileAt ? content(line) : 'no such page');
  };
const states = ({ rungs }: { rungs: readonly Rung[] }) => rungs.map(({ rung, state }) => `${rung} ${state}`);
const findRung = ({ rungs }: { rungs: readonly Rung[] }, name: string) =>
  rungs.find(({ rung }) => rung === name);

describe('a proof', () => {
  it('stands when the exact line is served and a missing file is missing', async () => {
    const result = await walkSite(serving((line) => line));
    expect(result).toMatchObject({ isProven: true, failedRung: null });
    expect(states(result)).toEqual([
      'DNS pass',
      'TCP pass',
      'TLS warn',
      'REDIRECTS pass',
      'STATUS pass',
      'BODY pass',
      'SOFT_404 pass',
    ]);
    expect(findRung(result, 'TLS')?.fixKey).toBe('plainHttp');
    expect(findRung(result, 'DNS')?.seen).toEqual({ host: '127.0.0.1', addresses: ['127.0.0.1'] });
    expect(findRung(result, 'SOFT_404')?.seen).toMatchObject({
      url: `/${'07'.repeat(12)}.html`,
      status: 404,
    });
  });

  it('stands with a note for a BOM, a line end, and a site that answers everything', async () => {
    const result = await walkSite(serving((line) => `\ufeff${line}\r\n`, 200));
    expect(result.isProven).toBe(true);
    expect(findRung(result, 'BODY')).toMatchObject({
      state: 'warn',
      fixKey: 'bodyTolerated',
      seen: { tolerated: ['BOM', 'TRAILING_NEWLINE'], charset: 'utf-8' },
    });
    expect(JSON.stringify(findRung(result, 'BODY')?.seen)).toContain('ef bb bf 63 30');
    expect(findRung(result, 'SOFT_404')).toMatchObject({ state: 'warn', fixKey: 'missingFileFound' });
  });

  it('follows redirects within the host and shows them', async () => {
    const result = await walkSite((line) => (request, response) => {
      if (request.url === fileAt) response.writeHead(301, { location: '/files/verify' }).end();
      else response.writeHead(request.url === '/files/verify' ? 200 : 404).end(line);
    });
    expect(result.isProven).toBe(true);
    expect(findRung(result, 'REDIRECTS')?.seen).toMatchObject({
      hops: [{ status: 301, location: '/files/verify' }],
    });
  });
});

describe('each rung can break', () => {
  const failing = (result: Awaited<ReturnType<typeof walk>>) => {
    const rung = findRung(result, result.failedRung ?? '');
    expect(result.isProven).toBe(false);
    expect(states(result).filter((state) => state.endsWith('fail'))).toHaveLength(1);
    return [result.failedRung, rung?.fixKey];
  };

  it('DNS', async () => {
    const lookup = (code: string) => async () => {
      throw Object.assign(new Error(code), { code });
    };
    const origin = 'https://shop.example';
    expect(failing(await walk({ origin, resolve: lookup('ENOTFOUND') }))).toEqual(['DNS', 'hostNotFound']);
    expect(failing(await walk({ origin, resolve: lookup('EAI_AGAIN') }))).toEqual(['DNS', 'lookupFailed']);
    const inside = await walk({ origin, allow: [], resolve: async () => ['10.0.0.8', '93.184.216.34'] });
    expect(failing(inside)).toEqual(['DNS', 'addressNotPublic']);
    expect(findRung(inside, 'DNS')?.seen).toMatchObject({ addresses: ['10.0.0.8', '93.184.216.34'] });
    expect(failing(await walk({ origin: 'https://shop.example:9000', allow: [] }))).toEqual([
      'DNS',
      'addressNotAllowed',
    ]);
    expect(
      states(inside)
        .slice(1)
        .every((state) => state.endsWith('not-run')),
    ).toBe(true);
  });

  it('TCP', async () => {
    const server = createTcpServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(failing(await walk({ origin: `http://127.0.0.1:${port}` }))).toEqual(['TCP', 'connectionRefused']);
  });

  it('TLS', async () => {
    const certificate = async (altNames: string[], days = 30) =>
      generate([{ name: 'commonName', value: 'shop.test' }], {
        algorithm: 'sha256',
        notBeforeDate: new Date(Date.now() - 60 * 86_400_000),
        notAfterDate: new Date(Date.now() + days * 86_400_000),
        extensions: [
          { name: 'subjectAltName', altNames: altNames.map((value) => ({ type: 2 as const, value })) },
        ],
      });
    const serve = async ({ private: key, cert }: { private: string; cert: string }) =>
      `https://shop.test:${await listen(createSecureServer({ key, cert }, (_request, response) => response.end()))}`;
    const good = await certificate(['shop.test']);
    const untrusted = await walk({ origin: await serve(good) });
    expect(failing(untrusted)).toEqual(['TLS', 'certificateUntrusted']);
    expect(findRung(untrusted, 'TLS')?.seen).toMatchObject({
      certificate: { subject: 'CN=shop.test', names: ['DNS:shop.test'] },
    });
    expect(findRung(untrusted, 'TCP')?.seen).toMatchObject({ address: '127.0.0.1' });
    const expired = await certificate(['shop.test'], -1);
    expect(failing(await walk({ origin: await serve(expired), extraCa: expired.cert }))).toEqual([
      'TLS',
      'certificateExpired',
    ]);
    const other = await certificate(['other.test']);
    expect(failing(await walk({ origin: await serve(other), extraCa: other.cert }))).toEqual([
      'TLS',
      'certificateNameMismatch',
    ]);
    const trusted = await walk({ origin: await serve(good), extraCa: good.cert });
    expect(trusted.failedRung).toBe('BODY');
    expect(findRung(trusted, 'TLS')).toMatchObject({ state: 'pass', seen: { protocol: 'TLSv1.3' } });
    const plain = await listen(createServer((_request, response) => response.end()));
    expect(failing(await walk({ origin: `https://127.0.0.1:${plain}` }))).toEqual(['TLS', 'tlsFailed']);
  });

  it.each([
    ['https://www.shop.example/', 'redirectLeavesHost'],
    ['http://127.0.0.1:1/', 'redirectToHttp'],
    [fileAt, 'tooManyRedirects'],
  ])('REDIRECTS to %s', async (location, fixKey) => {
    const result = await walkSite(() => (_request, response) => response.writeHead(302, { location }).end());
    expect(failing(result)).toEqual(['REDIRECTS', fixKey]);
    expect(findRung(result, 'REDIRECTS')?.seen).toMatchObject({
      hops: expect.arrayContaining([expect.objectContaining({ status: 302, location })]),
    });
  });

  it.each([
    [404, 'statusNotFound'],
    [410, 'statusNotFound'],
    [403, 'statusForbidden'],
    [401, 'statusForbidden'],
    [503, 'statusServerError'],
    [304, 'statusRedirect'],
    [206, 'statusOther'],
  ])('STATUS %i', async (status, fixKey) => {
    const result = await walkSite((line) => (_request, response) => response.writeHead(status).end(line));
    expect(failing(result)).toEqual(['STATUS', fixKey]);
  });

  it('STATUS without an answer', async () => {
    const silent = await listen(createTcpServer((socket) => socket.on('error', () => undefined).resume()));
    expect(failing(await walk({ origin: `http://127.0.0.1:${silent}`, timeoutMs: 200 }))).toEqual([
      'STATUS',
      'responseTimeout',
    ]);
    const garbage = await listen(createTcpServer((socket) => socket.end('220 mail ready\r\n')));
    expect(failing(await walk({ origin: `http://127.0.0.1:${garbage}` }))).toEqual([
      'STATUS',
      'responseMalformed',
    ]);
    const rude = await listen(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
    expect(failing(await walk({ origin: `http://127.0.0.1:${rude}` }))).toEqual([
      'STATUS',
      'connectionReset',
    ]);
    expect(failing(await walk({ origin: `http://127.0.0.1:${rude}`, signal: AbortSignal.abort() }))).toEqual([
      'DNS',
      'stopped',
    ]);
  });

  it.each([
    [() => '', 'bodyEmpty'],
    [(line: string) => `${line}${' '.repeat(70_000)}`, 'bodyTooLarge'],
    [(line: string) => Buffer.from(`\ufeff${line}`, 'utf16le'), 'bodyUtf16'],
    [(line: string) => line.replace('c0ffee', 'decade'), 'bodyOtherToken'],
    [(line: string) => `${line}1`, 'bodyTextAround'],
    [() => '<!doctype html><html>app</html>', 'bodyIsWebPage'],
  ])('BODY %#', async (content, fixKey) => {
    expect(failing(await walkSite(serving(content)))).toEqual(['BODY', fixKey]);
  });

  it('SOFT_404: the line under every address proves nothing', async () => {
    const result = await walkSite((line) => (_request, response) => response.end(line));
    expect(failing(result)).toEqual(['SOFT_404', 'missingFileSame']);
    const silent = await walkSite(
      (line) => (request, response) => (request.url === fileAt ? response.end(line) : response.destroy()),
    );
    expect(failing(silent)).toEqual(['SOFT_404', 'missingFileNoAnswer']);
  });
});
