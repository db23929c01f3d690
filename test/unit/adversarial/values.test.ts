import { describe, expect, it } from 'vitest';
import { ADVERSARIAL_SUITE } from '@/lib/adversarial/adversarial-suite';
import { ALL_TEXTS, TEXT_FAMILIES } from '@/lib/adversarial/tests/value-families';
import { MOST_CALLS_OF_DIFFERENCE } from '@/lib/connection-tests/engine/diagnose-difference';
import { runAdversarialTest } from '@/lib/connection-tests/engine/run-adversarial-test';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import type { OutboundRequest } from '@/lib/http/exchange';
import { decodeQuery, type Parameter, readQuery } from '@/lib/signing/canonical';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { stagesV1AuthToken } from '@/lib/signing/profiles/v1-auth-token';
import { stagesV2Kit } from '@/lib/signing/profiles/v2-kit';
import { stagesV2Request } from '@/lib/signing/profiles/v2-request';
import { ACCESS_KEY, depsWith, KIT_ACCESS_KEY, makeItem, testClock } from './call-deps';
import { code, modelSeller, rightSeller, type SellerParts } from './model-seller';

type Reread = (body: string) => string;
type RereadParameters = (parameters: readonly Parameter[]) => readonly Parameter[];

/** In strings only: some of the characters are parts of numbers. */
const unicode =
  (characters: RegExp): Reread =>
  (json) =>
    json.replace(/"(?:[^"\\]|\\.)*"/g, (text) =>
      text.replace(characters, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    );
const revived =
  (change: (value: unknown) => unknown): Reread =>
  (json) =>
    JSON.stringify(JSON.parse(json, (_, value: unknown) => change(value)));
const inTexts = (change: (text: string) => string) =>
  revived((value) => (typeof value === 'string' ? change(value) : value));
const dropped = (isDropped: (value: unknown) => boolean) =>
  revived((value) => (isDropped(value) ? undefined : value));

/** The right verification over what somebody wrote again. */
function rereading(reread: Reread): SellerParts['authenticate'] {
  return ({ request: { url, headers = [], body = new Uint8Array() } }, nonces) => {
    const payload = new TextEncoder().encode(reread(new TextDecoder().decode(body)));
    const header = (name: string) => headers.find(([known]) => known === name)?.[1] ?? '';
    const query = new Map(decodeQuery(readQuery(url)));
    const isKit = header('x-sign') !== '';
    const part = (name: string) => (isKit ? header(`x-${name}`) : (query.get(name) ?? ''));
    const stamp = { nonce: part('nonce'), timestamp: part('timestamp') };
    const { signature } = isKit
      ? stagesV2Kit({ key: KIT_ACCESS_KEY, payload, ...stamp }, nodePrimitives)
      : stagesV2Request({ accessKey: ACCESS_KEY, body: payload, ...stamp }, nodePrimitives);
    const seen = (isKit ? header('x-sign') : (query.get('signature') ?? '')).toLowerCase();
    return seen === signature.toLowerCase() && nonces.remember(stamp.nonce, 0) ? null : code('000001');
  };
}

const rereadingQuery =
  (reread: RereadParameters): SellerParts['authenticate'] =>
  ({ request }) => {
    const parameters = decodeQuery(readQuery(request.url));
    const signed = reread(parameters.filter(([name]) => name !== 'authToken'));
    const { signature } = stagesV1AuthToken({ accessKey: ACCESS_KEY, parameters: signed }, nodePrimitives);
    return new Map(parameters).get('authToken') === signature ? null : code('000001');
  };

type Kind = 'basic' | 'kit';
async function runValueTests(
  protocol: 'V2.0' | 'V1.0',
  kind: Kind,
  authenticate: SellerParts['authenticate'] | null,
) {
  const clock = testClock();
  const right = rightSeller(ACCESS_KEY, clock);
  const seller = modelSeller({ ...right, ...(authenticate ? { authenticate } : {}) }, clock);
  const sent: OutboundRequest[] = [];
  const send = (request: OutboundRequest) => {
    sent.push(request);
    return seller.send(request);
  };
  const deps = depsWith({ send }, { protocol, clock });
  const items: RunItem[] = [];
  const asked = ADVERSARIAL_SUITE.filter(
    (test) => test.isDiagnosed && test.kind === kind && test.protocols.includes(protocol),
  );
  const calls: number[] = [];
  for (const test of asked) {
    const before = sent.length;
    const result = await runAdversarialTest(test, makeItem(test.id), deps);
    if (result) items.push(result.item);
    calls.push(sent.length - before);
  }
  const said = items
    .filter(({ state }) => state !== 'PASSED')
    .map(({ key, state }) => `${state === 'FAILED' ? '' : `${state} `}${key.replace('adversarial/', '')}`);
  return { said, items, seller, mostCalls: Math.max(...calls) };
}

const falsy = (value: unknown) =>
  value === '' || value === '0' || value === 0 || value === false || value === null;

/** What libraries of many languages and filters make of a body, and every test that it fails. */
const BODIES: Readonly<Record<string, readonly [Reread, ...string[]]>> = {
  'Python, json.dumps': [unicode(/[\u007f-\uffff]/g), 'line-separators', 'non-ascii'],
  'System.Text.Json': [
    unicode(/[&'+<>`\u007f-\uffff]/g),
    'html-characters',
    'percent-and-plus',
    'line-separators',
    'non-ascii',
  ],
  'org.json': [(json) => json.replaceAll('</', '<\\/')],
  'Rails, to_json': [unicode(/[&<>\u2028\u2029]/g), 'html-characters', 'line-separators'],
  'Node, JSON.parse and JSON.stringify': [(json) => JSON.stringify(JSON.parse(json)), 'number-values'],
  strip_tags: [inTexts((text) => text.replace(/<[^<>]*>/g, '')), 'html-characters', 'number-values'],
  addslashes: [
    inTexts((text) => text.replace(/[\\"']/g, '\\$&')),
    'html-characters',
    'percent-and-plus',
    'quotes-and-backslashes',
    'number-values',
  ],
  'a filter that collapses blanks': [(json) => json.replace(/ {2,}/g, ' '), 'percent-and-plus'],
  'a filter that trims': [(json) => json.replace(/"\s+|\s+"/g, '"'), 'outer-blanks'],
  'Unicode normalization': [(json) => json.normalize('NFC'), 'non-ascii'],
  'Unicode compatibility': [(json) => json.normalize('NFKC'), 'non-ascii'],
  'a filter of characters beyond the basic plane': [
    (json) => json.replace(/[\ud800-\udfff]/g, ''),
    'non-ascii',
  ],
  'a library without nulls': [(json) => json.replace(/,"\w+":null/g, ''), 'WARNED empty-values'],
  'URL decoding of the body': [
    (json) => json.replaceAll('+', ' '),
    'percent-and-plus',
    'WARNED number-values',
  ],
  array_filter: [dropped(falsy), 'empty-values', 'zero-values', 'number-values'],
};

describe('a seller of V2.0 that verifies what it wrote again', () => {
  it.each(Object.entries(BODIES))('with %s', async (_, [reread, ...fails]) => {
    const { said, seller, mostCalls } = await runValueTests('V2.0', 'basic', rereading(reread));
    expect(said).toEqual(fails);
    expect(seller.liveInstances()).toBe(0);
    expect(mostCalls).toBeLessThan(2 * MOST_CALLS_OF_DIFFERENCE + 40);
  });

  it.each(Object.entries(BODIES).filter(([, [, ...fails]]) => fails.length > 0))(
    'in joint operations, with %s',
    async (name, [reread]) => {
      const { said, seller } = await runValueTests('V2.0', 'kit', rereading(reread));
      expect(said.length).toBeGreaterThan(0);
      expect(seller.liveInstances()).toBe(0);
      // Who drops a flag of 0 lets nobody remove a tenant.
      expect(seller.tenants() > 0).toBe(name === 'array_filter');
    },
  );
});

const inValues =
  (change: (value: string) => string): RereadParameters =>
  (parameters) =>
    parameters.map(([name, value]) => [name, change(value)]);
const decodedTwice = (value: string) => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

const QUERIES: Readonly<Record<string, readonly [RereadParameters, ...string[]]>> = {
  'values decoded twice': [inValues(decodedTwice), 'percent-and-plus'],
  'empty ones left out': [(all) => all.filter(([, value]) => value !== ''), 'extra-fields', 'empty-values'],
  'blanks removed': [inValues((value) => value.trim()), 'outer-blanks'],
  'angle brackets as entities': [
    inValues((value) => value.replaceAll('<', '&lt;').replaceAll('>', '&gt;')),
    'html-characters',
  ],
  'numbers read and printed': [
    inValues((value) => (/^\d+\.\d+$/.test(value) ? String(Number(value)) : value)),
    'number-values',
  ],
};

describe('a seller of V1.0 that verifies what it changed', () => {
  it.each(Object.entries(QUERIES))('with %s', async (_, [reread, ...fails]) => {
    const { said, seller } = await runValueTests('V1.0', 'basic', rereadingQuery(reread));
    expect(said).toEqual(fails);
    expect(seller.liveInstances()).toBe(0);
  });
});

describe('the mistake behind a refusal', () => {
  it('has one name in all tests that it spoils', async () => {
    const { items } = await runValueTests('V2.0', 'basic', rereading(unicode(/[&<>\u2028\u2029]/g)));
    const named = items.flatMap(({ explanations }) => explanations.map(({ values }) => values.mistakes));
    expect(named.length).toBe(2);
    expect(new Set(named).size).toBe(1);
  });

  it('is not looked for where nothing was refused', async () => {
    for (const [protocol, kind, most] of [
      ['V2.0', 'basic', 6],
      ['V1.0', 'basic', 6],
      ['V2.0', 'kit', 18],
    ] as const) {
      const { said, mostCalls } = await runValueTests(protocol, kind, null);
      expect(said).toEqual([]);
      expect(mostCalls).toBeLessThanOrEqual(most);
    }
  });
});

describe('the families of texts', () => {
  const sumLengths = (texts: Readonly<Record<string, string>>) => Object.values(texts).join('').length;

  it.each(Object.entries(TEXT_FAMILIES))('%s fits into the 64 characters of customerName', (_, family) => {
    expect(sumLengths(family.usualTexts)).toBeLessThanOrEqual(64);
  });

  it('fit together into the 255 characters of a tenant name', () => {
    expect(
      Object.values(TEXT_FAMILIES).reduce((sum, one) => sum + sumLengths(one.usualTexts), 0),
    ).toBeLessThan(256);
    expect(ALL_TEXTS.usual).toHaveLength(Object.keys(TEXT_FAMILIES).length);
  });
});
