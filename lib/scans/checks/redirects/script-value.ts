/**
 * What an expression of a script is, as far as its text tells: a text or its beginning, an object or list of such, a
 * chain of names (`window.location.href`), or nothing that is known.
 */
export type ScriptValue =
  | { kind: 'text'; text: string; isWhole: boolean }
  | { kind: 'object'; members: ReadonlyMap<string, ScriptValue> }
  | { kind: 'chain'; names: readonly string[] }
  | { kind: 'method'; owner: ScriptValue; name: string }
  | { kind: 'unknown' };

export const UNKNOWN: ScriptValue = { kind: 'unknown' };
const MAX_DEPTH = 12;
const MAX_TEXT = 4_096;
/** Longer replacements make a text grow beyond what an address is. */
const MAX_REPLACEMENT = 16;
export const text = (value: string, isWhole = true): ScriptValue => ({
  kind: 'text',
  text: value.slice(0, MAX_TEXT),
  isWhole,
});

const attempt = (change: (value: string) => string, value: string): ScriptValue => {
  try {
    return text(change(value));
  } catch {
    return UNKNOWN;
  }
};

/** Functions that turn a text into a text, wherever they are called. */
const FUNCTIONS = new Map<string, (value: string) => string>([
  ['decodeURIComponent', decodeURIComponent],
  ['decodeURI', decodeURI],
  ['unescape', unescape],
  ['encodeURIComponent', encodeURIComponent],
  ['encodeURI', encodeURI],
  ['escape', encodeURIComponent],
  ['atob', (value) => Buffer.from(value, 'base64').toString('latin1')],
  ['btoa', (value) => Buffer.from(value, 'latin1').toString('base64')],
  ['String', (value) => value],
  ['URL', (value) => value],
]);
/** Methods that leave an address what it is. */
const SAME = new Set(['toString', 'valueOf', 'trim', 'trimEnd', 'trimStart', 'normalize', 'toLowerCase']);

/** A value as JSON or an object literal holds it. */
function fromJson(json: unknown, depth = 0): ScriptValue {
  if (typeof json === 'string') return text(json);
  if (typeof json !== 'object' || json === null || depth > MAX_DEPTH) return UNKNOWN;
  const members = Object.entries(json).map(([name, held]) => [name, fromJson(held, depth + 1)] as const);
  return { kind: 'object', members: new Map(members) };
}

function parsedJson(json: string): ScriptValue {
  try {
    return fromJson(JSON.parse(json));
  } catch {
    return UNKNOWN;
  }
}

/** Two terms of a sum. */
export const joined = (left: ScriptValue, right: ScriptValue): ScriptValue => {
  if (left.kind !== 'text') return UNKNOWN;
  if (!left.isWhole || right.kind !== 'text') return text(left.text, false);
  return text(left.text + right.text, right.isWhole);
};

/** What a script finds of an element: its attributes as members, those of data in `dataset`. */
export const elementValue = (attributes: readonly { name: string; value: string }[]): ScriptValue => {
  const own = attributes.map(({ name, value }) => [name, text(value)] as const);
  const data = own.flatMap(([name, value]) =>
    name.startsWith('data-')
      ? [[name.slice(5).replace(/-([a-z])/g, (_dash, letter) => letter.toUpperCase()), value] as const]
      : [],
  );
  return {
    kind: 'object',
    members: new Map([...own, ['dataset', { kind: 'object', members: new Map(data) }]]),
  };
};

/** Elements of the page by `#` and their id. */
export type PageElements = ReadonlyMap<string, ScriptValue>;

function namedElement(
  { names }: { names: readonly string[] },
  key: string,
  elements: PageElements,
): ScriptValue {
  const finds = names.slice(-1)[0];
  if (finds === 'getElementById') return elements.get(`#${key}`) ?? UNKNOWN;
  const isSelected = finds === 'querySelector' || finds === '$' || finds === 'jQuery';
  return isSelected ? (elements.get(key) ?? UNKNOWN) : UNKNOWN;
}

/** What is read of an element by a method: `getAttribute('href')`, and in jQuery `val()`, `attr('href')`, `data('to')`. */
function elementPart(
  members: ReadonlyMap<string, ScriptValue>,
  method: string,
  key: string | null,
): ScriptValue | null {
  if (method === 'val' && key === null) return members.get('value') ?? UNKNOWN;
  if (key === null) return null;
  if (/^(?:getAttribute|attr|prop)$/.test(method)) return members.get(key.toLowerCase()) ?? UNKNOWN;
  return method === 'data' ? (members.get(`data-${key}`) ?? UNKNOWN) : null;
}

/** What a call makes of the texts that it is given. */
export function called(
  callee: ScriptValue,
  given: readonly ScriptValue[],
  elements: PageElements,
): ScriptValue {
  const [first] = given;
  if (callee.kind === 'chain' && first?.kind === 'text') {
    const change = FUNCTIONS.get(callee.names.at(-1) ?? '');
    if (callee.names.join('.') === 'JSON.parse') return first.isWhole ? parsedJson(first.text) : UNKNOWN;
    if (!change) return namedElement(callee, first.text, elements);
    const changed = attempt(change, first.text);
    return changed.kind === 'text' ? text(changed.text, first.isWhole) : UNKNOWN;
  }
  if (callee.kind !== 'method') return UNKNOWN;
  const { owner, name } = callee;
  const part =
    owner.kind === 'object'
      ? elementPart(owner.members, name, first?.kind === 'text' ? first.text : null)
      : null;
  if (part) return part;
  if (owner.kind === 'object' && name === 'join') {
    const between = first?.kind === 'text' ? first.text : ',';
    const parts = [...owner.members.values()];
    return parts.reduce<ScriptValue>(
      (all, part, index) => joined(index === 0 ? all : joined(all, text(between)), part),
      text(''),
    );
  }
  if (owner.kind !== 'text') return UNKNOWN;
  if (SAME.has(name)) return owner;
  if (name === 'concat') return given.reduce<ScriptValue>(joined, owner);
  const [from, to] = given;
  const isPlain = owner.isWhole && from?.kind === 'text' && (to === undefined || to.kind === 'text');
  if (!isPlain) return UNKNOWN;
  const [a, b] = [from.text, to?.kind === 'text' ? to.text : undefined];
  if (b !== undefined && b.length <= MAX_REPLACEMENT && /^replace(?:All)?$/.test(name))
    return text(name === 'replace' ? owner.text.replace(a, () => b) : owner.text.replaceAll(a, () => b));
  const end = b === undefined ? undefined : Number(b);
  return name === 'slice' || name === 'substring' ? text(owner.text.slice(Number(a), end)) : UNKNOWN;
}
