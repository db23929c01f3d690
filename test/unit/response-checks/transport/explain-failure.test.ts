import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTBOUND_FAILURES, type OutboundFailure } from '@/lib/http/exchange';
import type { TlsInspection } from '@/lib/http/inspection-record';
import { explainTransport } from '@/lib/response-checks/explain-transport';
import { makeFailure } from '../exchanges';
import { INTERMEDIATE, inspection, LEAF, ROOT, speaking, untrusted, verdict } from './inspections';
import { expectSentences } from './sentences';

const URL_CALLED = 'https://saas.example.com/produce?signature=A';
function explain(
  failure: Partial<OutboundFailure> & Pick<OutboundFailure, 'code'>,
  tls: TlsInspection | null = null,
) {
  const result = { ok: false, failure: { ...makeFailure(failure.code), ...failure } } as const;
  const found = explainTransport({ url: URL_CALLED, result, tls });
  expectSentences(found);
  return found;
}
const listCodes = (...args: Parameters<typeof explain>) => explain(...args).map(({ code }) => code);
const hex = (text: string) => Buffer.from(text).toString('hex');
const firstBytes = (
  bytes: string,
  body: { announcedBytes: number | null; receivedBytes: number } | null = null,
) => ({
  received: { firstBytesHex: bytes, body },
});
const connected = { dnsMs: 1, connectMs: 1, tlsMs: 1, firstByteMs: null, totalMs: 20_000 };

describe('a failure on the way', () => {
  it.each([
    'DNS_NOT_FOUND',
    'DNS_FAILED',
    'ADDRESS_NOT_PUBLIC',
    'CONNECTION_REFUSED',
    'CONNECT_TIMEOUT',
    'RESPONSE_TIMEOUT',
  ] as const)('%s is named as it is', (code) => {
    expect(listCodes({ code })).toEqual([code]);
  });

  it('shows what was seen', () => {
    expect(explain({ code: 'ADDRESS_NOT_PUBLIC', addresses: ['10.0.0.1'] })).toEqual([
      {
        code: 'ADDRESS_NOT_PUBLIC',
        values: {
          host: 'saas.example.com',
          addresses: '10.0.0.1',
          port: 443,
          seen: 'ADDRESS_NOT_PUBLIC 203.0.113.7:443',
        },
        mark: { part: 'url' },
      },
    ]);
    expect(explain({ code: 'RESPONSE_TIMEOUT' })[0]?.values).toMatchObject({ seconds: 20 });
  });

  it.each([
    ['connect', {}],
    ['tls', { timing: { ...connected, tlsMs: null } }],
    ['answer', { timing: connected }],
  ])('a reset in the step %s', (stage, change) => {
    expect(explain({ code: 'CONNECTION_RESET', ...change })).toMatchObject([
      { code: 'CONNECTION_RESET', values: { stage } },
    ]);
  });

  it('a body that broke off, with what was announced', () => {
    const half = firstBytes('48', { announcedBytes: 100, receivedBytes: 4 });
    expect(explain({ code: 'CONNECTION_RESET', timing: connected, ...half })).toMatchObject([
      { code: 'BODY_TRUNCATED', values: { kind: 'length', announced: 100, received: 4 } },
    ]);
    const chunks = firstBytes('48', { announcedBytes: null, receivedBytes: 4 });
    expect(explain({ code: 'CONNECTION_RESET', ...chunks })[0]?.values).toMatchObject({ kind: 'chunked' });
  });

  it('says nothing about what our own side did', () => {
    for (const code of OUTBOUND_FAILURES) {
      const isOurs = /^(URL|REQUEST)_INVALID$|NOT_ALLOWED|CREDENTIALS|TOO_MANY|OUT_OF_SCOPE|ABORTED/.test(
        code,
      );
      expect(listCodes({ code }).length, code).toBe(isOurs ? 0 : 1);
    }
  });
});

describe('a handshake that failed', () => {
  it.each<[string, string, TlsInspection | null, string]>([
    ['an alert about the version', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', null, 'TLS_TOO_OLD'],
    ['the version of the hello', 'ERR_SSL_UNSUPPORTED_PROTOCOL', null, 'TLS_TOO_OLD'],
    ['a hang-up of a server that speaks only 1.1', 'ECONNRESET', speaking('TLSv1.1'), 'TLS_TOO_OLD'],
    ['a hang-up', 'ECONNRESET', inspection(), 'CONNECTION_RESET'],
    ['an alert about ALPN', 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL', inspection(), 'HTTP2_ONLY'],
    ['no record', 'ERR_SSL_WRONG_VERSION_NUMBER', null, 'PLAIN_HTTP_ON_TLS_PORT'],
    [
      'a web page in clear',
      'ERR_SSL_WRONG_VERSION_NUMBER',
      inspection({ answerInClear: hex('HTTP/1.1 400 Bad Request\r\n') }),
      'PLAIN_HTTP_ON_TLS_PORT',
    ],
    [
      'another protocol in clear',
      'ERR_SSL_WRONG_VERSION_NUMBER',
      inspection({ answerInClear: hex('SSH-2.0-OpenSSH_9.6\r\n') }),
      'NOT_TLS',
    ],
    ['anything else', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', inspection(), 'TLS_HANDSHAKE_FAILED'],
  ])('%s', (_name, seen, tls, code) => {
    expect(listCodes({ code: 'TLS_FAILED', seen }, tls)).toEqual([code]);
  });

  it('names the versions spoken and what answered in clear', () => {
    const old = explain({ code: 'TLS_FAILED', seen: 'x' }, speaking('TLSv1.0', 'TLSv1.1'));
    expect(old[0]).toMatchObject({ values: { spoken: 'TLSv1.1, TLSv1.0' }, mark: { part: 'tls' } });
    const clear = inspection({ answerInClear: hex('HTTP/1.1 400 Bad Request\r\nServer: x\r\n') });
    expect(explain({ code: 'TLS_FAILED', seen: 'x' }, clear)[0]?.values).toMatchObject({
      answer: 'HTTP/1.1 400 Bad Request',
      seen: '48 54 54 50 2f 31 2e 31 20 34 30 30 20 42 61 64',
    });
  });
});

describe('a certificate that was refused', () => {
  const selfSigned = { ...LEAF, isSelfSigned: true, issuer: LEAF.subject };
  const ownRoot = { ...ROOT, subject: 'CN=Own Root' };
  const ownIntermediate = { ...INTERMEDIATE, issuer: 'CN=Own Root', issuerUrl: null };
  it.each<[string, TlsInspection['certificate'], string[]]>([
    ['the leaf alone', untrusted([LEAF], 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'), ['CHAIN_INCOMPLETE']],
    [
      'the second of two intermediates missing',
      untrusted([LEAF, INTERMEDIATE], 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
      ['CHAIN_INCOMPLETE'],
    ],
    ['signed by itself', untrusted([selfSigned], 'DEPTH_ZERO_SELF_SIGNED_CERT'), ['CERTIFICATE_SELF_SIGNED']],
    [
      'a root of its own, sent',
      untrusted([LEAF, ownIntermediate, ownRoot], 'SELF_SIGNED_CERT_IN_CHAIN'),
      ['CERTIFICATE_PRIVATE_AUTHORITY'],
    ],
    [
      'a root of its own, not sent',
      untrusted([LEAF, ownIntermediate], 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
      ['CERTIFICATE_PRIVATE_AUTHORITY'],
    ],
    ['revoked', untrusted([LEAF, INTERMEDIATE, ROOT], 'CERT_REVOKED'), ['CERTIFICATE_UNTRUSTED']],
    [
      'out of date',
      verdict({ isWithinDates: false, verifyError: 'CERT_HAS_EXPIRED' }),
      ['CERTIFICATE_EXPIRED'],
    ],
    ['of another name', verdict({ isNameMatching: false }), ['CERTIFICATE_NAME_MISMATCH']],
    [
      'wrong in every way',
      untrusted([LEAF], 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', { isNameMatching: false, isWithinDates: false }),
      ['CHAIN_INCOMPLETE', 'CERTIFICATE_EXPIRED', 'CERTIFICATE_NAME_MISMATCH'],
    ],
  ])('%s', (_name, certificate, codes) => {
    expect(listCodes({ code: 'CERTIFICATE_UNTRUSTED' }, inspection({ certificate }))).toEqual(codes);
  });

  it('says which issuer is out of date where the leaf is not', () => {
    const old = { ...INTERMEDIATE, validUntil: new Date('2025-01-01T00:00:00Z') };
    const certificate = verdict({ chain: [LEAF, old, ROOT], verifyError: 'CERT_HAS_EXPIRED' });
    expect(explain({ code: 'CERTIFICATE_EXPIRED' }, inspection({ certificate }))).toMatchObject([
      { code: 'CERTIFICATE_EXPIRED', values: { kind: 'late', subject: old.subject, until: '2025-01-01' } },
    ]);
  });

  it.each([
    ['CERTIFICATE_UNTRUSTED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CERTIFICATE_SELF_SIGNED'],
    ['CERTIFICATE_UNTRUSTED', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERTIFICATE_PRIVATE_AUTHORITY'],
    ['CERTIFICATE_UNTRUSTED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CHAIN_INCOMPLETE'],
    ['CERTIFICATE_UNTRUSTED', 'CERT_REVOKED', 'CERTIFICATE_UNTRUSTED'],
    ['CERTIFICATE_EXPIRED', 'CERT_HAS_EXPIRED', 'CERTIFICATE_EXPIRED'],
    ['CERTIFICATE_NAME_MISMATCH', 'ERR_TLS_CERT_ALTNAME_INVALID', 'CERTIFICATE_NAME_MISMATCH'],
  ] as const)('is told without an inspection: %s %s', (code, seen, expected) => {
    expect(listCodes({ code, seen })).toEqual([expected]);
  });
});

describe('an answer that is no HTTP/1.1', () => {
  it.each([
    ['SETTINGS', '000006040000000000000300000064', 'HTTP2_ONLY'],
    ['empty SETTINGS', '000000040000000000', 'HTTP2_ONLY'],
    ['GOAWAY', '00000807000000000000000000000000ff', 'HTTP2_ONLY'],
    ['text', hex('SSH-2.0-OpenSSH\r\n'), 'RESPONSE_MALFORMED'],
    ['zeros', '000000000000000000', 'RESPONSE_MALFORMED'],
    ['nothing', '', 'RESPONSE_MALFORMED'],
  ])('%s', (_name, bytes, code) => {
    expect(listCodes({ code: 'RESPONSE_MALFORMED', ...firstBytes(bytes) })).toEqual([code]);
  });

  it('shows how it began', () => {
    const failure = { code: 'RESPONSE_MALFORMED', ...firstBytes(hex('SSH-2.0\u0007\r\n')) } as const;
    expect(explain(failure)[0]?.values).toMatchObject({ answer: 'SSH-2.0·⏎' });
  });
});

describe('whatever a failure holds', () => {
  it('is explained without an exception', () => {
    const certificate = fc.record({
      ...{ subject: fc.string(), issuer: fc.string(), subjectAltNames: fc.array(fc.string()) },
      ...{ validFrom: fc.string(), validUntil: fc.string() },
      ...{ isSelfSigned: fc.boolean(), issuerUrl: fc.option(fc.string()) },
    });
    const failures = fc.record({
      code: fc.constantFrom(...OUTBOUND_FAILURES),
      seen: fc.oneof(fc.string(), fc.constantFrom('CERT_HAS_EXPIRED', 'ECONNRESET')),
      certificates: fc.array(certificate, { maxLength: 3 }),
      received: fc.record({ firstBytesHex: fc.string(), body: fc.constant(null) }),
    });
    const inspected = fc.constantFrom(null, speaking('TLSv1.1'), inspection({ answerInClear: 'zz' }));
    fc.assert(
      fc.property(failures, inspected, (failure, tls) => Array.isArray(explain(failure, tls))),
      { numRuns: 200 },
    );
  });
});
