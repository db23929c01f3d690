import type { RequestTemplate } from '../../checks/check';
import { fieldDefault } from './field-default';
import { type BoxValues, nestedJson } from './scripts/script-json';
import { xmlSent, xmlTypeIn } from './scripts/script-xml';

const STRING = /(["'`])((?:https?:\/\/|\/|\.{0,2}\/)?[\w\-./?=&%:;,@~+${}[\]]{2,300}?)\1/g;
const CALL_BEFORE =
  /(?:fetch|axios(?:\.(get|post|put|patch|delete|request))?|\$\.(get|post|getJSON|ajax)|\.open\(\s*["'](\w{3,7})["']\s*,|http\.(get|post|put|patch|delete))\s{0,50}(?:\(\s{0,50})?$/i;
const METHOD_AFTER = /\bmethod\s*:\s*["'](\w+)["']|\btype\s*:\s*["'](GET|POST|PUT|DELETE|PATCH)["']/i;
const METHODS = /^(?:GET|POST|PUT|PATCH|DELETE)$/;
const JSON_OPENING = /JSON\.stringify\(\s{0,50}(?=\{)/;
const JSON_BODY = /JSON\.stringify\(\s*\{([^{}]{1,400})\}/;
const OBJECT_ARGUMENT = /^\s*,\s*\{([^{}]{1,400})\}/;
const JSON_VARIABLE = /JSON\.stringify\(\s*([A-Za-z_$][\w$]{0,60})\s*[,)]/;
const PAIRS_BODY = /URLSearchParams\(\s*\{([^{}]{1,400})\}/;
/** `body: 'a=1&b='`, `send("a=" + x)` */
const TEXT_BODY = /(?:\b(?:body|data)\s*:|\.send\()\s*["'`]([\w.[\]-]{1,60}=[^"'`]{0,300})/;
const OBJECT_DATA = /\bdata\s*:\s*\{([^{}]{1,400})\}/;
const QUERY_MEMBERS = /\bparams\s*:\s*\{([^{}]{1,400})\}/;
const FORM_DATA = /(?:\bbody\s*:|\.send\(|^\s*,)\s*([A-Za-z_$][\w$]{0,60})\b/;
const APPENDED = /([A-Za-z_$][\w$]{0,60})\.(?:append|set)\(\s*["'](\w[\w.[\]-]{0,60})["']/g;
const LOOKS_LIKE_PATH =
  /^(?:https?:\/\/|\.{0,2}\/)[\w.~%-]|^[\w-]+(?:\/[\w.-]+)+(?:\?|$)|^[\w/-]+\.(?:php|aspx?|jsp|do|action|json|html?|cgi)\b/i;
const NOT_A_PATH = /^(?:text|application|image|audio|video|multipart|font)\/|^\/[gimsuy]*$|^\/\/|^\d+\/\d+/i;
const MAX_REFERENCES = 400;
/** So far before its use a body is looked for: a call that is written many times costs as much each time. */
const NAMED_REACH = 4_000;
const CALL_REACH = 1_500;

/** What a call sends: the members that its body names. */
export type ScriptCall = {
  method: string;
  jsonMembers: readonly string[];
  /** How the body is written where it is no JSON. */
  encoding?: 'form' | 'multipart';
  /** Members whose value the script itself writes. */
  jsonLiterals?: Readonly<Record<string, JsonLiteral>>;
  /** The document that it sends instead, and the type that it says. */
  xml?: string;
  xmlType?: string | undefined;
  /** The whole JSON where members hold further ones. */
  json?: string;
};

/** A reference found in a script: a GET address to follow, or a POST. */
export type ScriptReference = ScriptCall & {
  reference: string;
  method: 'GET' | 'POST';
  /** The call that changes or deletes what the address shows. */
  changing?: ScriptCall;
  /** The name that it is kept under, and the function that it is used in: `deleteUrl = '/a/1'`, `function ban() {…}`. */
  names: readonly string[];
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

/** Values of an object literal that are literals themselves: `{dark: true, size: 12, name}` → dark, size; and of boxes. */
function memberLiterals(literal: string, boxes: BoxValues): Record<string, JsonLiteral> {
  const found = literal.split(',').flatMap((member): [string, JsonLiteral][] => {
    const [, name, bare, double, single] = LITERAL_MEMBER.exec(member) ?? [];
    const box = name === undefined ? BOX_MEMBER.exec(member) : null;
    const boxed = box ? boxes[box[2] ?? box[3] ?? ''] : undefined;
    if (box && boxed !== undefined) return [[box[1] ?? '', boxed]];
    if (name === undefined) return [];
    return [[name, bare === undefined ? (double ?? single ?? '') : (JSON.parse(bare) as JsonLiteral)]];
  });
  return Object.fromEntries(found);
}

const BOX_MEMBER =
  /^\s*["']?([A-Za-z_$][\w$-]*)["']?\s*:\s*(?:\w{1,20}\.(?:getElementById|querySelector)\(\s*["']#?([\w-]{1,60})["']\s*\)\.value|\$\(\s*["']#([\w-]{1,60})["']\s*\)\.val\(\))\s*$/;

type Span = { from: number; to: number };
type FoundCall = Pick<ScriptReference, 'method' | 'changing'> & ScriptCall & { query?: readonly string[] };

/** The object literal that was given this name last before `end`: where its brace stands, and a flat one's members. */
function objectNamed(
  name: string,
  script: string,
  end: number,
): { start: number; flat: string | undefined } | null {
  const from = Math.max(0, end - NAMED_REACH);
  const given = new RegExp(
    `(?<![\\w$])${name.replaceAll('$', '\\$')}\\s*=\\s*(?=\\{(?:([^{}]{1,400})\\})?)`,
    'g',
  );
  const last = [...script.slice(from, end).matchAll(given)].at(-1);
  return last ? { start: from + last.index + last[0].length, flat: last[1] } : null;
}

/** The body that a call writes down next to its address, or under a name that is given to it before. */
function findBody(
  script: string,
  { from, to, after }: { from: number; to: number; after: string },
  { isJquery, boxes }: { isJquery: boolean; boxes: BoxValues },
): Omit<ScriptCall, 'method'> {
  const xml = xmlSent(after, script.slice(Math.max(0, from - NAMED_REACH), to));
  if (xml !== null) return { jsonMembers: [], xml, xmlType: xmlTypeIn(after) };
  const members = (literal: string, encoding?: 'form' | 'multipart') => ({
    jsonMembers: memberNames(literal),
    jsonLiterals: memberLiterals(literal, boxes),
    ...(encoding ? { encoding } : {}),
  });
  const named = JSON_VARIABLE.exec(after);
  const kept = named ? objectNamed(named[1] ?? '', script, to + named.index) : null;
  const written = JSON_OPENING.exec(after);
  const nested = written
    ? nestedJson(after, written.index + written[0].length, boxes)
    : kept && nestedJson(script, kept.start, boxes);
  if (nested !== null) return { jsonMembers: [], json: nested };
  const json = JSON_BODY.exec(after)?.[1] ?? kept?.flat;
  if (json !== undefined) return members(json);
  const pairs = PAIRS_BODY.exec(after)?.[1];
  if (pairs !== undefined) return members(pairs, 'form');
  const text = TEXT_BODY.exec(after)?.[1];
  if (text !== undefined)
    return { jsonMembers: text.split('&').map((pair) => pair.split('=')[0] ?? ''), encoding: 'form' };
  const object = OBJECT_ARGUMENT.exec(after)?.[1];
  const data = OBJECT_DATA.exec(after)?.[1] ?? (object?.includes('method:') ? undefined : object);
  if (data !== undefined) return members(data, isJquery ? 'form' : undefined);
  const form = FORM_DATA.exec(after)?.[1];
  const appended = [...script.slice(Math.max(0, from - 1_000), from).matchAll(APPENDED)]
    .filter(([, owner]) => owner === form)
    .map(([, , name = '']) => name);
  return appended.length > 0 ? { jsonMembers: appended, encoding: 'multipart' } : { jsonMembers: [] };
}

/** The options in front of an address that is one of them: `$.ajax({type: 'POST', url: `. */
const OPTIONS_BEFORE =
  /(?:(\$|\bjQuery)\.ajax|\baxios(?:\.request)?|\$http)\(\s{0,50}\{((?:[^{}]|\{[^{}]{0,200}\}){0,300})\burl\s{0,9}:\s{0,9}$/;

/** A call whose options name the address; what is before it counts like what is behind it. */
function optionsCall(script: string, { from, to }: Span, boxes: BoxValues): FoundCall | null {
  const options = OPTIONS_BEFORE.exec(script.slice(Math.max(0, from - 400), from));
  if (!options) return null;
  const [, jquery, before = ''] = options;
  const after = `${script.slice(to, to + CALL_REACH).split(/\.ajax\(|\baxios\b/)[0] ?? ''},${before}`;
  const named = METHOD_AFTER.exec(after);
  const method = (named?.[1] ?? named?.[2] ?? 'GET').toUpperCase();
  const body = findBody(script, { from, to, after }, { isJquery: jquery !== undefined, boxes });
  return toFoundCall(method, after, body, jquery !== undefined);
}

function callAt(script: string, { from, to }: Span, boxes: BoxValues): FoundCall | null {
  const call = CALL_BEFORE.exec(script.slice(Math.max(0, from - 40), from));
  if (!call) return optionsCall(script, { from, to }, boxes);
  // The arguments of this call only: up to the next call of the same kind.
  const after =
    script.slice(to, to + CALL_REACH).split(/\bfetch\(|\baxios\b|\$\.(?:get|post|ajax)|\.open\(/)[0] ?? '';
  const named = METHOD_AFTER.exec(after);
  const said = (call[1] ?? call[2] ?? call[3] ?? call[4] ?? 'AJAX').toUpperCase();
  const isOpen = said === 'AJAX' || said === 'REQUEST';
  const asked = isOpen ? (named?.[1] ?? named?.[2] ?? 'GET').toUpperCase() : said.replace('GETJSON', 'GET');
  const isJquery = call[2] !== undefined;
  const body = findBody(script, { from, to, after }, { isJquery, boxes });
  return toFoundCall(asked, after, body, isJquery);
}

function toFoundCall(
  asked: string,
  after: string,
  body: Omit<ScriptCall, 'method'>,
  isJquery: boolean,
): FoundCall | null {
  if (!METHODS.test(asked)) return null;
  if (asked === 'POST') return { method: asked, ...body };
  // What a script changes or deletes can be read.
  if (asked !== 'GET') return { method: 'GET', jsonMembers: [], changing: { method: asked, ...body } };
  const params = QUERY_MEMBERS.exec(after)?.[1];
  const query = params === undefined ? (isJquery ? body.jsonMembers : []) : memberNames(params);
  return { method: 'GET', jsonMembers: [], query };
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
export function scriptReferences(script: string, boxes: BoxValues = {}): ScriptReference[] {
  const found = new Map<string, ScriptReference>();
  for (const match of script.matchAll(STRING)) {
    const text = match[2] ?? '';
    if (found.size >= MAX_REFERENCES) break;
    const from = match.index;
    const to = from + match[0].length;
    const call = callAt(script, { from, to }, boxes);
    const isPath = LOOKS_LIKE_PATH.test(text) && !NOT_A_PATH.test(text);
    if (!isPath && !(call && /^[\w/]/.test(text))) continue;
    const path = filled(text, /^\s*\+/.test(script.slice(to, to + 10)));
    const names = namesBefore(script.slice(Math.max(0, from - MAX_BEFORE), from));
    const { query = [], ...sent }: FoundCall = call ?? { method: 'GET', jsonMembers: [] };
    const pairs = query.map((name) => `${name}=${encodeURIComponent(fieldDefault('text', name))}`);
    const reference = pairs.length > 0 && !path.includes('?') ? `${path}?${pairs.join('&')}` : path;
    const entry: ScriptReference = { reference, names, ...sent };
    found.set(`${entry.changing?.method ?? entry.method} ${reference}`, entry);
  }
  return [...found.values()];
}

/** The request that a script's call would send, with harmless values. */
export function scriptRequest(
  url: string,
  { method, jsonMembers, jsonLiterals = {}, encoding, xml, xmlType, json }: ScriptCall,
): RequestTemplate {
  const values = {
    ...Object.fromEntries(jsonMembers.map((name) => [name, fieldDefault('text', name)])),
    ...jsonLiterals,
  };
  const origin = ['Origin', new URL(url).origin] as const;
  if (xml !== undefined)
    return {
      method,
      url,
      headers: [['Content-Type', xmlType ?? 'application/xml'], origin],
      body: { kind: 'xml', text: xml },
    };
  if (encoding) {
    const fields = Object.entries(values).map(([name, value]) => [name, String(value)] as const);
    return { method, url, headers: [origin], body: { kind: encoding, fields } };
  }
  const headers = [['Content-Type', 'application/json'], origin] as const;
  return { method, url, headers, body: { kind: 'json', text: json ?? JSON.stringify(values) } };
}
