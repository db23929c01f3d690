import { describe, expect, it } from 'vitest';
import { EMPTY_BYTES } from '@/app/(desk)/toolkit/byte-source';
import { httpFile } from '@/app/(desk)/toolkit/sign/http-file';
import { postmanCollection } from '@/app/(desk)/toolkit/sign/postman-collection';
import { sampleRequests } from '@/app/(desk)/toolkit/sign/sample-requests';
import { type SignForm, signForm, withProfile, withSample } from '@/app/(desk)/toolkit/sign/sign-form';
import { wholeResponse } from '@/app/(desk)/toolkit/sign/whole-response';
import { toolTab } from '@/app/(desk)/toolkit/tool-tab';
import { fixedClock } from '@/lib/core/clock';
import { INTERFACES } from '@/lib/koogallery/interface-catalog';
import { validateRequest } from '@/lib/koogallery/validate-request';
import { curlCommand } from '@/lib/response-checks/reproduce/curl';
import { decodeQuery, readQuery } from '@/lib/signing/canonical';
import { toBytes, toText } from '@/lib/signing/encoding';
import { parseHttpMessage } from '@/lib/signing/http-message';
import { verifyV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { verifyV2Request } from '@/lib/signing/profiles/v2-request';
import { purePrimitives } from '@/lib/signing/pure-primitives';
import { verifyMessage } from '@/lib/signing/wire-message';

const KEY = 'c7f0a1-access-key';
const URL = 'https://saas.example.com/produce';
const clock = fixedClock('2026-03-01T08:00:00Z');
const sources = { clock, random: (length: number) => new Uint8Array(length) };
const policy = { accessKey: KEY, clock, nonces: null };
const PATH = '/produceAPI/v2/tenantSync';
const BLANK: SignForm = {
  profile: 'v2-request',
  url: ` ${URL} `,
  path: PATH,
  sample: null,
  json: '{}',
  body: EMPTY_BYTES,
};

let ids = 0;
const samples = sampleRequests(clock.now(), () => `id-${++ids}`).map((sample) => ({
  ...sample,
  name: `${sample.activity} ${sample.templateId}`,
}));

const signFormWith = (form: Partial<SignForm>, accessKey = KEY) =>
  signForm({ ...BLANK, ...form }, accessKey, sources, purePrimitives);

function signed(form: Partial<SignForm>) {
  const outcome = signFormWith(form);
  if (!outcome.ok) throw new Error(outcome.problems.join());
  if (outcome.signed.kind !== 'request') throw new Error('A request was expected.');
  return outcome.signed.request;
}

describe('signForm', () => {
  it.each(samples)('makes a call of $profile that its own verifier accepts: $name', (sample) => {
    const { profile, activity, json } = sample;
    const request = signed(withSample({ ...BLANK, profile }, sample));
    expect(verifyMessage(profile, request, policy, purePrimitives).ok).toBe(true);
    const spec = INTERFACES.find((one) => one.profile === profile && one.activity === activity);
    expect(spec && validateRequest(spec, JSON.parse(json)).problems).toEqual([]);
  });

  it('knows samples for every rule that signs a call', () => {
    const profiles = new Set(samples.map(({ profile }) => profile));
    expect([...profiles]).toEqual(['v2-request', 'v2-kit', 'v1-auth-token']);
  });

  it('sends the body compact, keys ascending, without nulls', () => {
    expect(toText(signed({ json: '{ "b": 1, "a": "ü", "c": null }' }).body)).toBe('{"a":"ü","b":1}');
  });

  it('sends a kit call to its own path at the origin', () => {
    expect(signed({ profile: 'v2-kit' }).url).toBe(`https://saas.example.com${PATH}`);
    for (const path of ['', 'produceAPI', '//evil.example.com', '/a?b', '/a b', '/\\evil.example.com'])
      expect(signFormWith({ profile: 'v2-kit', path })).toEqual({ ok: false, problems: ['PATH_INVALID'] });
  });

  it('sends a V1.0 call as a query, with its own time and token', () => {
    const json =
      '{"activity":"upgrade","amount":40,"list":[{"b":1,"a":2}],"none":null,"timeStamp":"1","authToken":"x"}';
    const { method, url, body } = signed({ profile: 'v1-auth-token', json });
    expect({ method, body }).toEqual({ method: 'GET', body: new Uint8Array() });
    expect(decodeQuery(readQuery(url)).slice(0, -1)).toEqual([
      ['activity', 'upgrade'],
      ['amount', '40'],
      ['list', '[{"a":2,"b":1}]'],
      ['timeStamp', '20260301080000000'],
    ]);
  });

  it('signs an answer over its exact bytes', () => {
    const bytes = Uint8Array.of(0xff, 13, 10);
    const outcome = signFormWith({
      profile: 'v1-body-sign',
      url: '',
      body: { text: '', file: { name: 'a', bytes } },
    });
    if (!outcome.ok || outcome.signed.kind !== 'response') throw new Error('A response was expected.');
    expect(verifyV1Body(outcome.signed, policy, purePrimitives).ok).toBe(true);
    expect(wholeResponse(outcome.signed.headers, bytes)).toBeNull();
  });

  it('names every control that keeps it from signing', () => {
    expect(signFormWith({ url: 'ftp://x', json: '[1]' }, '')).toEqual({
      ok: false,
      problems: ['KEY_EMPTY', 'URL_INVALID', 'NOT_AN_OBJECT'],
    });
    for (const url of ['', 'javascript:alert(1)', 'https://x y', 'not a url', 'https://'])
      expect(signFormWith({ url })).toEqual({ ok: false, problems: ['URL_INVALID'] });
    expect(signFormWith({ profile: 'v1-body-sign' }, '')).toEqual({ ok: false, problems: ['KEY_EMPTY'] });
  });
});

describe('withProfile', () => {
  it('begins with the first sample of the profile and keeps the address', () => {
    const kit = withProfile(BLANK, 'v2-kit', samples);
    expect(kit).toMatchObject({ url: BLANK.url, path: PATH, sample: 'tenantSync add' });
    expect(withProfile(kit, 'v1-body-sign', samples)).toEqual({
      ...kit,
      profile: 'v1-body-sign',
      sample: null,
    });
  });
});

describe('responseText', () => {
  it('is an answer that is read back and verified', () => {
    const outcome = signFormWith({
      profile: 'v1-body-sign',
      body: { text: '{"resultMsg":"ü"}', file: null },
    });
    if (!outcome.ok || outcome.signed.kind !== 'response') throw new Error('A response was expected.');
    const { headers, body } = outcome.signed;
    const parsed = parseHttpMessage(toBytes(wholeResponse(headers, body) ?? ''));
    expect(parsed).toMatchObject({ start: { kind: 'response', status: 200 }, notes: [] });
    expect(parsed && verifyV1Body(parsed, policy, purePrimitives).ok).toBe(true);
  });
});

describe('httpFile', () => {
  it('holds the request byte for byte', () => {
    const request = signed({ json: '{"a":"ü"}' });
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
    const request = signed({ json: '{"a":"\\"quoted\\""}' });
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

describe('a call without a body', () => {
  const request = signed({ profile: 'v1-auth-token', json: '{"activity":"queryInstance"}' });

  it('is a GET with headers only in each format', () => {
    expect(httpFile('queryInstance', request)).toBe(
      `### queryInstance\nGET ${request.url}\nAccept: application/json\n`,
    );
    const { item } = JSON.parse(postmanCollection('queryInstance', request)) as {
      item: [{ request: object }];
    };
    expect(item[0].request).toEqual({
      method: 'GET',
      url: request.url,
      header: [{ key: 'Accept', value: 'application/json' }],
    });
    expect(curlCommand(request)).not.toContain('--data');
  });
});

describe('toolTab', () => {
  it('knows its tools, and opens the first for anything else', () => {
    expect(toolTab('sign')).toBe('sign');
    expect(toolTab(null)).toBe('check');
    expect(toolTab('__proto__')).toBe('check');
  });
});
