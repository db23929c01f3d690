import type { ScriptToken } from '../probing/script-tokens';
import { type ScriptFunction, scriptFunctions } from './script-functions';
import { called, joined, type PageElements, type ScriptValue, text, UNKNOWN } from './script-value';

/** An expression's value and the place of the first word behind it. */
type Reading = { value: ScriptValue; next: number };

const MAX_DEPTH = 12;
const MAX_LIST = 50;
const LOOKED_BACK = 200;
/** Readings of one script, with an end for scripts that refer to themselves. */
const MAX_READINGS = 20_000;
/** The global object by all its names; everything else is looked up. */
export const GLOBALS = new Set('window self top parent globalThis frames document this'.split(' '));

/** Reads expressions of one script. Nothing is run: what a text is put together from is looked up where it was given. */
export class ScriptValues {
  /** For every opening bracket the place behind the one that closes it. */
  private readonly ends = new Map<number, number>();
  private readonly parts = new Map<string, string>();
  private readonly given = new Map<string, number[]>();
  private readonly known = new Map<number, ScriptValue>();
  private readonly functions: readonly ScriptFunction[];
  private readings = 0;

  constructor(
    private readonly tokens: readonly ScriptToken[],
    private readonly elements: PageElements,
  ) {
    const open: number[] = [];
    for (const [at, token] of tokens.entries()) {
      if (token.kind !== 'sign') continue;
      if ('([{'.includes(token.value)) open.push(at);
      if (')]}'.includes(token.value)) this.ends.set(open.pop() ?? -1, at + 1);
      const name = tokens[at - 1];
      if (token.value !== '=') continue;
      if (name?.kind === 'name' && !this.isSign(at - 2, '.')) this.note(name.value, at);
      else if (name?.value === '}') this.noteParts(at);
    }
    this.functions = scriptFunctions(tokens, (at) => this.closing(at));
  }

  private note(name: string, at: number): void {
    const places = this.given.get(name);
    if (places) places.push(at);
    else this.given.set(name, [at]);
  }

  /** `const {a, b: c} = …`: each name is given a member of the value behind the sign at `at`. */
  private noteParts(at: number): void {
    for (let place = at - 2; place > at - MAX_LIST && !this.isSign(place, '{'); place--) {
      const [key, name] = [this.tokens[this.isSign(place - 1, ':') ? place - 2 : place], this.tokens[place]];
      const isLast = this.isSign(place + 1, ',') || this.isSign(place + 1, '}');
      if (name?.kind !== 'name' || key === undefined || !isLast) continue;
      this.note(name.value, at);
      this.parts.set(`${name.value} ${at}`, key.value);
    }
  }

  isSign(at: number, sign: string): boolean {
    const token = this.tokens[at];
    return token?.kind === 'sign' && token.value === sign;
  }

  /** Whether an expression whose value is known up to this place has that value: it ends, or another is its stand-in. */
  isEnd(at: number): boolean {
    const token = this.tokens[at];
    return token?.kind !== 'sign' || /^(?:[;,)}\]]|\|\||\?\?)$/.test(token.value);
  }

  /** The place behind the bracket that closes the one at `at`. */
  closing(at: number): number {
    return this.ends.get(at) ?? this.tokens.length;
  }

  /** The expression at `at`, terms joined by `+`. */
  read(at: number, depth = 0): Reading {
    let { value, next } = this.readChain(at, depth);
    while (this.isSign(next, '+')) {
      const right = this.readChain(next + 1, depth + 1);
      value = joined(value, right.value);
      next = right.next;
    }
    return { value, next };
  }

  /** The names from a place on, `a.b['c']` as a, b, c, the first one followed to what it stands for. */
  namesAt(at: number): { names: readonly string[]; next: number } {
    const first = this.named(this.tokens[at]?.value ?? '', at, 0);
    const names = firstTexts(first);
    for (let next = at + 1; ; ) {
      const isMember = this.isSign(next, '.') || this.isSign(next, '?.');
      const index = this.isSign(next, '[') ? this.read(next + 1).value : null;
      const name = isMember ? this.tokens[next + 1]?.value : index?.kind === 'text' ? index.text : undefined;
      if (name === undefined) return { names, next };
      names.push(name);
      next = isMember ? next + 2 : this.closing(next);
    }
  }

  /** A value with the members, calls and indexes behind it. */
  private readChain(at: number, depth = 0): Reading {
    this.readings += 1;
    if (depth > MAX_DEPTH || this.readings > MAX_READINGS) return { value: UNKNOWN, next: at + 1 };
    let { value, next } = this.readFirst(at, depth);
    for (;;) {
      const isMember = this.isSign(next, '.') || this.isSign(next, '?.');
      const name = isMember ? this.tokens[next + 1] : undefined;
      if (name?.kind === 'name') {
        value = this.member(value, name.value, next, depth);
        next += 2;
      } else if (this.isSign(next, '[')) {
        const index = this.read(next + 1, depth + 1).value;
        const isKnown = index.kind === 'text' && index.isWhole;
        value = isKnown ? this.member(value, index.text, next, depth) : UNKNOWN;
        next = this.closing(next);
      } else if (this.isSign(next, '(')) {
        value = called(value, this.listAt(next, depth), this.elements);
        next = this.closing(next);
      } else return { value, next };
    }
  }

  /** The values between the brackets that open at `at`; what goes on behind its text is not known. */
  listAt(at: number, depth = 0): ScriptValue[] {
    const end = this.closing(at) - 1;
    const values: ScriptValue[] = [];
    for (let from = at + 1; from < end && values.length < MAX_LIST; ) {
      const { value, next } = this.read(from, depth + 1);
      values.push(next >= end || this.isEnd(next) ? value : UNKNOWN);
      from = this.behindComma(next, end);
    }
    return values;
  }

  private behindComma(at: number, end: number): number {
    for (let next = at; next < end; next = this.ends.get(next) ?? next + 1)
      if (this.isSign(next, ',')) return next + 1;
    return end;
  }

  private readFirst(at: number, depth: number): Reading {
    const token = this.tokens[at];
    if (!token) return { value: UNKNOWN, next: at + 1 };
    if (token.kind === 'text' || token.kind === 'number') return { value: text(token.value), next: at + 1 };
    if (token.kind === 'template') return this.readTemplate(at, depth);
    if (token.kind === 'name' && token.value === 'new') return this.readFirst(at + 1, depth);
    if (token.kind === 'name') return { value: this.named(token.value, at, depth), next: at + 1 };
    if (this.isSign(at, '{')) return this.readObject(at, depth);
    if (this.isSign(at, '[')) {
      const members = this.listAt(at, depth).map((value, index) => [String(index), value] as const);
      return { value: { kind: 'object', members: new Map(members) }, next: this.closing(at) };
    }
    if (!this.isSign(at, '(')) return { value: UNKNOWN, next: at + 1 };
    const inner = this.read(at + 1, depth + 1);
    const next = this.closing(at);
    return { value: inner.next === next - 1 ? inner.value : UNKNOWN, next };
  }

  private readTemplate(at: number, depth: number): Reading {
    let value = text(this.tokens[at]?.value ?? '');
    let next = at;
    while (this.tokens[next]?.isOpen) {
      const inner = this.read(next + 1, depth + 1);
      // The template goes on behind the brace that closes the expression.
      next = this.isSign(inner.next, '}') ? inner.next + 1 : this.tokens.length;
      const rest = this.tokens[next];
      value = joined(joined(value, inner.value), rest?.kind === 'template' ? text(rest.value) : UNKNOWN);
    }
    return { value, next: next + 1 };
  }

  private readObject(at: number, depth: number): Reading {
    const end = this.closing(at) - 1;
    const members = new Map<string, ScriptValue>();
    for (let from = at + 1; from < end && members.size < MAX_LIST; ) {
      const key = this.tokens[from];
      const isPair = key !== undefined && key.kind !== 'sign' && this.isSign(from + 1, ':');
      if (isPair) members.set(key.value, this.read(from + 2, depth + 1).value);
      from = this.behindComma(from, end);
    }
    return { value: { kind: 'object', members }, next: end + 1 };
  }

  /** What a name holds at this place: a part of the browser, the value given to it last, or what its function is called with. */
  private named(name: string, at: number, depth: number): ScriptValue {
    const chain: ScriptValue = { kind: 'chain', names: [name] };
    if (GLOBALS.has(name) || name === 'location') return chain;
    const place = lastBefore(this.given.get(name) ?? [], at - 1);
    if (place !== undefined) {
      const value = this.valueGivenAt(place, depth);
      const part = this.parts.get(`${name} ${place}`);
      return part === undefined ? value : this.member(value, part, place, depth);
    }
    for (const one of this.functions) {
      const index = one.parameters.indexOf(name);
      const isInside = one.from < at && at < one.until;
      const call = isInside && index !== -1 ? one.calls[0] : undefined;
      if (call !== undefined && !(call > one.from && call < one.until))
        return this.listAt(call, depth + 1)[index] ?? UNKNOWN;
    }
    return chain;
  }

  private valueGivenAt(place: number, depth: number): ScriptValue {
    const known = this.known.get(place);
    if (known) return known;
    // A name that is given a value of itself has none while it is read.
    this.known.set(place, UNKNOWN);
    const { value } = this.read(place + 1, depth + 1);
    this.known.set(place, value);
    return value;
  }

  private member(owner: ScriptValue, name: string, at: number, depth: number): ScriptValue {
    if (owner.kind === 'chain') return { kind: 'chain', names: [...owner.names, name] };
    if (owner.kind === 'text') return name === 'href' ? owner : { kind: 'method', owner, name };
    if (owner.kind !== 'object') return UNKNOWN;
    return owner.members.get(name) ?? this.givenMember(name, at, depth) ?? { kind: 'method', owner, name };
  }

  /** The value that a member of this name was given shortly before. */
  private givenMember(name: string, at: number, depth: number): ScriptValue | null {
    for (let place = at - 1; place > Math.max(2, at - LOOKED_BACK); place--) {
      const isGiven = this.isSign(place, '=') && this.tokens[place - 1]?.value === name;
      if (isGiven && this.isSign(place - 2, '.')) return this.valueGivenAt(place, depth);
    }
    return null;
  }
}

/** A member of the script's own object is none of the window's. */
const firstTexts = (value: ScriptValue): string[] =>
  value.kind === 'chain' ? [...value.names] : value.kind === 'object' ? ['{}'] : [];

/** The last of the ascending places that lies before `end`. */
function lastBefore(places: readonly number[], end: number): number | undefined {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return places[low - 1];
}
