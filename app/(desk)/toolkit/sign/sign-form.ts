import { type ByteSource, readSourceBytes } from '@/app/(desk)/toolkit/byte-source';
import type { Clock } from '@/lib/core/clock';
import { readJsonObject } from '@/lib/koogallery/request-form';
import { canonicalJson, type JsonObject, type Parameter } from '@/lib/signing/canonical';
import { toBytes } from '@/lib/signing/encoding';
import { type MadeRequest, makeMessage } from '@/lib/signing/make-message';
import type { Digests, RandomBytes } from '@/lib/signing/primitives';
import type { RawHeaders } from '@/lib/signing/profiles/v1-body-sign';
import type { Profile } from '@/lib/signing/wire-message';
import type { NamedSample } from './named-sample';

/** What is in the controls. A profile that has no such control passes the field over. */
export type SignForm = {
  profile: Profile;
  url: string;
  /** Of a kit interface, below the origin of `url`. */
  path: string;
  /** The name of the sample that the JSON began with; null: none. */
  sample: string | null;
  json: string;
  /** The exact body of a response. */
  body: ByteSource;
};

/** What keeps a message from being signed; each is said at its own control. */
export type SignProblem = 'KEY_EMPTY' | 'URL_INVALID' | 'PATH_INVALID' | 'NOT_AN_OBJECT';
export type Signed =
  | { kind: 'request'; request: MadeRequest }
  | { kind: 'response'; headers: RawHeaders; body: Uint8Array };
export type SignOutcome = { ok: true; signed: Signed } | { ok: false; problems: readonly SignProblem[] };

/** The form with the first sample of a profile, where there is one; address and body of a response stay. */
export function withProfile(form: SignForm, profile: Profile, samples: readonly NamedSample[]): SignForm {
  const first = samples.find((sample) => sample.profile === profile);
  return first ? withSample({ ...form, profile }, first) : { ...form, profile, sample: null };
}

export const withSample = (form: SignForm, { name, path, json }: NamedSample): SignForm => ({
  ...form,
  sample: name,
  path: path ?? form.path,
  json,
});

/**
 * Makes the message that the form describes: a call as KooGallery would send it, its JSON compact with keys ascending
 * and without null members (V2.0) or as parameters of the query (V1.0), or the header that a seller signs an answer
 * with, over the exact bytes of its body.
 */
export function signForm(
  form: SignForm,
  accessKey: string,
  sources: { clock: Clock; random: RandomBytes },
  digests: Digests,
): SignOutcome {
  const { profile } = form;
  const problems: SignProblem[] = accessKey === '' ? ['KEY_EMPTY'] : [];
  const none = { profile, accessKey, url: null, body: new Uint8Array(), parameters: [] };
  if (profile === 'v1-body-sign') {
    if (problems.length > 0) return { ok: false, problems };
    const body = readSourceBytes(form.body);
    const { headers } = makeMessage({ ...none, body }, sources, digests);
    return { ok: true, signed: { kind: 'response', headers, body } };
  }
  const url = buildUrl(form);
  const values = readJsonObject(form.json);
  if (!isWebAddress(form.url.trim())) problems.push('URL_INVALID');
  else if (url === null) problems.push('PATH_INVALID');
  if (!values) problems.push('NOT_AN_OBJECT');
  if (!values || problems.length > 0) return { ok: false, problems };
  const content =
    profile === 'v1-auth-token'
      ? { parameters: toParameters(values) }
      : { body: toBytes(canonicalJson(values)) };
  const { request } = makeMessage({ ...none, url, ...content }, sources, digests);
  return request
    ? { ok: true, signed: { kind: 'request', request } }
    : { ok: false, problems: ['URL_INVALID'] };
}

/** Where the call goes: a kit interface has a path of its own at the origin. Null when that path is none. */
function buildUrl({ profile, url, path }: SignForm): string | null {
  if (profile !== 'v2-kit') return url.trim();
  const at = path.trim();
  return /^\/(?!\/)[^\s?#\\]*$/.test(at) && URL.canParse(at, url.trim())
    ? new URL(at, url.trim()).href
    : null;
}

/** The query of a V1.0 call: its time is that of signing, and its token is made here. */
const toParameters = (values: JsonObject): Parameter[] =>
  Object.entries(values).flatMap(([name, value]): Parameter[] =>
    value === null || value === undefined || name === 'timeStamp' || name === 'authToken'
      ? []
      : [[name, typeof value === 'string' ? value : canonicalJson(value)]],
  );

function isWebAddress(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:';
}
