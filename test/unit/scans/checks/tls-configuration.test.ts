import { createServer } from 'node:tls';
import { generate } from 'selfsigned';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FindingDraft, isBlocking } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import type { ServedCertificate } from '@/lib/http/tls/certificate';
import { inspectTls, type TlsInspection } from '@/lib/http/tls-inspection';
import { strictTransportSeconds } from '@/lib/scans/checks/tls/transport-defects';
import { tlsConfiguration } from '@/lib/scans/checks/tls-configuration';
import { capturedPage } from './captured-page';

const LEAF: ServedCertificate = {
  subject: 'CN=shop.test',
  issuer: 'CN=Good CA',
  subjectAltNames: ['DNS:shop.test'],
  validFrom: new Date('2025-10-01'),
  validUntil: new Date('2026-10-01'),
  fingerprint256: 'AA:BB',
  isSelfSigned: false,
  issuerUrl: null,
  key: { type: 'rsa', bits: 2048, curve: null },
  signatureAlgorithm: 'sha256WithRSAEncryption',
};
const ROOT: ServedCertificate = {
  ...LEAF,
  subject: 'CN=Good CA',
  isSelfSigned: true,
  signatureAlgorithm: 'sha1WithRSAEncryption',
};

type Verdict = NonNullable<TlsInspection['certificate']>;
const VERDICT: Verdict = {
  leaf: LEAF,
  chain: [LEAF, ROOT],
  isTrusted: true,
  anchor: 'public',
  isChainComplete: true,
  isNameMatching: true,
  isWithinDates: true,
  verifyError: null,
};
const SOUND: TlsInspection = {
  host: 'shop.test',
  port: 443,
  address: '203.0.113.7',
  protocols: {
    SSLv2: 'refused',
    SSLv3: 'refused',
    'TLSv1.0': 'refused',
    'TLSv1.1': 'unknown',
    'TLSv1.2': 'accepted',
    'TLSv1.3': 'accepted',
  },
  answerInClear: null,
  weakSuites: [],
  certificate: VERDICT,
  handshakeError: null,
};

const protocols = (change: Partial<TlsInspection['protocols']>): Partial<TlsInspection> => ({
  protocols: { ...SOUND.protocols, ...change },
});
const verdict = (change: Partial<Verdict>): Partial<TlsInspection> => ({
  certificate: { ...VERDICT, ...change },
});
const leaf = (change: Partial<ServedCertificate>, rest: Partial<Verdict> = {}): Partial<TlsInspection> =>
  verdict({ leaf: { ...LEAF, ...change }, chain: [{ ...LEAF, ...change }, ROOT], ...rest });
const suite = (weakness: TlsInspection['weakSuites'][number]['weakness']): Partial<TlsInspection> => ({
  weakSuites: [{ protocol: 'TLSv1.2', weakness, code: 1, name: `TLS_${weakness}` }],
});

const STRICT: Exchange = capturedPage({
  headers: [['Strict-Transport-Security', 'max-age=31536000']],
  body: '<p>Hello</p>',
});

function run(
  origin: string,
  inspection: TlsInspection | null,
  exchanges: readonly Exchange[],
): Promise<FindingDraft[]> {
  return tlsConfiguration.run({
    ...{ origin, scopePath: '/' },
    mark: () => 'mark',
    fetchPath: () => Promise.resolve(null),
    looksLikeMissing: () => false,
    inspectTls: () => Promise.resolve(inspection),
    exchanges: () => exchanges,
  });
}
const brief = (findings: FindingDraft[]) =>
  findings.map(
    ({ titleKey, severity, confidence }) =>
      `${titleKey.replace('findings-tls.', '')} ${severity} ${confidence}`,
  );

describe('what the handshakes show', () => {
  test.each<[string, Partial<TlsInspection>, string[]]>([
    ['a sound server', {}, []],
    ['SSLv3', protocols({ SSLv3: 'accepted' }), ['brokenProtocol HIGH CONFIRMED']],
    [
      'TLS 1.0 and 1.1',
      protocols({ 'TLSv1.0': 'accepted', 'TLSv1.1': 'accepted' }),
      ['oldProtocol MEDIUM CONFIRMED'],
    ],
    [
      'nothing current',
      protocols({ 'TLSv1.0': 'accepted', 'TLSv1.2': 'refused', 'TLSv1.3': 'refused' }),
      ['noCurrentProtocol HIGH CONFIRMED', 'oldProtocol MEDIUM CONFIRMED'],
    ],
    [
      'probes that got no answer',
      protocols({ SSLv2: 'unknown', SSLv3: 'unknown', 'TLSv1.2': 'unknown', 'TLSv1.3': 'unknown' }),
      [],
    ],
    ['export suites', suite('EXPORT'), ['brokenSuites HIGH CONFIRMED']],
    ['anonymous suites', suite('ANONYMOUS'), ['brokenSuites HIGH CONFIRMED']],
    ['RC4', suite('RC4'), ['weakSuites MEDIUM CONFIRMED']],
    ['3DES', suite('3DES'), ['fadingSuites LOW CONFIRMED']],
    [
      'its own signature',
      verdict({ isTrusted: false, verifyError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      ['untrusted HIGH CONFIRMED'],
    ],
    [
      'a missing intermediate',
      verdict({ isTrusted: false, isChainComplete: false, verifyError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
      ['incompleteChain MEDIUM CONFIRMED'],
    ],
    [
      'an expired certificate',
      leaf({ validUntil: new Date('2026-01-01') }, { isWithinDates: false, verifyError: 'CERT_HAS_EXPIRED' }),
      ['expired HIGH CONFIRMED'],
    ],
    [
      'a future certificate',
      leaf({ validFrom: new Date('2026-02-01') }, { isWithinDates: false }),
      ['notYetValid HIGH CONFIRMED'],
    ],
    [
      'an expired intermediate',
      verdict({
        chain: [LEAF, { ...LEAF, subject: 'CN=Middle', validUntil: new Date('2026-01-01') }, ROOT],
        verifyError: 'CERT_HAS_EXPIRED',
      }),
      ['expired HIGH CONFIRMED'],
    ],
    ['thirty days left', leaf({ validUntil: new Date('2026-02-14') }), ['expiresSoon HINT INFO']],
    ['thirty-one days left', leaf({ validUntil: new Date('2026-02-15') }), []],
    ['another name', verdict({ isNameMatching: false }), ['nameMismatch HIGH CONFIRMED']],
    ['RSA 2047', leaf({ key: { type: 'rsa', bits: 2047, curve: null } }), ['shortKey MEDIUM CONFIRMED']],
    ['RSA 1023', leaf({ key: { type: 'rsa', bits: 1023, curve: null } }), ['shortKey HIGH CONFIRMED']],
    ['P-256', leaf({ key: { type: 'ec', bits: 256, curve: 'prime256v1' } }), []],
    ['P-224', leaf({ key: { type: 'ec', bits: null, curve: 'secp224r1' } }), ['shortKey MEDIUM CONFIRMED']],
    ['Ed25519', leaf({ key: { type: 'ed25519', bits: null, curve: null } }), []],
    [
      'SHA-1 in the chain',
      leaf({ signatureAlgorithm: 'sha1WithRSAEncryption' }),
      ['weakSignature MEDIUM CONFIRMED'],
    ],
    ['a handshake that failed', { certificate: null, handshakeError: 'alert 40' }, []],
  ])('%s', async (_name, change, expected) => {
    const findings = await run('https://shop.test', { ...SOUND, ...change }, [STRICT]);
    expect(brief(findings)).toEqual(expected);
    for (const { evidence, cvssVector } of findings) {
      expect(cvssVector).toMatch(/^CVSS:3\.1\/AV:N/);
      expect(evidence.marks).toHaveLength(1);
    }
  });

  test('an https port that was not inspected is no clean one', async () => {
    await expect(run('https://shop.test', null, [STRICT])).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });

  test('a real server with a certificate of its own', async () => {
    const made = await generate([{ name: 'commonName', value: 'other.test' }], {
      algorithm: 'sha256',
      keySize: 2048,
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'other.test' }] }],
    });
    const server = createServer({ key: made.private, cert: made.cert }, (socket) =>
      socket.on('error', () => undefined).end(),
    );
    server.on('tlsClientError', () => undefined);
    onTestFinished(() => {
      server.close();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
    const policy = { extraPorts: [], allowPrivate: [`shop.test:${port}`] };
    const result = await inspectTls('shop.test', port, policy, { resolve: async () => ['127.0.0.1'] });
    if (!result.ok) throw new Error(result.seen);
    const findings = await run(`https://shop.test:${port}`, result.inspection, []);
    expect(brief(findings)).toEqual(['untrusted HIGH CONFIRMED', 'nameMismatch HIGH CONFIRMED']);
    expect(findings.every(isBlocking)).toBe(true);
    expect(findings[0]?.evidence.response).toContain('subject: CN=other.test');
  });
});

describe('how pages use TLS', () => {
  const page = (body: string, header = 'max-age=31536000') =>
    capturedPage({ headers: [['Strict-Transport-Security', header]], body: `<!doctype html>${body}` });

  test.each<[string, Exchange, string[]]>([
    ['nothing', capturedPage({ body: '<p>x</p>' }), ['noStrictTransport LOW CONFIRMED']],
    ['max-age=0', page('', 'max-age=0'), ['noStrictTransport LOW CONFIRMED']],
    ['a malformed header', page('', 'max-age'), ['noStrictTransport LOW CONFIRMED']],
    ['one day', page('', 'max-age=86400; includeSubDomains'), ['shortStrictTransport HINT INFO']],
    ['a script', page('<script src="http://cdn.test/a.js"></script>'), ['mixedCode LOW CONFIRMED']],
    [
      'a style sheet',
      page('<link rel="stylesheet" href="HTTP://cdn.test/a.css">'),
      ['mixedCode LOW CONFIRMED'],
    ],
    ['a form', page('<form action="http://shop.test/login"></form>'), ['mixedForm MEDIUM CONFIRMED']],
    ['an image', page('<img src="http://cdn.test/a.png">'), ['mixedMedia HINT INFO']],
    [
      'a link, which loads nothing',
      page('<a href="http://shop.test/">x</a><link rel="canonical" href="http://shop.test/">'),
      [],
    ],
    ['a comment', page('<!-- <script src="http://cdn.test/a.js"></script> -->'), []],
  ])('%s', async (_name, exchange, expected) => {
    expect(brief(await run('https://shop.test', SOUND, [exchange]))).toEqual(expected);
  });

  test('the same template on many pages is one finding, on the first of them', async () => {
    const pages = ['/a', '/b'].map((path) => ({
      ...page('<img src="http://x.test/a.png">'),
      request: { ...STRICT.request, url: `https://shop.test${path}` },
    }));
    const findings = await run('https://shop.test', SOUND, pages);
    expect(findings.map(({ url }) => url)).toEqual(['https://shop.test/a']);
  });

  test('plain http is said once and does not block by itself', async () => {
    const pages = ['/', '/a'].map((path) =>
      capturedPage({ url: `http://shop.test${path}`, body: '<!doctype html>' }),
    );
    const findings = await run('http://shop.test', null, pages);
    expect(brief(findings)).toEqual(['plainHttp MEDIUM CONFIRMED']);
    expect(findings.some(isBlocking)).toBe(false);
  });

  test('addresses without a name need no strict transport', async () => {
    const findings = await run('https://203.0.113.7', SOUND, [
      capturedPage({ url: 'https://203.0.113.7/', body: '<!doctype html>' }),
    ]);
    expect(findings).toEqual([]);
  });

  test.each([
    ['max-age=5', 5],
    ['includeSubDomains; Max-Age="7"', 7],
    ['max-age=abc', null],
    ['xmax-age=5', null],
    [null, null],
  ])('header %j lasts %j', (header, seconds) => {
    expect(strictTransportSeconds(header)).toBe(seconds);
  });
});
