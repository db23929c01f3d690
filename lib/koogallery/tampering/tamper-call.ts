import { decodeQuery, readQuery } from '@/lib/signing/canonical';
import type { SignedCall } from '../call-target';

/** Whether `pair` of a query carries the parameter. */
const isNamed = (pair: string, name: string) => decodeQuery(pair)[0]?.[0] === name;

/** Works on the text, so that every other parameter keeps its spelling and place. */
function mapQuery(call: SignedCall, change: (pair: string) => string | null): SignedCall {
  const query = readQuery(call.url);
  const start = call.url.indexOf('?');
  if (start < 0) return call;
  const base = call.url.slice(0, start);
  const rest = call.url.slice(start + 1 + query.length);
  const changed = query
    .split('&')
    .map(change)
    .filter((pair) => pair !== null)
    .join('&');
  return { ...call, url: `${base}${changed === '' ? '' : `?${changed}`}${rest}` };
}

/** The call without a parameter of its query, whose signature stays what it was. */
const withoutParameter = (call: SignedCall, name: string): SignedCall =>
  mapQuery(call, (pair) => (isNamed(pair, name) ? null : pair));

/** The call with another value of a parameter of its query, URL-encoded once. */
export const withParameter = (call: SignedCall, name: string, value: string): SignedCall =>
  mapQuery(call, (pair) => (isNamed(pair, name) ? `${name}=${encodeURIComponent(value)}` : pair));

const KIT_HEADERS = { signature: 'x-sign', timestamp: 'x-timestamp', nonce: 'x-nonce' } as const;

/** The call without a part of its authentication: a parameter of its query, or a header of the kit. */
export function withoutPart(call: SignedCall, part: keyof typeof KIT_HEADERS): SignedCall {
  if (call.profile === 'v2-kit') return withHeader(call, KIT_HEADERS[part], null);
  const names = { signature: signatureName(call), timestamp: timestampName(call), nonce: 'nonce' };
  return withoutParameter(call, names[part]);
}

/** The parameter that carries the signature in the query of a basic interface. */
export const signatureName = ({ profile }: SignedCall): 'signature' | 'authToken' =>
  profile === 'v1-auth-token' ? 'authToken' : 'signature';

/** The parameter that carries the time in the query of a basic interface. */
export const timestampName = ({ profile }: SignedCall): 'timestamp' | 'timeStamp' =>
  profile === 'v1-auth-token' ? 'timeStamp' : 'timestamp';

/**
 * The call with another signature. Kit calls carry theirs in `x-sign`, basic ones in the query.
 * @param value not URL-encoded
 */
export function withSignature(call: SignedCall, value: string): SignedCall {
  if (call.profile !== 'v2-kit')
    return { ...withParameter(call, signatureName(call), value), signature: value };
  return { ...withHeader(call, KIT_HEADERS.signature, value), signature: value };
}

/** A text with another first character of the same kind: a signature of the right form and the wrong value. */
export function withOtherStart(text: string): string {
  const first = text.charAt(0);
  const other = /[0-9]/.test(first) ? (first === '1' ? '2' : '1') : first.toLowerCase() === 'a' ? 'b' : 'a';
  return `${/[A-Z]/.test(first) ? other.toUpperCase() : other}${text.slice(1)}`;
}

/** The call with one header of another value; null leaves the header out. */
export function withHeader(call: SignedCall, name: string, value: string | null): SignedCall {
  const isNamedSo = ([known]: readonly [string, string]) => known.toLowerCase() === name.toLowerCase();
  const headers = call.headers.flatMap((header) =>
    isNamedSo(header) ? (value === null ? [] : [[header[0], value] as const]) : [header],
  );
  return { ...call, headers };
}
