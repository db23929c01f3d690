import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  proofStanding,
  URL_CHECKS,
  type UrlCheck,
  type UrlCheckCode,
} from '@/lib/connection-tests/rules/url-check';
import { proveChecks, type UrlFacts } from '@/lib/connection-tests/rules/url-proof';
import type { TlsInspection } from '@/lib/http/inspection-record';
import {
  INTERMEDIATE,
  inspection,
  LEAF,
  ROOT,
  speaking,
  untrusted,
  verdict,
} from '../response-checks/transport/inspections';
import { expectSentences } from '../response-checks/transport/sentences';

const NOW = new Date('2026-06-01T00:00:00Z');
const seenBy = (tls: Partial<TlsInspection> = {}): UrlFacts['tls'] => ({
  ok: true,
  inspection: inspection(tls),
});
/** A URL with which everything is in order, unless told otherwise. */
const facts = (changes: Partial<UrlFacts> = {}): UrlFacts => ({
  url: 'https://saas.example.com/produce',
  allowedHosts: new Set(),
  now: NOW,
  lookup: { ok: true, addresses: ['203.0.113.7'] },
  connection: { ok: true, address: '203.0.113.7:443' },
  tls: seenBy(),
  response: null,
  plainHttp: { status: null, seen: 'CONNECTION_REFUSED' },
  ...changes,
});
function prove(changes: Partial<UrlFacts> = {}): UrlCheck[] {
  const checks = proveChecks(facts(changes));
  expectSentences(checks.flatMap(({ explanation }) => explanation ?? []));
  return checks;
}
const findCheck = (code: UrlCheckCode, changes: Partial<UrlFacts>) =>
  prove(changes).find((one) => one.code === code);

describe('the proof of a URL', () => {
  it('lists every check once, in their order', () => {
    expect(prove().map(({ code }) => code)).toEqual(URL_CHECKS);
    expect(
      prove({ url: 'not a url', lookup: null, connection: null, tls: null, plainHttp: null }).map(
        ({ code }) => code,
      ),
    ).toEqual(URL_CHECKS);
  });

  it('passes where everything is in order, and says what was seen', () => {
    const checks = prove({ lookup: { ok: true, addresses: ['8.8.8.8', '2001:4860:4860::8888'] } });
    expect(checks.map(({ state }) => state)).toEqual(URL_CHECKS.map(() => 'pass'));
    expect(checks.map(({ seen }) => seen)).toEqual([
      'https:// · :80 CONNECTION_REFUSED',
      'saas.example.com → 8.8.8.8, 2001:4860:4860::8888',
      '443',
      '203.0.113.7:443',
      'TLSv1.3, TLSv1.2',
      'CN=saas.example.com → CN=Public Intermediate → CN=Public Root',
      'DNS:saas.example.com',
      'notBefore 2026-01-01, notAfter 2026-12-31',
    ]);
  });

  it.each<[string, UrlCheckCode, string, Partial<UrlFacts>, string | null]>([
    ['http', 'HTTPS_ONLY', 'fail', { url: 'http://saas.example.com/' }, null],
    [
      'plain http that is served too',
      'HTTPS_ONLY',
      'warn',
      { plainHttp: { status: 200, location: null } },
      null,
    ],
    [
      'plain http that leads to plain http',
      'HTTPS_ONLY',
      'warn',
      { plainHttp: { status: 301, location: 'http://x/' } },
      null,
    ],
    [
      'plain http that leads to https',
      'HTTPS_ONLY',
      'pass',
      { plainHttp: { status: 301, location: 'https://x/' } },
      null,
    ],
    [
      'plain http without the path',
      'HTTPS_ONLY',
      'pass',
      { plainHttp: { status: 404, location: null } },
      null,
    ],
    ['an address', 'DOMAIN_NAME', 'fail', { url: 'https://8.8.8.8/', lookup: null }, null],
    ['an internal name', 'DOMAIN_NAME', 'fail', { url: 'https://desk.internal/' }, null],
    [
      'a name that is not there',
      'DOMAIN_NAME',
      'fail',
      { lookup: { ok: false, code: 'DNS_NOT_FOUND', seen: 'ENOTFOUND' } },
      'DNS_NOT_FOUND',
    ],
    [
      'a name server that is silent',
      'DOMAIN_NAME',
      'fail',
      { lookup: { ok: false, code: 'DNS_FAILED', seen: 'EAI_AGAIN' } },
      'DNS_FAILED',
    ],
    [
      'one address inside',
      'DOMAIN_NAME',
      'fail',
      { lookup: { ok: true, addresses: ['8.8.8.8', '10.0.0.1'] } },
      'ADDRESS_NOT_PUBLIC',
    ],
    ['another port', 'PORT_443', 'warn', { url: 'https://saas.example.com:8443/' }, null],
    [
      'a closed port',
      'TCP',
      'fail',
      { connection: { ok: false, code: 'CONNECTION_REFUSED', seen: 'ECONNREFUSED' } },
      'CONNECTION_REFUSED',
    ],
    [
      'a silent port',
      'TCP',
      'fail',
      { connection: { ok: false, code: 'CONNECT_TIMEOUT', seen: 'late' } },
      'CONNECT_TIMEOUT',
    ],
    [
      'a reset',
      'TCP',
      'fail',
      { connection: { ok: false, code: 'CONNECTION_RESET', seen: 'ECONNRESET' } },
      'CONNECTION_RESET',
    ],
    [
      'TLS 1.1 alone',
      'TLS_1_2_OR_LATER',
      'fail',
      { tls: { ok: true, inspection: speaking('TLSv1.1') } },
      'TLS_TOO_OLD',
    ],
    [
      'TLS 1.0 beside 1.2',
      'TLS_1_2_OR_LATER',
      'warn',
      { tls: { ok: true, inspection: speaking('TLSv1.0', 'TLSv1.2') } },
      null,
    ],
    [
      'TLS 1.3 alone',
      'TLS_1_2_OR_LATER',
      'pass',
      { tls: { ok: true, inspection: speaking('TLSv1.3') } },
      null,
    ],
    [
      'no TLS',
      'TLS_1_2_OR_LATER',
      'fail',
      {
        tls: {
          ok: true,
          inspection: { ...speaking(), answerInClear: '485454502f312e31', certificate: null },
        },
      },
      'PLAIN_HTTP_ON_TLS_PORT',
    ],
    [
      'no certificate',
      'TLS_1_2_OR_LATER',
      'fail',
      { tls: seenBy({ certificate: null, handshakeError: 'ERR_SSL_X' }) },
      'TLS_HANDSHAKE_FAILED',
    ],
    [
      'handshakes without end',
      'TLS_1_2_OR_LATER',
      'fail',
      { tls: { ok: false, code: 'RESPONSE_TIMEOUT', seen: 'late' } },
      'TLS_HANDSHAKE_FAILED',
    ],
    [
      'a leaf alone',
      'PUBLIC_CHAIN',
      'fail',
      { tls: seenBy({ certificate: untrusted([LEAF], 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') }) },
      'CHAIN_INCOMPLETE',
    ],
    [
      "the operator's root",
      'PUBLIC_CHAIN',
      'warn',
      { tls: seenBy({ certificate: verdict({ anchor: 'operator' }) }) },
      null,
    ],
    [
      'another name',
      'NAME_MATCHES',
      'fail',
      { tls: seenBy({ certificate: verdict({ isNameMatching: false }) }) },
      'CERTIFICATE_NAME_MISMATCH',
    ],
    [
      'an expired leaf',
      'NOT_EXPIRED',
      'fail',
      { tls: seenBy({ certificate: verdict({ isWithinDates: false, verifyError: 'CERT_HAS_EXPIRED' }) }) },
      'CERTIFICATE_EXPIRED',
    ],
    ['29 days left', 'NOT_EXPIRED', 'warn', { now: new Date('2026-12-02T00:00:00Z') }, null],
    ['30 days left', 'NOT_EXPIRED', 'pass', { now: new Date('2026-12-01T00:00:00Z') }, null],
    [
      'an intermediate that ends first',
      'NOT_EXPIRED',
      'warn',
      {
        tls: seenBy({
          certificate: verdict({
            chain: [LEAF, { ...INTERMEDIATE, validUntil: new Date('2026-06-20') }, ROOT],
          }),
        }),
      },
      null,
    ],
    [
      'a root that ends first',
      'NOT_EXPIRED',
      'pass',
      {
        tls: seenBy({
          certificate: verdict({
            chain: [LEAF, INTERMEDIATE, { ...ROOT, validUntil: new Date('2026-06-20') }],
          }),
        }),
      },
      null,
    ],
  ])('%s: %s %s', (_name, code, state, changes, cause) => {
    const lookup: UrlFacts['lookup'] =
      changes.lookup === undefined ? { ok: true, addresses: ['8.8.8.8'] } : changes.lookup;
    const check = findCheck(code, { ...changes, lookup });
    expect([check?.state, check?.explanation?.code ?? null]).toEqual([state, cause]);
  });

  it('runs nothing that has nothing to look at', () => {
    const dead = prove({ connection: null, tls: null, plainHttp: null });
    expect(dead.filter(({ state }) => state === 'not-run').map(({ code }) => code)).toEqual(
      URL_CHECKS.slice(3),
    );
    for (const { state, expected, seen } of dead)
      expect([expected === null, seen === null]).toEqual([state === 'not-run', state === 'not-run']);
  });

  it("waives for a host on the operator's list what a declaration waives there, and says so", () => {
    const allowedHosts = new Set(['localhost:4010', '127.0.0.1:80']);
    const local = { allowedHosts, lookup: { ok: true, addresses: ['127.0.0.1'] } } as const;
    expect(findCheck('DOMAIN_NAME', { ...local, url: 'https://localhost:4010/' })).toMatchObject({
      state: 'warn',
      isWaived: true,
    });
    expect(findCheck('DOMAIN_NAME', { ...local, url: 'https://localhost:4011/' })).toMatchObject({
      state: 'fail',
      isWaived: false,
    });
    const plain = prove({ ...local, url: 'http://127.0.0.1/', lookup: null, tls: null });
    expect(plain.filter(({ isWaived }) => isWaived).map(({ code }) => code)).toEqual([
      'HTTPS_ONLY',
      'DOMAIN_NAME',
    ]);
    expect(plain.some(({ state }) => state === 'fail')).toBe(false);
  });

  it('is a verdict on every URL, whatever it is', () => {
    const schemes = fc.constantFrom(
      'https://',
      'http://',
      'ftp://',
      'https://[::1]',
      'https://a.example.com/',
      '',
    );
    const urls = fc.tuple(schemes, fc.string()).map((parts) => parts.join(''));
    fc.assert(fc.property(urls, (url) => proveChecks(facts({ url })).length === URL_CHECKS.length));
  });
});

describe('what a kept proof says', () => {
  const declaration = { version: 3, productionUrl: 'https://saas.example.com/produce' };
  const kept = (states: UrlCheck['state'][]) => ({
    url: declaration.productionUrl,
    declarationVersion: 3,
    checks: prove().map((check, at) => ({ ...check, state: states[at] ?? ('pass' as const) })),
  });

  it.each([
    ['never', null, declaration],
    ['holds', kept([]), declaration],
    ['warns', kept(['warn']), declaration],
    ['warns', kept(['not-run']), declaration],
    ['fails', kept(['warn', 'fail']), declaration],
    ['stale', kept([]), { ...declaration, version: 4 }],
    ['stale', { ...kept(['fail']), url: 'https://old.example.com/' }, declaration],
    ['stale', kept([]), null],
  ] as const)('%s', (standing, proof, declared) => {
    expect(proofStanding(proof, declared)).toBe(standing);
  });
});
