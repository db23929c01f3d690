import { createServer, type IncomingMessage, request as startRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientAddress, prepareRequest } from '@/lib/wiring/prepare-request';

const FRONT = { trustedProxies: 0, isSecure: true, isDevelopment: false };

/** What a server behind `prepareRequest` saw of a request, and its answer. */
async function ask(method: string, headers: Record<string, string> = {}) {
  const seen: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    if (!prepareRequest(request, response, FRONT)) return;
    seen.push(request.headers);
    response.end('inside');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    startRequest({ host: '127.0.0.1', port, method, path: '/assets?q=a', headers, agent: false })
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
