import type { CapturedRequest } from '@/lib/http/exchange';
import { compareUnits, decodeQuery, queryOf } from '@/lib/signing/canonical';
import { toBase64, toBytes } from '@/lib/signing/encoding';
import { recogniseProfile } from '@/lib/signing/wire-message';
import { bodyText, headerArguments, shellQuote } from './curl';

const KIT_HEADERS = ['x-sign', 'x-timestamp', 'x-nonce'];

/**
 * A POSIX shell script that signs a request again with the time of now and `$ACCESS_KEY` from the environment, and
 * sends it: a call that can be repeated whenever somebody likes, without a secret in it. It needs openssl and curl.
 * Everything but time, nonce and signature is as it was captured, also values that were encrypted. openssl takes the
 * key as an argument, so other users of the machine could see it in the list of processes for a moment.
 * Header values must be masked before: they are printed as they are.
 * @param timeoutSeconds when curl gives up
 * @returns null for a request that carries no signature of a known profile
 */
export function signingScript(request: CapturedRequest, timeoutSeconds = 20): string | null {
  const profile = recogniseProfile(request);
  const lines =
    profile === 'v2-request'
      ? signedInQuery(request)
      : profile === 'v2-kit'
        ? signedInHeaders(request)
        : profile === 'v1-auth-token'
          ? signedByToken(request)
          : null;
  if (!lines) return null;
  const curl = [
    `curl --include --globoff --path-as-is --max-time ${timeoutSeconds}`,
    `--request ${shellQuote(request.method)}`,
    ...lines.curl,
  ].join(' \\\n  ');
  const head = ['#!/bin/sh', 'set -eu', `: "\${ACCESS_KEY:?}"`];
  return [...head, ...lines.before, lines.hasInput ? `body | ${curl}` : curl, ''].join('\n');
}

type Lines = { before: string[]; curl: string[]; hasInput: boolean };

const HMAC_HEX = `hmac() { openssl dgst -sha256 -hmac "$ACCESS_KEY" | sed 's/^.*= *//'; }`;
const STAMP = ['timestamp="$(date +%s)000"', 'nonce=$(openssl rand -hex 16)'];

/** V2.0: the payload's HMAC goes under a second one, in upper-case hexadecimal; all in the query (§3.1). */
function signedInQuery(request: CapturedRequest): Lines {
  const parameters = ['signature', 'timestamp', 'nonce'];
  const kept = rawPairs(request.url).filter((pair) => !parameters.includes(nameOf(pair)));
  const base = `${beforeQuery(request.url)}?${kept.map((pair) => `${pair}&`).join('')}`;
  return {
    before: [
      `body() { ${printed(request.body)}; }`,
      HMAC_HEX,
      ...STAMP,
      'inner=$(body | hmac)',
      `signature=$(printf '%s%s%s%s' "$ACCESS_KEY" "$nonce" "$timestamp" "$inner" | hmac | tr a-f A-F)`,
    ],
    curl: [
      `--url ${shellQuote(base)}"signature=$signature&timestamp=$timestamp&nonce=$nonce"`,
      ...headerArguments(request),
      '--data-binary @-',
    ],
    hasInput: true,
  };
}

/** The kit: the payload itself stands in the canonical text, and everything in headers (§3.2). */
function signedInHeaders(request: CapturedRequest): Lines {
  const headers = request.headers.filter(([name]) => !KIT_HEADERS.includes(name.toLowerCase()));
  return {
    before: [
      `body() { ${printed(request.body)}; }`,
      HMAC_HEX,
      ...STAMP,
      `sign=$({ printf '%s%s%s' "$ACCESS_KEY" "$nonce" "$timestamp"; body; } | hmac)`,
    ],
    curl: [
      `--url ${shellQuote(request.url)}`,
      ...headerArguments({ headers, body: request.body }),
      '--header "x-sign: $sign"',
      '--header "x-timestamp: $timestamp"',
      '--header "x-nonce: $nonce"',
      '--data-binary @-',
    ],
    hasInput: true,
  };
}

/**
 * V1.0: decoded parameters in ascending order under accessKey + timeStamp (§3.3). The shell encodes the token alone,
 * of whose alphabet three characters mean something in a query; every other value keeps its captured spelling.
 */
function signedByToken(request: CapturedRequest): Lines {
  const signed = decodeQuery(queryOf(request.url))
    .filter(([name]) => name !== 'authToken')
    .toSorted(([a], [b]) => compareUnits(a, b));
  const text = signed.flatMap(([name, value], index) => {
    const before = `${index === 0 ? '' : '&'}${name}=`;
    return name === 'timeStamp'
      ? [printed(toBytes(before)), 'printf %s "$time_stamp"']
      : [printed(toBytes(before + value))];
  });
  const query = rawPairs(request.url).map((pair) => {
    const name = nameOf(pair);
    if (name === 'timeStamp') return '"timeStamp=$time_stamp"';
    return name === 'authToken' ? '"authToken=$token"' : shellQuote(pair);
  });
  return {
    before: [
      'time_stamp="$(date -u +%Y%m%d%H%M%S)000"',
      `text() {\n  ${text.join('\n  ')}\n}`,
      'hmac() { openssl dgst -sha256 -hmac "$ACCESS_KEY$time_stamp" -binary | openssl base64 -A; }',
      `token=$(text | hmac | sed 's/+/%2B/g; s,/,%2F,g; s/=/%3D/g')`,
    ],
    curl: [
      `--url ${shellQuote(`${beforeQuery(request.url)}?`)}${query.join(`'&'`)}`,
      ...headerArguments(request),
    ],
    hasInput: false,
  };
}

/** A command that prints exactly these bytes. */
function printed(bytes: Uint8Array): string {
  const text = bodyText(bytes);
  return text === null
    ? `printf %s ${shellQuote(toBase64(bytes))} | openssl base64 -d -A`
    : `printf %s ${shellQuote(text)}`;
}

const beforeQuery = (url: string): string => url.split(/[?#]/, 1)[0] ?? '';
const rawPairs = (url: string): string[] =>
  queryOf(url)
    .split('&')
    .filter((pair) => pair !== '');
const nameOf = (pair: string): string => decodeQuery(pair)[0]?.[0] ?? '';
