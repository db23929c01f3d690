import { describe, expect, it } from 'vitest';
import { httpFile } from '@/app/(desk)/toolkit/sign/http-file';
import { postmanCollection } from '@/app/(desk)/toolkit/sign/postman-collection';
import { sampleRequests } from '@/app/(desk)/toolkit/sign/sample-requests';
import { signRequest } from '@/app/(desk)/toolkit/sign/sign-request';
import { toolTab } from '@/app/(desk)/toolkit/tool-tab';
import { INTERFACES } from '@/lib/connection-tests/rules/interface-catalog';
import { validateRequest } from '@/lib/connection-tests/rules/validate-request';
import { fixedClock } from '@/lib/core/clock';
import { toBytes, toText } from '@/lib/signing/encoding';
import { parseHttpMessage } from '@/lib/signing/http-message';
import { verifyV2Request } from '@/lib/signing/profiles/v2-request';
import { purePrimitives } from '@/lib/signing/pure-primitives';

const KEY = 'c7f0a1-access-key';
const URL = 'https://saas.example.com/produce';
const clock = fixedClock('2026-03-01T08:00:00Z');
const sources = { clock, random: (length: number) => new Uint8Array(length) };
const policy = { accessKey: KEY, clock, nonces: null };

function signed(json: string) {
  const outcome = signRequest({ url: ` ${URL} `, accessKey: KEY, json }, sources, purePrimitives);
  if (!outcome.ok) throw new Error(outcome.problems.join());
  return outcome.request;
}

describe('signRequest', () => {
  it('makes a request that its own verifier accepts, for every sample', () => {
    let ids = 0;
    const samples = sampleRequests(clock.now(), () => `id-${++ids}`);
    const basic = INTERFACES.filter(({ profile }) => profile === 'v2-request');
    expect(new Set(samples.map(({ activity }) => activity))).toEqual(
      new Set(basic.map(({ activity }) => activity)),
    );
    for (const { activity, json } of samples) {
      const request = signed(json);
      expect(verifyV2Request(request, policy, purePrimitives).ok).toBe(true);
      const spec = basic.find((one) => one.activity === activity);
      expect(spec && validateRequest(spec, JSON.parse(json)).problems).toEqual([]);
    }
  });

  it('sends the body compact, keys ascending, without nulls', () => {
    expect(toText(signed('{ "b": 1, "a": "ü", "c": null }').body)).toBe('{"a":"ü","b":1}');
  });

  it('names every control that keeps it from signing', () => {
    const outcome = signRequest({ url: 'ftp://x', accessKey: '', json: '[1]' }, sources, purePrimitives);
    expect(outcome).toEqual({ ok: false, problems: ['KEY_EMPTY', 'URL_INVALID', 'NOT_AN_OBJECT'] });
    for (const url of ['', 'javascript:alert(1)', 'https://x y', 'not a url', 'https://'])
      expect(signRequest({ url, accessKey: KEY, json: '{}' }, sources, purePrimitives)).toEqual({
        ok: false,
        problems: ['URL_INVALID'],
      });
  });
});

describe('httpFile', () => {
  it('holds the request byte for byte', () => {
    const request = signed('{"a":"ü"}');
    const [title, ...rest] = httpFile('newInstance', request).split('\n');
    expect(title).toBe('### newInstance');
    const parsed = parseHttpMessage(toBytes(rest.join('\n')));
    expect(parsed?.start).toEqual({ kind: 'request', method: 'POST', target: request.url });
    expect(parsed?.headers).toEqual(request.headers);
    expect(
      parsed && verifyV2Request({ url: request.url, body: parsed.body }, policy, purePrimitives).ok,
    ).toBe(true);
  });
});

describe('postmanCollection', () => {
  it('is a collection of the format 2.1 with the request as it was signed', () => {
    const request = signed('{"a":"\\"quoted\\""}');
    const collection = JSON.parse(postmanCollection('newInstance', request)) as {
      info: { schema: string };
      item: { request: { method: string; url: string; body: { mode: string; raw: string } } }[];
    };
    expect(collection.info.schema).toContain('/v2.1.0/');
    const [item] = collection.item;
    expect(item?.request).toMatchObject({ method: 'POST', url: request.url, body: { mode: 'raw' } });
    expect(item?.request.body.raw).toBe(toText(request.body));
  });
});

describe('toolTab', () => {
  it('knows its tools, and opens the first for anything else', () => {
    expect(toolTab('sign')).toBe('sign');
    expect(toolTab(null)).toBe('check');
    expect(toolTab('__proto__')).toBe('check');
  });
});
