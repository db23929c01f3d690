import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Examined } from '@/lib/signing/hypotheses/examined';
import { explain, MISTAKES } from '@/lib/signing/hypotheses/explain';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { MADE_BODIES } from './made-bodies';
import { MADE } from './made-mistakes';
import { MADE_CALCULATIONS, MADE_TOKENS } from './made-others';

const KEY = 'Ab12cd34Ef56ab78';
const NONCE = 'Qx7pT2mV9aLk4RsW';
const MS = '1666677988730';
const hmac = (message: string | Uint8Array) => createHmac('sha256', KEY).update(message);
const join = (...parts: (string | Uint8Array)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));

type Text = string | Uint8Array;
/** A body that was sent, and what the other side made of its own idea of it, in every profile that signs a body. */
const PROFILES: Readonly<Record<string, (sent: string, hashed: Text) => Examined>> = {
  'v2-request': (sent, hashed) => ({
    profile: 'v2-request',
    ...{ accessKey: KEY, nonce: NONCE, timestamp: MS, body: Buffer.from(sent) },
    theirs: hmac(KEY + NONCE + MS + hmac(hashed).digest('hex')).digest('hex'),
  }),
  'v2-kit': (sent, hashed) => ({
    profile: 'v2-kit',
    ...{ accessKey: KEY, nonce: NONCE, timestamp: MS, body: Buffer.from(sent) },
    theirs: hmac(join(KEY + NONCE + MS, hashed))
      .digest('hex')
      .toUpperCase(),
  }),
  'v1-body-sign': (sent, hashed) => ({
    profile: 'v1-body-sign',
    accessKey: KEY,
    body: Buffer.from(sent),
    headers: [['Body-Sign', `sign_type="HMAC-SHA256", signature="${hmac(hashed).digest('base64')}"`]],
  }),
};

function explainNames(examined: Examined): string[] {
  const xray = explain(examined, nodePrimitives);
  if (xray.verdict !== 'EXPLAINED') return [xray.verdict];
  return [xray.mistakes, ...xray.alternatives].map((names) => names.join(' and '));
}

describe.each(Object.entries(PROFILES))('a body that was written again, in %s', (_, examined) => {
  it.each(MADE_BODIES)('%s is named', (name, sent, hashed) => {
    expect(explainNames(examined(sent, hashed))).toContain(name);
  });
});

describe('what a serialiser wrote with something around it', () => {
  const ends: readonly [name: string, put: (text: Text) => Text][] = [
    ['body-newline-added', (text) => join(text, '\n')],
    ['body-bom-added', (text) => join('\ufeff', text)],
  ];
  const texts = MADE_BODIES.filter(([name]) => /^writer-(?!perl|dialect)/.test(name));
  const all = ends.flatMap(([end, put]) =>
    texts.map(([name, sent, hashed]) => [`${name} and ${end}`, sent, put(hashed)] as const),
  );
  it.each(all)('%s is named', (names, sent, hashed) => {
    for (const examined of Object.values(PROFILES))
      expect(explainNames(examined(sent, hashed))).toContain(names);
  });

  it('is named where the line end is in the body that was sent', () => {
    const examined = PROFILES['v1-body-sign']?.('{"b":"A&B","a":1}\n', '{"a":1,"b":"A\\u0026B"}');
    expect(examined && explainNames(examined)).toEqual(['writer-go-map and body-trimmed']);
  });
});

describe('the rest of the calculation', () => {
  it.each(MADE_CALCULATIONS)('%s is named', (name, examined) => {
    expect(explainNames(examined)).toContain(name);
  });

  it.each(MADE_TOKENS)('%s of an authToken is named', (name, examined) => {
    expect(explainNames(examined)).toContain(name);
  });

  it('is named beside a plain hash of a body that was written again', () => {
    const hash = nodePrimitives.hash('sha256', '{"a":"\\u00E9\\u0026"}');
    const inner = Buffer.from(hash).toString('hex');
    const theirs = hmac(KEY + NONCE + MS + inner).digest('hex');
    const parts = { accessKey: KEY, nonce: NONCE, timestamp: MS, body: Buffer.from('{"a":"é&"}') };
    expect(explainNames({ profile: 'v2-request', ...parts, theirs })[0]).toBe(
      'writer-dotnet and inner-plain-sha256',
    );
  });
});

it('covers every mistake that is known', () => {
  const made = [...MADE_BODIES, ...MADE_CALCULATIONS, ...MADE_TOKENS].map(([name]) => name.split(':')[0]);
  const covered = new Set([...Object.keys(MADE), ...made]);
  expect(MISTAKES.filter((id) => !covered.has(id))).toEqual([]);
});

describe('values that no hypothesis may touch', () => {
  it.each(['{"a":1e999}', '{"a":-0}', '[]', '{"":{"":""}}', '"x"', '{"a":"\\ud800"}', '\ufeff{}', '{"a":1'])(
    '%s is read without an exception',
    (sent) => {
      for (const examined of Object.values(PROFILES))
        expect(explainNames(examined(sent, sent))).toEqual(['CORRECT']);
      for (const examined of Object.values(PROFILES)) explainNames(examined(sent, 'something else'));
    },
  );
});
