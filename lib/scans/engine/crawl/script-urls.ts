import type { RequestTemplate } from '../../checks/check';
import { fieldDefault } from './field-default';

const STRING = /(["'`])((?:https?:\/\/|\/|\.{0,2}\/)?[\w\-./?=&%:;,@~+${}[\]]{2,300}?)\1/g;
const CALL_BEFORE =
  /(?:fetch|axios(?:\.(get|post|request))?|\$\.(get|post|getJSON|ajax)|\.open\(\s*["'](GET|POST)["']\s*,|http\.(get|post))\s{0,50}(?:\(\s{0,50})?$/i;
const METHOD_AFTER = /\bmethod\s*:\s*["'](\w+)["']|\btype\s*:\s*["'](GET|POST|PUT|DELETE|PATCH)["']/i;
const JSON_BODY = /JSON\.stringify\(\s*\{([^{}]{1,400})\}/;
const OBJECT_ARGUMENT = /^\s*,\s*\{([^{}]{1,400})\}/;
const LOOKS_LIKE_PATH =
  /^(?:https?:\/\/|\.{0,2}\/)[\w.~%-]|^[\w-]+(?:\/[\w.-]+)+(?:\?|$)|^[\w/-]+\.(?:php|aspx?|jsp|do|action|json|html?|cgi)\b/i;
const NOT_A_PATH = /^(?:text|application|image|audio|video|multipart|font)\/|^\/[gimsuy]*$|^\/\/|^\d+\/\d+/i;
const MAX_REFERENCES = 400;

/** A reference found in a script: a GET address to follow, or a JSON call with the members that its body names. */
export type ScriptReference = {
  reference: string;
  method: 'GET' | 'POST';
  jsonMembers: readonly string[];
  /** The name that it is kept under, and the function that it is used in: `deleteUrl = '/a/1'`, `function ban() {…}`. */
  names: readonly string[];
  /** Members whose value the script itself writes. */
  jsonLiterals?: Readonly<Record<string, JsonLiteral>>;
};

type JsonLiteral = string | number | boolean | null;

/** Puts a harmless value where the script puts its own: `${id}` in a template, the open end of `'/item/' + id`. */
function filled(reference: string, isContinued: boolean): string {
  const closed = reference.replace(/\$\{[^}]{0,300}\}/g, '1').replace(/\{(\w+)\}/g, '1');
  return closed.endsWith('=') || (isContinued && closed.endsWith('/')) ? `${closed}1` : closed;
}

/** Members of an object literal: `{a: x, 'b': 1, c}` → a, b, c. */
function memberNames(literal: string): string[] {
  return literal
    .split(',')
    .map((member) => /^\s*["']?([A-Za-z_$][\w$-]*)["']?\s*(?::|$)/.exec(member)?.[1])
    .filter((name) => name !== undefined);
}

const LITERAL_MEMBER =
  /^\s*["']?([A-Za-z_$][\w$-]*)["']?\s*:\s*(?:(true|false|null|-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?)|"([^"\\]{0,200})"|'([^'\\]{0,200})')\s*$/;

/** Values of an object literal that are literals themselves: `{dark: true, size: 12, name}` → dark, size. */
function memberLiterals(literal: string): Record<string, JsonLiteral> {
  const found = literal.split(',').flatMap((member): [string, JsonLiteral][] => {
    const [, name, bare, double, single] = LITERAL_MEMBER.exec(member) ?? [];
    if (name === undefined) return [];
    return [[name, bare === undefined ? (double ?? single ?? '') : (JSON.parse(bare) as JsonLiteral)]];
  });
  return Object.fromEntries(found);
}

function callAt(
  script: string,
  from: number,
  to: number,
): Omit<ScriptReference, 'reference' | 'names'> | null {
  const call = CALL_BEFORE.exec(script.slice(Math.max(0, from - 40), from));
  if (!call) return null;
  // The arguments of this call only: up to the next call of the same kind.
  const after =
    script.slice(to, to + 500).split(/\bfetch\(|\baxios\b|\$\.(?:get|post|ajax)|\.open\(/)[0] ?? '';
  const named = METHOD_AFTER.exec(after);
  const method = (
    call[1] ??
    call[2] ??
    call[3] ??
    call[4] ??
    named?.[1] ??
    named?.[2] ??
    'GET'
  ).toUpperCase();
  const asked =
    method === 'AJAX' || method === 'REQUEST' ? (named?.[1] ?? named?.[2] ?? 'GET').toUpperCase() : method;
  if (asked !== 'POST')
    return asked === 'GET' || asked === 'GETJSON' ? { method: 'GET', jsonMembers: [] } : null;
  const body = JSON_BODY.exec(after)?.[1] ?? OBJECT_ARGUMENT.exec(after)?.[1];
  if (body === undefined) return { method: 'POST', jsonMembers: [] };
  return { method: 'POST', jsonMembers: memberNames(body), jsonLiterals: memberLiterals(body) };
}

const MAX_BEFORE = 300;
const KEPT_AS = /([A-Za-z_$][\w$]{0,60})["'`]?\s{0,3}[:=]\s{0,3}$/;
const FUNCTION =
  /\bfunction\s{1,3}([A-Za-z_$][\w$]{0,60})\s{0,3}\(|([A-Za-z_$][\w$]{0,60})\s{0,3}[:=]\s{0,3}(?:async\s{1,3})?(?:function\b|\([^()]{0,80}\)\s{0,3}=>)|\b([A-Za-z_$][\w$]{0,60})\s{0,3}\([^()]{0,80}\)\s{0,3}\{/g;
const NO_FUNCTION = new Set(['if', 'for', 'while', 'switch', 'catch', 'function']);

function namesBefore(before: string): string[] {
  const kept = KEPT_AS.exec(before)?.[1];
  const functions = [...before.matchAll(FUNCTION)]
    .map(([, declared, assigned, method]) => declared ?? assigned ?? method ?? '')
    .filter((name) => !NO_FUNCTION.has(name));
  return [kept, functions.at(-1)].filter((name) => name !== undefined);
}

/** Addresses that stand as string literals in a script, with the calls around them where they can be read. */
export function scriptReferences(script: string): ScriptReference[] {
  const found = new Map<string, ScriptReference>();
  for (const match of script.matchAll(STRING)) {
    const text = match[2] ?? '';
    if (found.size >= MAX_REFERENCES) break;
    const from = match.index;
    const to = from + match[0].length;
    const call = callAt(script, from, to);
    const isPath = LOOKS_LIKE_PATH.test(text) && !NOT_A_PATH.test(text);
    if (!isPath && !(call && /^[\w/]/.test(text))) continue;
    const reference = filled(text, /^\s*\+/.test(script.slice(to, to + 10)));
    const names = namesBefore(script.slice(Math.max(0, from - MAX_BEFORE), from));
    const entry: ScriptReference = { reference, names, ...(call ?? { method: 'GET', jsonMembers: [] }) };
    found.set(`${entry.method} ${reference}`, entry);
  }
  return [...found.values()];
}

/** The JSON request that a script's call would send, with harmless values. */
export function jsonCall(
  url: string,
  members: readonly string[],
  literals: ScriptReference['jsonLiterals'] = {},
): RequestTemplate {
  const body = {
    ...Object.fromEntries(members.map((name) => [name, fieldDefault('text', name)])),
    ...literals,
  };
  return {
    method: 'POST',
    url,
    headers: [
      ['Content-Type', 'application/json'],
      ['Origin', new URL(url).origin],
    ],
    body: { kind: 'json', text: JSON.stringify(body) },
  };
}
