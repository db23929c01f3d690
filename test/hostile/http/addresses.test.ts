import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOutbound } from '@/lib/http/outbound';
import { addressReach } from '@/lib/http/rules/address';
import { guardFor, rawServer } from './raw-server';

/** Nothing private, no port but 80 and 443. */
const STRICT_POLICY = { extraPorts: [], allowPrivate: [] };
const strict = createOutbound(STRICT_POLICY, {
  resolve: async (host) => {
    throw new Error(`a literal address was looked up: ${host}`);
  },
});
const ask = (url: string) => strict.send({ method: 'GET', url, timeoutMs: 2_000 });
const askForCode = async (url: string) => {
  const result = await ask(url);
  return result.ok ? 'ANSWERED' : result.failure.code;
};

describe('literal addresses', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://0/',
    'http://0.0.0.0/',
    'http://127.0.0.1./',
    'http://１２７.0.0.1/',
    'http://①②⑦.0.0.1/',
    'http://127。0。0。1/',
    'http://%31%32%37.0.0.1/',
    'http:////127.0.0.1/'.replace('////', '//'),
    'https://10.1.2.3/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0xa9fea9fe/',
    'http://2852039166/',
    'http://100.64.0.1/',
    'http://100.100.100.200/',
    'http://168.63.129.16/',
    'http://192.0.0.192/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:127.0.0.1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[::8.8.8.8]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b::8.8.8.8]/',
    'http://[64:ff9b:1::10.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[2002:a9fe:a9fe::1]/',
    'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[ff02::1]/',
    'http://[2001:db8::1]/',
    'http://[100::1]/',
    'http://[4000::1]/',
  ])('%s is not public', async (url) => {
    expect(await askForCode(url)).toBe('ADDRESS_NOT_PUBLIC');
  });

  it.each([
    'http://[fe80::1%25eth0]/',
    'http://[fe80::1%eth0]/',
    'http://1.1.1.256/',
    'http://09.1/',
    'http://[::1',
    'http://127.0.0.1\\@example.com/',
    'http://example.com\\.evil/',
    ' http://127.0.0.1/',
    'http://127.0.0.1/\r\nHost: x',
    'http://exa\tmple.com/',
    'http://',
    'nonsense',
    '',
    '//127.0.0.1/',
  ])('%j is not a URL', async (url) => {
    expect(await askForCode(url)).toBe('URL_INVALID');
  });

  it.each([
    'ftp://8.8.8.8/',
    'file:///etc/hostname',
    'gopher://127.0.0.1/',
    'ws://127.0.0.1/',
    'javascript://x/',
    'data://x/',
  ])('%s has a scheme that is not asked', async (url) => {
    expect(await askForCode(url)).toBe('SCHEME_NOT_ALLOWED');
  });

  it.each([
    'http://user@example.com/',
    'http://user:pass@127.0.0.1/',
    'http://@example.com/',
    'http://:@example.com/',
    'http://example.com:80@127.0.0.1/',
  ])('%s carries credentials', async (url) => {
    const result = await ask(url);
    expect(result).toMatchObject({ ok: false, failure: { code: 'CREDENTIALS_IN_URL' } });
    expect(JSON.stringify(result)).not.toContain('pass');
  });

  it.each([22, 25, 3306, 5432, 6379, 8080, 65535])('port %i stays closed', async (port) => {
    expect(await askForCode(`http://example.com:${port}/`)).toBe('PORT_NOT_ALLOWED');
  });

  it.each([25, 465, 587, 6667])(
    'port %i of another protocol stays closed, whoever wrote it',
    async (port) => {
      const outbound = createOutbound(
        { extraPorts: [port], allowPrivate: [] },
        { resolve: async () => ['127.0.0.1'] },
      );
      const result = await outbound.send({ method: 'GET', url: `https://example.com:${port}/` });
      expect(result).toMatchObject({ ok: false, failure: { code: 'PORT_NOT_ALLOWED' } });
    },
  );
});

const byte = fc.nat(255);
const privateV4 = fc.oneof(
  fc.tuple(fc.constantFrom(10, 127, 0), byte, byte, byte),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
  fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
);
const radix = fc.constantFrom(
  (n: number) => String(n),
  (n: number) => `0x${n.toString(16)}`,
  (n: number) => `0X${n.toString(16).toUpperCase()}`,
  (n: number) => `0${n.toString(8)}`,
  (n: number) => `000${n.toString(8)}`,
);
/** Any spelling of an IPv4 address that a URL parser reads: 1 to 4 parts, each in its own radix; or inside IPv6. */
const spelling = fc
  .tuple(
    privateV4,
    fc.integer({ min: 1, max: 4 }),
    fc.array(radix, { minLength: 4, maxLength: 4 }),
    fc.constantFrom('', '.'),
  )
  .map(([octets, parts, radices, end]) => {
    const head = octets.slice(0, parts - 1);
    const tail = octets.slice(parts - 1).reduce((sum, octet) => sum * 256 + octet, 0);
    return [...head, tail].map((part, i) => (radices[i] ?? String)(part)).join('.') + end;
  });
const embedded = fc
  .tuple(privateV4, fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:', '0:0:0:0:0:FFFF:'))
  .map(([octets, prefix]) => `[${prefix}${octets.join('.')}]`);

describe('every spelling', () => {
  it('never lets a private address pass', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(spelling, embedded),
        fc.constantFrom('http', 'https', 'HTTP'),
        async (host, scheme) => {
          expect(await askForCode(`${scheme}://${host}/`)).toBe('ADDRESS_NOT_PUBLIC');
        },
      ),
      { numRuns: 400 },
    );
  });

  it('classifies what a resolver may answer', () => {
    fc.assert(
      fc.property(privateV4, (octets) => {
        const dotted = octets.join('.');
        expect(addressReach(dotted)).not.toBe('public');
        expect(addressReach(`::ffff:${dotted}`)).not.toBe('public');
        expect(addressReach(`2606:4700::1%${dotted}`)).toBe('forbidden');
      }),
    );
    expect(addressReach('8.8.8.8')).toBe('public');
    expect(addressReach('::ffff:8.8.8.8')).toBe('public');
    expect(addressReach('2606:4700::1111')).toBe('public');
    for (const odd of ['0177.0.0.1', '127.1', '2130706433', '[::1]', '8.8.8.8 ', '', 'localhost'])
      expect(addressReach(odd)).toBe('forbidden');
  });

  it('refuses a name with one private address among public ones, wherever it stands, without connecting', async () => {
    await fc.assert(
      fc.asyncProperty(privateV4, fc.nat(3), async (octets, at) => {
        const addresses = ['93.184.216.34', '93.184.216.35', '2606:2800:220:1::1'];
        addresses.splice(at, 0, octets.join('.'));
        const outbound = createOutbound(STRICT_POLICY, { resolve: async () => addresses });
        const result = await outbound.send({ method: 'GET', url: 'https://shop.example/', timeoutMs: 2_000 });
        expect(result).toMatchObject({
          ok: false,
          failure: { code: 'ADDRESS_NOT_PUBLIC', addresses, timing: { connectMs: null } },
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe("the operator's list", () => {
  it('opens exactly the host, as written, with exactly the port', async () => {
    const server = await rawServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 204 No Content\r\n\r\n')),
    );
    const other = await rawServer(() => undefined);
    const outbound = guardFor([server.host], async () => ['127.0.0.1']);
    const codeFor = async (url: string) => {
      const result = await outbound.send({ method: 'GET', url, timeoutMs: 2_000 });
      return result.ok ? result.exchange.response.status : result.failure.code;
    };
    expect(await codeFor(server.url)).toBe(204);
    for (const host of [
      'localhost',
      '127.1',
      '2130706433',
      '127.0.0.1.',
      '[::ffff:127.0.0.1]',
      '127.0.0.2',
      '0.0.0.0',
    ])
      expect(await codeFor(`http://${host}:${server.port}/`)).toBe('PORT_NOT_ALLOWED');
    expect(await codeFor(other.url)).toBe('PORT_NOT_ALLOWED');
    expect(await codeFor('http://127.0.0.1/')).toBe('ADDRESS_NOT_PUBLIC');
    expect([server.connections(), other.connections()]).toEqual([1, 0]);
  });

  it('does not open link-local and other forbidden addresses to a listed name', async () => {
    const outbound = guardFor(['shop.test:80'], async () => ['169.254.169.254']);
    const result = await outbound.send({ method: 'GET', url: 'http://shop.test/' });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'ADDRESS_NOT_PUBLIC', seen: '169.254.169.254' },
    });
  });
});
