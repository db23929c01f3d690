import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '@/lib/core/clock';
import { DRIFT_CERTIFICATE_DAYS, DRIFT_LOOK_HOURS } from '@/lib/core/policy';
import { toPostgresText } from '@/lib/db/json';
import { isEnding, isNameLost, issuerText, namesText } from '@/lib/drift/rules/certificate';
import { COMPARED, commonFacts, type Facts, LOOKED_AT_HEADERS } from '@/lib/drift/rules/facts';
import { headerText } from '@/lib/drift/rules/header-text';
import { judgeLook, LOOKS_UNREACHED, type Look } from '@/lib/drift/rules/judge-look';
import { nextLookAt } from '@/lib/drift/rules/next-look';
import { responseShape } from '@/lib/drift/rules/response-shape';
import { storedText } from '@/lib/drift/rules/stored-text';

const NOW = new Date('2026-03-02T09:00:00Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS).toISOString();

describe('a header', () => {
  it.each([
    [
      'content-security-policy',
      ["default-src 'self'; script-src 'nonce-abc' https://a.example"],
      ["script-src   HTTPS://a.example 'nonce-x/y=';; Default-Src 'self' 'self'"],
    ],
    ['content-security-policy', ["script-src 'sha256-AAA='"], ["script-src 'sha256-BBB='"]],
    ['content-security-policy', ['report-uri /csp?id=1'], ['report-uri /csp?id=2']],
    ['content-security-policy', ["img-src 'none'; img-src *"], ["img-src 'none'"]],
    ['content-security-policy', ["a 'x'", "b 'y'"], ["b 'y', a 'x'"]],
    ['strict-transport-security', ['max-age=1; includeSubDomains'], ['includesubdomains;MAX-AGE=1']],
    ['x-frame-options', ['DENY'], ['deny ']],
    ['permissions-policy', ['camera=(), geolocation=()'], ['geolocation=()', 'camera=()']],
    ['server', ['nginx  1.2'], ['nginx 1.2']],
  ] as const)('%s says the same in another spelling', (name, one, other) => {
    expect(headerText(name, one)).toBe(headerText(name, other));
    expect(headerText(name, one)).not.toBe('');
  });

  it.each([
    ['content-security-policy', ["default-src 'self'"], ["default-src 'self' *"]],
    ['content-security-policy', ["script-src 'nonce-a'"], ["script-src 'unsafe-inline'"]],
    ['strict-transport-security', ['max-age=31536000'], ['max-age=0']],
    ['referrer-policy', ['no-referrer, unsafe-url'], ['unsafe-url, no-referrer']],
    ['x-frame-options', ['DENY'], []],
    ['server', ['nginx/1.2'], ['nginx/1.3']],
  ] as const)('%s says something else', (name, one, other) => {
    expect(headerText(name, one)).not.toBe(headerText(name, other));
  });

  it('is kept whatever it holds, in a text that is short, stable and fit for the database', () => {
    const name = fc.constantFrom(...LOOKED_AT_HEADERS);
    const short = fc.string({ unit: 'binary', maxLength: 12 });
    const value = fc.oneof(
      short,
      short.map((text) => text.repeat(400)),
    );
    fc.assert(
      fc.property(name, fc.array(value, { maxLength: 4 }), (header, values) => {
        const text = headerText(header, values);
        expect(text.length).toBeLessThan(1_100);
        expect(toPostgresText(text)).toBe(text);
        expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
        expect(headerText(header, values)).toBe(text);
      }),
    );
  });

  it('is told from another one that differs only behind what is shown of it', () => {
    const long = 'a'.repeat(5_000);
    expect(storedText(`${long}b`)).not.toBe(storedText(`${long}c`));
  });
});

describe('a certificate', () => {
  it.each([
    ["CN=R11, O=Let's Encrypt, C=US", "CN=E5, O=Let's Encrypt, C=US"],
    ['CN=G2, O=Example, Inc., OU=Trust, C=US', 'CN=G3, O=Example, Inc., C=DE'],
  ])('is renewed by the same issuer: %s', (before, after) => {
    expect(issuerText(before)).toBe(issuerText(after));
  });

  it('of another issuer is another, also of one without an organisation', () => {
    expect(issuerText("CN=R11, O=Let's Encrypt")).not.toBe(issuerText('CN=R11, O=Example'));
    expect(issuerText('CN=one')).not.toBe(issuerText('CN=two'));
  });

  it('loses a name, and gains one without harm', () => {
    const names = (...list: string[]) =>
      namesText(
        list.map((name) => `DNS:${name}`),
        'a.example.com',
      );
    expect(isNameLost(names('a.example.com'), names('B.example.com', 'A.example.com'))).toBe(false);
    expect(isNameLost(names('a.example.com'), names('*.example.com'))).toBe(false);
    expect(isNameLost(names('a.example.com', 'b.example.com'), names('a.example.com'))).toBe(true);
    expect(isNameLost(names('*.example.com'), names('a.example.com'))).toBe(true);
    expect(isNameLost(names('a.b.example.com'), names('*.example.com'))).toBe(true);
    expect(isNameLost('', names('a.example.com'))).toBe(false);
  });

  it('for very many sites keeps the names of the website alone', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `DNS:site${index}.example.net`);
    expect(namesText([...many, 'DNS:*.example.com'], 'a.example.com')).toBe('*.example.com');
  });

  it('ends soon within the days that are promised, and one of a short life in its last third', () => {
    const certificate = (from: number, until: number) => ({
      ...{ validFrom: inDays(from), validUntil: inDays(until), fingerprint: '' },
    });
    expect(isEnding(certificate(-60, DRIFT_CERTIFICATE_DAYS + 0.1), NOW)).toBe(false);
    expect(isEnding(certificate(-60, DRIFT_CERTIFICATE_DAYS), NOW)).toBe(true);
    expect(isEnding(certificate(-90, -1), NOW)).toBe(true);
    expect(isEnding(certificate(-2, 4), NOW)).toBe(false);
    expect(isEnding(certificate(-5, 1), NOW)).toBe(true);
  });
});

describe('a look', () => {
  const facts: Facts = { FILE: 'HOLDS', server: 'nginx', 'x-frame-options': '' };
  const seen = (change: Facts = {}): Look => ({
    isReached: true,
    facts: { ...facts, ...change },
    certificate: null,
  });
  const missed: Look = { isReached: false, code: 'CONNECT_TIMEOUT' };
  const none = { snapshot: null, failures: 0 };
  const approved = { snapshot: facts, failures: 0 };
  const told = (thing: string, after: string) => [{ id: thing, thing: thing as never, before: 'x', after }];

  it('is the snapshot where there is none, and ends what differed from the one before', () => {
    const judged = judgeLook({ watch: none, open: told('server', 'apache'), look: seen(), now: NOW });
    expect(judged).toMatchObject({ snapshot: facts, raised: [], closed: [{ closing: 'RENEWED' }] });
  });

  it('finds a difference once, again when it changes, and that it is gone', () => {
    const look = seen({ server: 'apache' });
    const first = judgeLook({ watch: approved, open: [], look, now: NOW });
    expect(first.raised).toEqual([{ thing: 'server', before: 'nginx', after: 'apache' }]);
    const open = told('server', 'apache');
    expect(judgeLook({ watch: approved, open, look, now: NOW })).toMatchObject({ raised: [], closed: [] });
    const other = judgeLook({ watch: approved, open, look: seen({ server: 'iis' }), now: NOW });
    expect(other).toMatchObject({ raised: [{ after: 'iis' }], closed: [{ closing: 'CHANGED' }] });
    const back = judgeLook({ watch: approved, open, look: seen(), now: NOW });
    expect(back).toMatchObject({ raised: [], closed: [{ closing: 'GONE' }] });
  });

  it('says nothing about what it could not tell, and adds to the snapshot what nobody could tell before', () => {
    const { server: _, ...others } = facts;
    const look: Look = { isReached: true, facts: others, certificate: null };
    const open = told('server', 'apache');
    expect(judgeLook({ watch: approved, open, look, now: NOW })).toMatchObject({ raised: [], closed: [] });
    const judged = judgeLook({ watch: { snapshot: others, failures: 0 }, open: [], look: seen(), now: NOW });
    expect(judged).toMatchObject({ snapshot: facts, raised: [] });
  });

  it('that nobody answers is told after several in a row, once, until one is answered', () => {
    const open = told('REACH', 'CONNECT_TIMEOUT');
    for (let failures = 0; failures < LOOKS_UNREACHED + 3; failures++) {
      const watch = { snapshot: facts, failures };
      const isTold = failures >= LOOKS_UNREACHED;
      const judged = judgeLook({ watch, open: isTold ? open : [], look: missed, now: NOW });
      expect(judged.raised).toHaveLength(failures === LOOKS_UNREACHED - 1 ? 1 : 0);
      expect(judged).toMatchObject({ failures: failures + 1, closed: [], snapshot: facts });
    }
    const judged = judgeLook({ watch: { ...approved, failures: 5 }, open, look: seen(), now: NOW });
    expect(judged).toMatchObject({ failures: 0, closed: [{ thing: 'REACH', closing: 'GONE' }] });
  });

  it('finds the end of a certificate in its first look too, and that it was renewed', () => {
    const withEnd = (days: number): Look => ({
      ...{ isReached: true, facts },
      certificate: { validFrom: inDays(-80), validUntil: inDays(days), fingerprint: '' },
    });
    const first = judgeLook({ watch: none, open: [], look: withEnd(3), now: NOW });
    expect(first.raised).toEqual([{ thing: 'EXPIRING', before: '', after: inDays(3) }]);
    const open = told('EXPIRING', inDays(3));
    expect(judgeLook({ watch: approved, open, look: withEnd(3), now: NOW }).raised).toEqual([]);
    expect(judgeLook({ watch: approved, open, look: withEnd(80), now: NOW }).closed).toHaveLength(1);
  });

  it('never tells a thing twice, whatever the site does, and ends with nothing told when it is as approved', () => {
    const thing = fc.constantFrom(...COMPARED);
    const value = fc.constantFrom('', 'a', 'b');
    const look: fc.Arbitrary<Look> = fc.oneof(
      fc.constant(missed),
      fc.record({
        isReached: fc.constant(true as const),
        facts: fc.dictionary(thing, value) as fc.Arbitrary<Facts>,
        certificate: fc.constant(null),
      }),
    );
    const approvedFacts = Object.fromEntries(COMPARED.map((one) => [one, 'a'])) as Facts;
    fc.assert(
      fc.property(fc.array(look), (looks) => {
        let watch: { snapshot: Facts | null; failures: number } = { snapshot: approvedFacts, failures: 0 };
        let open: { id: string; thing: never; before: string; after: string }[] = [];
        const back: Look = { isReached: true, facts: approvedFacts, certificate: null };
        for (const [index, one] of [...looks, back].entries()) {
          const { raised, closed, ...next } = judgeLook({ watch, open, look: one, now: NOW });
          const left = open.filter(({ id }) => !closed.some((gone) => gone.id === id));
          open = [
            ...left,
            ...raised.map((each, at) => ({ ...each, id: `${index}-${at}`, thing: each.thing as never })),
          ];
          expect(new Set(open.map((each) => each.thing)).size).toBe(open.length);
          watch = next;
        }
        expect(open).toEqual([]);
        expect(watch.snapshot).toEqual(approvedFacts);
      }),
    );
  });
});

it('counts of two answers what both say', () => {
  expect(commonFacts({ server: 'a', ROOT: '200' }, { server: 'b', ROOT: '200' })).toEqual({ ROOT: '200' });
});

it('asks sooner after one missed look, and less and less often after many', () => {
  const hours = (failures: number) => (nextLookAt(NOW, failures).getTime() - NOW.getTime()) / HOUR_MS;
  expect(hours(0)).toBe(DRIFT_LOOK_HOURS);
  expect([1, 2, 3, 4, 5, 50].map(hours)).toEqual([1, 6, 24, 48, 72, 72]);
});

describe('a response of the interface', () => {
  const shape = (json: unknown, status: number | null = 200) => responseShape({ status, json });

  it('is the same for another instance, and another with a field more', () => {
    const answer = { resultCode: '000000', info: [{ instanceId: '1', appInfo: { frontEndUrl: 'a' } }] };
    const other = { info: [{ appInfo: { frontEndUrl: 'b' }, instanceId: '2' }], resultCode: '000000' };
    expect(shape(answer)).toBe(shape(other));
    expect(shape(answer)).toBe(
      'HTTP 200\ninfo\ninfo[].appInfo\ninfo[].appInfo.frontEndUrl\ninfo[].instanceId\nresultCode',
    );
    expect(shape({ ...answer, more: 1 })).not.toBe(shape(answer));
    expect(shape(answer, 201)).not.toBe(shape(answer));
  });

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 12 }), (json) => {
        const text = shape(json, null);
        expect(text.length).toBeLessThan(1_100);
        expect(toPostgresText(text)).toBe(text);
      }),
    );
  });
});
