import { createServer, type IncomingMessage, request as startRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientAddress, prepareRequest } from '@/lib/wiring/prepare-request';

const FRONT = { trustedProxies: 0, address: 'https://preflight.example', isDevelopment: false };

/** What a server behind `prepareRequest` saw of a request, and its answer. */
async function ask(
  method: string,
  headers: Record<string, string> = {},
  front = FRONT,
  path = '/assets?q=a',
) {
  const seen: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    if (!prepareRequest(request, response, front)) return;
    seen.push(request.headers);
    response.end('inside');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    startRequest({ host: '127.0.0.1', port, method, path, headers, agent: false })
      .once('response', resolve)
      .once('error', reject)
      .end();
  });
  answer.resume();
  return { answer, seen: seen[0] };
}

describe('what stands in front of Next', () => {
  it('gives every answer its security headers, also one that nothing else touches', async () => {
    for (const method of ['GET', 'TRACE']) {
      const { headers } = (await ask(method)).answer;
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'cross-origin-opener-policy': 'same-origin',
        'strict-transport-security': expect.stringContaining('max-age='),
        'permissions-policy': expect.stringContaining('camera=()'),
        'content-security-policy': expect.stringMatching(/script-src 'self' 'nonce-[\w+/=]{24}';/),
      });
    }
  });

  it('lets through what pages and routes know, and refuses other methods by name', async () => {
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS'])
      expect((await ask(method)).answer.statusCode, method).toBe(200);
    const { answer, seen } = await ask('TRACE');
    expect([answer.statusCode, seen]).toEqual([405, undefined]);
    expect(answer.headers.allow).toContain('POST');
  });

  it('writes over whatever a client claims about itself', async () => {
    const { answer, seen } = await ask('GET', {
      'x-request-id': 'mine-12345678',
      'x-preflight-address': '203.0.113.9',
      'x-preflight-path': '//evil.example',
      'content-security-policy': "script-src 'nonce-mine'",
      'x-forwarded-for': '203.0.113.9',
    });
    expect(seen).toMatchObject({
      'x-request-id': answer.headers['x-request-id'],
      'x-preflight-address': '127.0.0.1',
      'x-preflight-path': '/assets?q=a',
      'content-security-policy': answer.headers['content-security-policy'],
    });
    expect(seen?.['x-request-id']).not.toBe('mine-12345678');
  });
});

describe('what comes from another website', () => {
  const status = async (method: string, origin: string | undefined, path?: string) =>
    (await ask(method, origin === undefined ? {} : { origin, host: 'desk.example' }, FRONT, path)).answer
      .statusCode;

  it.each([
    ['https://evil.example'],
    ['https://preflight.example.evil.example'],
    ['http://preflight.example'],
    ['null'],
    ['desk.example'],
    [''],
  ])('is refused: POST from "%s"', async (origin) => {
    expect(await status('POST', origin)).toBe(403);
    expect(await status('DELETE', origin)).toBe(403);
    expect(await status('GET', origin)).toBe(200);
  });

  it.each([['https://preflight.example'], ['https://desk.example'], [undefined]])(
    'is not what our own pages or no page sends: POST from %s',
    async (origin) => {
      expect(await status('POST', origin)).toBe(200);
    },
  );

  it('is the end of a sign-in that a provider posts', async () => {
    expect(await status('POST', 'https://provider.example', '/api/auth/callback/oidc')).toBe(200);
  });
});

describe('what proxies tell', () => {
  const claims = {
    'x-forwarded-host': 'evil.example, desk.example',
    'x-forwarded-proto': 'http, https',
    'x-forwarded-port': '1, 443',
  };
  const seenBehind = async (trustedProxies: number, headers: Record<string, string> = claims) => {
    const { seen } = await ask('GET', headers, { ...FRONT, trustedProxies });
    return [seen?.['x-forwarded-host'], seen?.['x-forwarded-proto'], seen?.['x-forwarded-port']];
  };

  it('is ignored where no proxy is trusted', async () => {
    expect(await seenBehind(0)).toEqual([undefined, undefined, undefined]);
  });

  it('is that of the outermost trusted one', async () => {
    expect(await seenBehind(1)).toEqual(['desk.example', 'https', '443']);
    expect(await seenBehind(2)).toEqual(['evil.example', 'http', '1']);
  });

  it('may be told once for all of them, or not at all', async () => {
    expect(await seenBehind(3, { 'x-forwarded-host': 'desk.example' })).toEqual([
      'desk.example',
      undefined,
      undefined,
    ]);
    expect(await seenBehind(1, { 'x-forwarded-host': ' ' })).toEqual([undefined, undefined, undefined]);
  });

  it('is no way around the check of where a request comes from', async () => {
    const forged = { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' };
    expect((await ask('POST', forged)).answer.statusCode).toBe(403);
  });
});

describe('styles', () => {
  it('come from our own files only, except in development', async () => {
    const policy = async (isDevelopment: boolean) =>
      (await ask('GET', {}, { ...FRONT, isDevelopment })).answer.headers['content-security-policy'];
    expect(await policy(false)).toContain("style-src 'self';");
    expect(await policy(false)).not.toContain('unsafe-inline');
    expect(await policy(true)).toContain("style-src 'self' 'unsafe-inline';");
  });
});

describe('the address of a client', () => {
  const from = (forwarded: string | undefined, trustedProxies: number) => {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    const socket = { remoteAddress: '10.0.0.1' } as IncomingMessage['socket'];
    return clientAddress({ headers, socket }, trustedProxies);
  };

  it('is that of the connection where no proxy is trusted', () => {
    expect(from('203.0.113.9', 0)).toBe('10.0.0.1');
  });

  it('is the entry that the outermost trusted proxy has appended; what a client wrote before it is no news', () => {
    expect(from('198.51.100.1, 203.0.113.9', 1)).toBe('203.0.113.9');
    expect(from('198.51.100.1, 203.0.113.9, 10.0.0.2', 2)).toBe('203.0.113.9');
    expect(from('203.0.113.9', 2)).toBe('10.0.0.1');
    expect(from(undefined, 1)).toBe('10.0.0.1');
  });

  it('has no port', () => {
    expect(from('203.0.113.9:51204', 1)).toBe('203.0.113.9');
    expect(from('[2001:db8::7]:51204', 1)).toBe('2001:db8::7');
    expect(from('2001:db8::7', 1)).toBe('2001:db8::7');
  });
});
