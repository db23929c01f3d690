import type { CapturedRequest } from '@/lib/http/exchange';
import { withOtherStart } from '@/lib/koogallery/tampering/tamper-call';
import type { Tampering } from '@/lib/koogallery/tampering/tampering';
import { compareUnits, decodeQuery, readQuery } from '@/lib/signing/canonical';
import { toBase64, toBytes } from '@/lib/signing/encoding';
import { type Profile, recogniseProfile } from '@/lib/signing/wire-message';
import { curlBody, headerArguments, shellQuote } from './curl';

const KIT_HEADERS = ['x-sign', 'x-timestamp', 'x-nonce'];

/**
 * A POSIX shell script that signs a request again with the current time and `$ACCESS_KEY` from the environment, and
 * sends it: a call that can be repeated whenever somebody likes, without a secret in it. It needs openssl and curl.
 * Everything but time, nonce and signature is as it was captured, also values that were encrypted. openssl takes the
 * key as an argument, so other users of the machine could see it in the list of processes for a moment.
 * Header values must be masked before: they are printed as they are.
 * @param tampering what is done wrong on purpose, of a call of the adversarial suite
 * @param timeoutSeconds when curl gives up
 * @returns null for a request that carries no signature of a known profile
 */
export function signingScript(
  request: CapturedRequest,
  tampering: Tampering = {},
  timeoutSeconds = 20,
): string | null {
  const profile = recogniseProfile(request) ?? unsignedProfile(request, tampering);
  const lines =
    profile === 'v2-request'
      ? signedInQuery(request, tampering)
      : profile === 'v2-kit'
        ? signedInHeaders(request, tampering)
        : profile === 'v1-auth-token'
          ? signedByToken(request, tampering)
          : null;
  if (!lines) return null;
  const curl = [
    `curl --include --globoff --path-as-is --max-time ${timeoutSeconds}`,
    `--request ${shellQuote(request.method)}`,
    ...lines.curl,
  ].join(' \\\n  ');
  const key = tampering.isKeyOther ? 'ACCESS_KEY=$(openssl rand -hex 16)' : `: "\${ACCESS_KEY:?}"`;
  const send = lines.input === null ? curl : `${lines.input} | ${curl}`;
  const sends = tampering.isReplayed ? [`send() {\n${send}\n}`, 'send', 'send'] : [send];
  return ['#!/bin/sh', 'set -eu', key, ...lines.before, ...sends, ''].join('\n');
}

/** `input`: the command that prints the body; null where there is none. */
type Lines = { before: string[]; curl: string[]; input: string | null };

/** Of a call that lacks a part of its authentication on purpose. */
function unsignedProfile({ method, headers }: CapturedRequest, tampering: Tampering): Profile | null {
  if (tampering.signature !== 'absent' && tampering.without === undefined) return null;
  if (headers.some(([name]) => KIT_HEADERS.includes(name.toLowerCase()))) return 'v2-kit';
  return method === 'GET' ? 'v1-auth-token' : 'v2-request';
}

/** Every character the next one of its alphabet: a value of the right form that nobody calculates. */
const TAMPER_HEX = ' | tr 0123456789ABCDEF 123456789ABCDEF0';
const TAMPER_BASE64 = " | tr 'A-Za-z' 'B-ZAb-za'";

/** Current Unix seconds, or those that the tampering wants. */
function writeSeconds({ offsetSeconds = 0 }: Tampering): string {
  if (offsetSeconds === 0) return '$(date +%s)';
  return `$(( $(date +%s) ${offsetSeconds < 0 ? '-' : '+'} ${Math.abs(offsetSeconds)} ))`;
}

const HMAC_HEX = `hmac() { openssl dgst -sha256 -hmac "$ACCESS_KEY" | sed 's/^.*= *//'; }`;
const stamp = (tampering: Tampering): string[] => [
  `timestamp="${writeSeconds(tampering)}${tampering.isInSeconds ? '' : '000'}"`,
  'nonce=$(openssl rand -hex 16)',
];

/** V2.0: the payload's HMAC goes under a second one, in upper-case hexadecimal; all in the query (§3.1). */
function signedInQuery(request: CapturedRequest, tampering: Tampering): Lines {
  const parameters = ['signature', 'timestamp', 'nonce'];
  const kept = rawPairs(request.url).filter((pair) => !parameters.includes(readName(pair)));
  const base = `${beforeQuery(request.url)}?${kept.map((pair) => `${pair}&`).join('')}`;
  const altered = tampering.altered ? alteredBody(request.body, tampering.altered) : null;
  const tamper = tampering.signature === 'wrong' ? TAMPER_HEX : '';
  const sent = parameters
    .filter(
      (name) => name !== tampering.without && !(name === 'signature' && tampering.signature === 'absent'),
    )
    .map((name) => `${name}=${name === 'signature' && tampering.signature === 'empty' ? '' : `$${name}`}`);
  return {
    before: [
      `body() { ${printed(request.body)}; }`,
      ...(altered ? [`altered() { ${printed(altered)}; }`] : []),
      HMAC_HEX,
      ...stamp(tampering),
      'inner=$(body | hmac)',
      `signature=$(printf '%s%s%s%s' "$ACCESS_KEY" "$nonce" "$timestamp" "$inner" | hmac | tr a-f A-F${tamper})`,
    ],
    curl: [`--url ${shellQuote(base)}"${sent.join('&')}"`, ...headerArguments(request), '--data-binary @-'],
    input: altered ? 'altered' : 'body',
  };
}

/** The body with another first character in one of its texts; null where it has no such text. */
function alteredBody(body: Uint8Array, name: string): Uint8Array | null {
  const text = curlBody(body) ?? '';
  const member = new RegExp(`("${name}":")([^"\\\\])`);
  return member.test(text)
    ? toBytes(text.replace(member, (_, before: string, first: string) => before + withOtherStart(first)))
    : null;
}

/** The kit: the payload itself is in the canonical text, and everything in headers (§3.2). */
function signedInHeaders(request: CapturedRequest, tampering: Tampering): Lines {
  const headers = request.headers.filter(([name]) => !KIT_HEADERS.includes(name.toLowerCase()));
  const altered = tampering.altered ? alteredBody(request.body, tampering.altered) : null;
  const tamper = tampering.signature === 'wrong' ? TAMPER_HEX.toLowerCase() : '';
  // curl sends an empty header where a semicolon stands for its value.
  const sign = tampering.signature === 'empty' ? ['x-sign;'] : ['x-sign: $sign'];
  const sent = [
    ...(tampering.signature === 'absent' ? [] : sign),
    ...['timestamp', 'nonce']
      .filter((name) => name !== tampering.without)
      .map((name) => `x-${name}: $${name}`),
  ];
  return {
    before: [
      `body() { ${printed(request.body)}; }`,
      ...(altered ? [`altered() { ${printed(altered)}; }`] : []),
      HMAC_HEX,
      ...stamp(tampering),
      `sign=$({ printf '%s%s%s' "$ACCESS_KEY" "$nonce" "$timestamp"; body; } | hmac${tamper})`,
    ],
    curl: [
      `--url ${shellQuote(request.url)}`,
      ...headerArguments({ headers, body: request.body }),
      ...sent.map((header) => `--header "${header}"`),
      '--data-binary @-',
    ],
    input: altered ? 'altered' : 'body',
  };
}

/**
 * V1.0: decoded parameters in ascending order under accessKey + timeStamp (§3.3). The shell encodes the token alone,
 * of whose alphabet three characters mean something in a query; every other value keeps its captured spelling.
 */
function signedByToken(request: CapturedRequest, tampering: Tampering): Lines {
  const signed = decodeQuery(readQuery(request.url))
    .filter(([name]) => name !== 'authToken')
    .toSorted(([a], [b]) => compareUnits(a, b));
  const text = signed.flatMap(([name, value], index) => {
    const before = `${index === 0 ? '' : '&'}${name}=`;
    return name === 'timeStamp'
      ? [printed(toBytes(before)), 'printf %s "$time_stamp"']
      : [printed(toBytes(before + value))];
  });
  const query = rawPairs(request.url).map((pair) => {
    const name = readName(pair);
    if (name === 'timeStamp') return '"timeStamp=$time_stamp"';
    if (name === tampering.altered)
      return shellQuote(`${name}=${withOtherStart(pair.slice(name.length + 1))}`);
    return name === 'authToken' && tampering.signature !== 'empty' ? '"authToken=$token"' : shellQuote(pair);
  });
  const tamper = tampering.signature === 'wrong' ? TAMPER_BASE64 : '';
  return {
    before: [
      ...timeStamp(tampering),
      `text() {\n  ${text.join('\n  ')}\n}`,
      'hmac() { openssl dgst -sha256 -hmac "$ACCESS_KEY$time_stamp" -binary | openssl base64 -A; }',
      `token=$(text | hmac${tamper} | sed 's/+/%2B/g; s,/,%2F,g; s/=/%3D/g')`,
    ],
    curl: [
      `--url ${shellQuote(`${beforeQuery(request.url)}?`)}${query.join(`'&'`)}`,
      ...headerArguments(request),
    ],
    input: null,
  };
}

/** GNU and BSD disagree about how an instant other than now is printed. */
function timeStamp(tampering: Tampering): string[] {
  const end = tampering.isInSeconds ? '' : '000';
  if (!tampering.offsetSeconds) return [`time_stamp="$(date -u +%Y%m%d%H%M%S)${end}"`];
  return [
    `at=${writeSeconds(tampering)}`,
    'utc() { date -u -d "@$at" +%Y%m%d%H%M%S 2>/dev/null || date -u -r "$at" +%Y%m%d%H%M%S; }',
    `time_stamp="$(utc)${end}"`,
  ];
}

/** A command that prints exactly these bytes. */
function printed(bytes: Uint8Array): string {
  const text = curlBody(bytes);
  return text === null
    ? `printf %s ${shellQuote(toBase64(bytes))} | openssl base64 -d -A`
    : `printf %s ${shellQuote(text)}`;
}

const beforeQuery = (url: string): string => url.split(/[?#]/, 1)[0] ?? '';
const rawPairs = (url: string): string[] =>
  readQuery(url)
    .split('&')
    .filter((pair) => pair !== '');
const readName = (pair: string): string => decodeQuery(pair)[0]?.[0] ?? '';
