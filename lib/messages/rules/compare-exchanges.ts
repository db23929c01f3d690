import type { RawHeader } from '@/lib/http/exchange';
import { MASK } from '@/lib/http/mask-secrets';
import type { MaskedJson } from './mask-json';

/** What can be compared of an attempt. */
export type Comparable = {
  method: string;
  url: string;
  requestHead: readonly RawHeader[];
  requestJson: MaskedJson | undefined;
  requestText: string | null;
  status: number | null;
  responseHead: readonly RawHeader[] | null;
  responseJson: MaskedJson | undefined;
  responseText: string | null;
  failure: { code: string } | null;
};

/** What is compared and, member for member, what of it may be shown. */
export type ComparedSide = { exact: Comparable; shown: Comparable };

export type ComparedPart =
  | 'line'
  | 'query'
  | 'request-head'
  | 'request-body'
  | 'response-head'
  | 'response-body';

export type ComparedRow = {
  part: ComparedPart;
  /** Header, parameter, or path of a JSON member; `method`, `address`, `status`, `failure` of a line. */
  name: string;
  /** `hidden`: they differ, and what of them may be shown does not. */
  state: 'same' | 'different' | 'hidden' | 'only-left' | 'only-right';
  left: string | null;
  right: string | null;
};

type Member = { exact: string; shown: string };
type Members = Map<string, Member>;

/** Two exchanges member by member, in the order of the left one; what only the right one has follows in its part. */
export function compareExchanges(left: ComparedSide, right: ComparedSide): ComparedRow[] {
  const parts: [ComparedPart, (side: Comparable) => [string, string][]][] = [
    ['line', listStart],
    ['query', listQuery],
    ['request-head', ({ requestHead }) => listHead(requestHead)],
    ['request-body', ({ requestJson, requestText }) => listBody(requestJson, requestText)],
    ['response-head', ({ responseHead }) => listHead(responseHead ?? [])],
    ['response-body', ({ responseJson, responseText }) => listBody(responseJson, responseText)],
  ];
  return parts.flatMap(([part, read]) => compareMembers(part, members(left, read), members(right, read)));
}

function members(side: ComparedSide, read: (side: Comparable) => [string, string][]): Members {
  const shown = new Map(read(side.shown));
  // A member that the masked side has not was masked with the whole that it was in.
  return new Map(read(side.exact).map(([name, exact]) => [name, { exact, shown: shown.get(name) ?? MASK }]));
}

function compareMembers(part: ComparedPart, left: Members, right: Members): ComparedRow[] {
  const names = [...new Set([...left.keys(), ...right.keys()])];
  return names.map((name) => {
    const ours = left.get(name);
    const theirs = right.get(name);
    const row = { part, name, left: ours?.shown ?? null, right: theirs?.shown ?? null };
    if (!ours) return { ...row, state: 'only-right' };
    if (!theirs) return { ...row, state: 'only-left' };
    if (ours.exact === theirs.exact) return { ...row, state: 'same' };
    return { ...row, state: ours.shown === theirs.shown ? 'hidden' : 'different' };
  });
}

const listStart = ({ method, url, status, failure }: Comparable): [string, string][] => [
  ['method', method],
  ['address', url.split('?', 1)[0] ?? ''],
  ['status', status === null ? '–' : String(status)],
  ...(failure ? [['failure', failure.code] satisfies [string, string]] : []),
];

const listQuery = ({ url }: Comparable): [string, string][] => {
  const at = url.indexOf('?');
  return at < 0
    ? []
    : numbered(
        url
          .slice(at + 1)
          .split('&')
          .map((pair) => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
      );
};

const listHead = (head: readonly RawHeader[]): [string, string][] =>
  numbered(head.map(([name, value]) => [name, value]));

/** A repeated name gets its number, so that each has a row. */
function numbered(pairs: readonly (readonly [string, string])[]): [string, string][] {
  const seen = new Map<string, number>();
  return pairs.map(([name, value]) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return [count === 1 ? name : `${name} (${count})`, value];
  });
}

/** More than these nobody compares by eye. */
const MAX_MEMBERS = 2_000;

function listBody(json: MaskedJson | undefined, text: string | null): [string, string][] {
  if (json === undefined) return text === null || text === '' ? [] : [['', text]];
  const found: [string, string][] = [];
  const open: [path: string, value: MaskedJson][] = [['$', json]];
  for (let next = open.pop(); next && found.length < MAX_MEMBERS; next = open.pop()) {
    const [path, value] = next;
    if (typeof value !== 'object' || value === null) {
      found.push([path, JSON.stringify(value)]);
      continue;
    }
    const inner: [string, MaskedJson][] = Array.isArray(value)
      ? value.map((member, index) => [`${path}[${index}]`, member])
      : Object.entries(value).map(([name, member]) => [memberPath(path, name), member]);
    if (inner.length === 0) found.push([path, Array.isArray(value) ? '[]' : '{}']);
    open.push(...inner.reverse());
  }
  return found;
}

const memberPath = (path: string, name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;

/** Where two bodies part: the offset of the first byte that differs; null when they are equal. */
export function firstDifference(left: Uint8Array, right: Uint8Array): number | null {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) if (left[at] !== right[at]) return at;
  return left.length === right.length ? null : shorter;
}
