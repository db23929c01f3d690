import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { authorise } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { HEAD_KIB } from '@/lib/core/policy';
import { toPostgresText } from '@/lib/db/json';
import { lookAtSite } from '@/lib/drift/look-at-site';
import type { Facts } from '@/lib/drift/rules/facts';
import { type RawServer, rawServer } from '../../hostile/http/raw-server';
import { newAuthority, selfSigned } from '../../unit/http/certificates';
import { newOrganization } from '../setup/people';
import { depsFor } from './drift-rows';

/** A look at an origin of this machine that no verification file was made for. */
async function lookAt(origin: string, { signal, ca }: { signal?: AbortSignal; ca?: string } = {}) {
  const context = (await newOrganization()).as('EDITOR');
  const scope = authorise(context, 'website.view');
  const deps = { ...depsFor(new URL(origin).host, ca), ...(signal ? { signal } : {}) };
  return lookAtSite(context, scope, { id: newId(), origin }, deps);
}

const originOf = ({ url }: RawServer) => url.slice(0, -1);

/** A server that sends these bytes in answer to each request, and then closes. */
const sending = (write: (count: number) => string | Uint8Array, address?: string): Promise<RawServer> => {
  let count = 0;
  return rawServer((socket) => {
    socket.once('data', () => {
      count += 1;
      socket.end(write(count));
    });
  }, address);
};

async function factsOf(write: (count: number) => string | Uint8Array): Promise<Facts> {
  const look = await lookAt(originOf(await sending(write)));
  if (!look?.isReached) throw new Error(`not reached: ${look?.code}`);
  for (const value of Object.values(look.facts)) {
    expect(value.length).toBeLessThan(1_100);
    expect(toPostgresText(value)).toBe(value);
  }
  return look.facts;
}

const ok = (...headers: string[]) =>
  ['HTTP/1.1 200 OK', ...headers, 'Connection: close', '', 'x'].join('\r\n');

describe('a site that', () => {
  it('speaks HTTP/1.0 is read', async () => {
    const facts = await factsOf(() => 'HTTP/1.0 200 OK\r\nServer: old\r\n\r\nx');
    expect(facts).toMatchObject({
      server: 'old',
      ROOT: '200',
      TRUST: 'PLAIN',
      ISSUER: '',
      'x-frame-options': '',
    });
  });

  it('sends thousands of headers is read by those that matter', async () => {
    const many = Array.from({ length: 1_500 }, (_, index) => `X-Frame-Options: a${index}`);
    const facts = await factsOf(() => ok('Server: nginx', ...many));
    expect(facts.server).toBe('nginx');
    expect(facts['x-frame-options']).toMatch(/^a0, a1, a10, .*… \(\d+, [0-9a-f]{16}\)$/);
  });

  it('sends a larger head than anybody reads was not reached', async () => {
    const look = await lookAt(originOf(await sending(() => ok(`Server: ${'a'.repeat(HEAD_KIB * 1_024)}`))));
    expect(look).toMatchObject({ isReached: false, code: 'RESPONSE_MALFORMED' });
  });

  it('sends bytes of no charset is shown without what no page can show', async () => {
    const head = Buffer.from(
      ok('Server: a\x80\x9f\xe4\xff b', "Content-Security-Policy: default-src '\xe9'"),
      'latin1',
    );
    const facts = await factsOf(() => head);
    expect(facts.server).toBe('a\ufffd\ufffdäÿ b');
  });

  it('sends other headers at each request is known by the ones that stay', async () => {
    const facts = await factsOf((count) =>
      ok(
        `Server: web-${count}`,
        `Content-Security-Policy: script-src 'nonce-${count}'`,
        `Location: /${count}`,
        ...(count % 2 === 0 ? ['X-Frame-Options: DENY'] : []),
      ),
    );
    expect(facts).not.toHaveProperty('server');
    expect(facts).not.toHaveProperty('x-frame-options');
    expect(facts).toMatchObject({ 'content-security-policy': "script-src 'nonce'", ROOT: '200' });
  });

  it('breaks off in its body, or never ends it, is read all the same', async () => {
    expect(await factsOf(() => 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\nServer: a\r\n\r\nx')).toMatchObject({
      server: 'a',
    });
    expect(await factsOf(() => `HTTP/1.1 200 OK\r\nServer: b\r\n\r\n${'x'.repeat(100_000)}`)).toMatchObject({
      server: 'b',
    });
  });

  it('redirects in a circle is known by its redirects', async () => {
    const facts = await factsOf(
      (count) => `HTTP/1.1 302 x\r\nLocation: /login;id=${count}?t=${count}#a\r\n\r\n`,
    );
    const lines = new Set(facts.ROOT?.split('\n'));
    expect([...lines]).toEqual([expect.stringMatching(/^302 http:\/\/127\.0\.0\.1:\d+\/login$/)]);
  });

  it('redirects elsewhere is not followed', async () => {
    const elsewhere = await sending(() => ok());
    const facts = await factsOf(
      () => `HTTP/1.1 301 x\r\nLocation: ${elsewhere.url}a?b=c\r\nServer: here\r\n\r\n`,
    );
    expect(facts).toMatchObject({ server: 'here', ROOT: `301 ${elsewhere.url}a` });
    expect(elsewhere.connections()).toBe(0);
  });

  it('speaks no HTTP, or only that it is overloaded, was not reached', async () => {
    const noHttp = await lookAt(originOf(await sending(() => '220 smtp.example.com ESMTP\r\n')));
    expect(noHttp).toMatchObject({ isReached: false });
    const overloaded = await lookAt(originOf(await sending(() => 'HTTP/1.1 429 Slow down\r\n\r\n')));
    expect(overloaded).toEqual({ isReached: false, code: 'HTTP_429' });
  });

  it('has an IPv6 address is read', async () => {
    const { port } = await sending(() => ok('Server: six'), '::1');
    expect(await lookAt(`http://[::1]:${port}`)).toMatchObject({ isReached: true, facts: { server: 'six' } });
  });

  it('is silent is left when the process ends, and counts as nothing', async () => {
    const stop = new AbortController();
    const silent = await rawServer(() => stop.abort());
    expect(await lookAt(originOf(silent), { signal: stop.signal })).toBeNull();
  });
});

describe('a certificate', () => {
  async function secure({ key, chain }: { key: string; chain: string }): Promise<string> {
    const server: Server = createServer({ key, cert: chain }, (_request, response) => {
      response.writeHead(200, { server: 'tls', connection: 'close' }).end('x');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return `https://localhost:${(server.address() as AddressInfo).port}`;
  }

  it('that nobody trusts is a fact, and the rest is read beside it', async () => {
    const look = await lookAt(await secure(await selfSigned('localhost')));
    expect(look).toMatchObject({
      isReached: true,
      facts: { TRUST: 'CERTIFICATE_UNTRUSTED', ISSUER: 'CN=localhost', NAMES: 'localhost', server: 'tls' },
      certificate: { fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) },
    });
  });

  it('that is trusted, and one of another issuer, are told apart; a renewed one is not', async () => {
    const [one, other] = [await newAuthority('One'), await newAuthority('Other')];
    const ca = `${one.root}\n${other.root}`;
    const facts = async (issued: { key: string; chain: string }) => {
      const look = await lookAt(await secure(issued), { ca });
      return look?.isReached ? { ...look.facts, certificate: look.certificate?.fingerprint } : look;
    };
    const first = await facts(await one.leafFor('localhost'));
    const renewed = await facts(await one.leafFor('localhost'));
    expect(first).toMatchObject({ TRUST: 'TRUSTED', ISSUER: 'CN=One Intermediate', NAMES: 'localhost' });
    expect({ ...renewed, certificate: '' }).toEqual({ ...first, certificate: '' });
    expect(renewed).not.toEqual(first);
    expect(await facts(await other.leafFor('localhost'))).toMatchObject({ ISSUER: 'CN=Other Intermediate' });
  });
});
