import { type ScriptToken, scriptTokens } from '../probing/script-tokens';
import { letsPass, ScriptFlow } from './script-flow';
import { ownerBefore } from './script-owner';
import type { PageElements, ScriptValue } from './script-value';
import { GLOBALS, ScriptValues } from './script-values';

/** Where a script sends the page by itself, what it writes into it, and the forms that it submits (`ownerBefore`). */
export type ScriptEffects = { addresses: string[]; written: string[]; submitted: string[] };

const LONGEST_CODE = 262_144;
/** A page that redirects does so once; more places than this are an application's router. */
const MAX_PLACES = 200;
/** Code in a text in code in a text: deeper than anybody writes. */
const MAX_NESTING = 3;

const RUNS_TEXT = /^(?:setTimeout|setInterval|eval|execScript|Function)$/;
const QUERY = /^(?:\$|jQuery)$/;
const BEGINNING = new RegExp(`^(?:location|open|navigate|navigation)$|${RUNS_TEXT.source}|${QUERY.source}`);
/** One of these words is near the beginning of everything that leads away. */
const NEARBY = /^(?:location|href|open|navigat\w{0,4}|write|writeln|=)$/;
const NEAR = 12;
const ELEMENT_MEMBER = /^(?:href|content|innerHTML|outerHTML)$/;
const SUBMITS = /^(?:submit|requestSubmit|click)$/;
const FORM_TARGET = /^form-?action$|^action$/i;
const OWN_WINDOW = /^_(?:self|top|parent)$/i;

const readText = (value: ScriptValue | undefined): string | null =>
  value?.kind === 'text' ? value.text : null;

/** The members behind the global object: `window.top.location.href` → `location.href`. */
const behindGlobals = (names: readonly string[]): string =>
  names.slice(names.findIndex((name, at) => !GLOBALS.has(name) || at === names.length - 1)).join('.');

/** The argument that is an address where a call goes to it: `location.assign(…)`, `open(…, '_self')`. */
function readAddress(target: string, given: readonly ScriptValue[]): string | null {
  const isNavigation = /^(?:location\.(?:assign|replace)|navigate|navigation\.navigate)$/.test(target);
  const isOpened = target === 'open' && OWN_WINDOW.test(readText(given[1]) ?? '');
  return isNavigation || isOpened ? readText(given[0]) : null;
}

class Reader {
  readonly effects: ScriptEffects = { addresses: [], written: [], submitted: [] };
  private readonly tokens: readonly ScriptToken[];
  private readonly values: ScriptValues;
  private readonly flow: ScriptFlow;

  constructor(
    private readonly code: string,
    private readonly elements: PageElements,
    private readonly nesting: number,
  ) {
    this.tokens = scriptTokens(code);
    this.values = new ScriptValues(this.tokens, elements);
    this.flow = new ScriptFlow(code, this.tokens);
  }

  read(): ScriptEffects {
    const aliases = this.aliases();
    let places = 0;
    for (const [at, { kind, value }] of this.tokens.entries()) {
      const isOfWindow = this.tokens[at + 2]?.value === 'location';
      const isStart = GLOBALS.has(value) || BEGINNING.test(value) || aliases.has(value) || isOfWindow;
      const isMember = this.values.isSign(at - 1, '.') || this.values.isSign(at - 1, '?.');
      if (kind !== 'name' || !isStart || isMember || !this.isNear(at, value)) continue;
      places += 1;
      if (places > MAX_PLACES) break;
      this.readPlace(at);
    }
    this.readElements();
    this.readForms();
    return this.effects;
  }

  /** Names that the script gives to a window or to its location. */
  private aliases(): ReadonlySet<string> {
    const given = this.tokens.filter(({ kind }, at) => {
      const value = this.tokens[at + 2]?.value ?? '';
      return (
        kind === 'name' && this.values.isSign(at + 1, '=') && (GLOBALS.has(value) || value === 'location')
      );
    });
    return new Set(given.map(({ value }) => value));
  }

  private isNear(at: number, name: string): boolean {
    return (
      RUNS_TEXT.test(name) ||
      QUERY.test(name) ||
      this.tokens.slice(at, at + NEAR).some(({ value }) => NEARBY.test(value))
    );
  }

  private readPlace(at: number): void {
    const { names, next } = this.values.namesAt(at);
    const target = behindGlobals(names);
    if (this.values.isSign(next, '=') && /^location(?:\.href)?$/.test(target)) {
      const { value, next: end } = this.values.read(next + 1);
      if (this.values.isEnd(end)) this.go(at, readText(value), { from: next + 1, until: end });
      else this.readChoice(at, next + 1);
    }
    if (!this.values.isSign(next, '(')) return;
    const given = this.values.listAt(next);
    const end = this.values.closing(next);
    this.go(at, readAddress(target, given), { from: next + 1, until: end });
    if (RUNS_TEXT.test(target)) this.runText(at, readText(given[0]));
    if (/^write(?:ln)?$/.test(target) && this.isReached(at))
      this.effects.written.push(...given.flatMap((one) => readText(one) ?? []));
    const [subject] = given;
    if (QUERY.test(target) && subject?.kind === 'chain') this.readQuery(at, end, subject.names);
  }

  /** `location = isOwn(u) ? u : '/'`: the first branch, where its condition lets the address pass. */
  private readChoice(at: number, from: number): void {
    let sign = from;
    while (sign < from + NEAR * 2 && !/^[?;,]$/.test(this.tokens[sign]?.value ?? ';')) sign += 1;
    if (!this.values.isSign(sign, '?')) return;
    const { value, next } = this.values.read(sign + 1);
    const condition = this.code.slice(this.tokens[from]?.at, this.tokens[sign]?.at);
    this.go(at, readText(value), { from: sign + 1, until: next }, [`if (${condition}`]);
  }

  /** Ways through the page's elements: a link that the script clicks, a refresh that it makes or writes. */
  private readElements(): void {
    const is = (at: number, value: string) => this.tokens[at]?.value === value;
    const named = (member: string, sign: string) =>
      new Set(
        this.tokens.flatMap(({ value }, at) =>
          value === member && this.values.isSign(at - 1, '.') && this.values.isSign(at + 1, sign)
            ? [this.tokens[at - 2]?.value ?? '']
            : [],
        ),
      );
    const [clicked, refreshing] = [named('click', '('), named('httpEquiv', '=')];
    for (const [at, { value }] of this.tokens.entries()) {
      if (!ELEMENT_MEMBER.test(value) || !this.values.isSign(at - 1, '.') || !is(at + 1, '=')) continue;
      const owner = this.tokens[at - 2]?.value ?? '';
      const { value: given, next } = this.values.read(at + 2);
      const written = readText(given);
      if (value === 'href' && clicked.has(owner)) this.go(at - 2, written, { from: at + 2, until: next });
      if (written === null || !this.isReached(at)) continue;
      if (value === 'content' && refreshing.has(owner))
        this.effects.written.push(
          `<meta http-equiv="refresh" content="${written.replaceAll('"', '&quot;')}">`,
        );
      if (/HTML$/.test(value) && /http-equiv/i.test(written)) this.effects.written.push(written);
    }
  }

  /** A form, or the button that it is sent with, that is given an address and then sent. */
  private readForms(): void {
    const targets: { owner: string; at: number; from: number; until: number; address: string | null }[] = [];
    for (const [at, { kind, value }] of this.tokens.entries()) {
      const isIndex = kind === 'text' && this.values.isSign(at - 1, '[') && this.values.isSign(at + 1, ']');
      const dot = at - 1;
      if (!isIndex && !(kind === 'name' && this.values.isSign(dot, '.'))) continue;
      if (targets.length + this.effects.submitted.length > MAX_PLACES) return;
      const next = isIndex ? at + 2 : at + 1;
      if (FORM_TARGET.test(value) && this.values.isSign(next, '=')) {
        const { value: given, next: until } = this.values.read(next + 1);
        const owner = ownerBefore(this.tokens, dot);
        targets.push({ owner, at: dot, from: next + 1, until, address: readText(given) });
      }
      if (!this.values.isSign(next, '(')) continue;
      // As it is written: calls in calls, each read to its end, would take the square of their number.
      const named = this.tokens[next + 1];
      const isOfForm =
        /^(?:setAttribute|attr|prop)$/.test(value) && named?.kind === 'text' && FORM_TARGET.test(named.value);
      const [, address] = isOfForm ? this.values.listAt(next) : [];
      const until = this.values.closing(next);
      if (address) {
        const owner = ownerBefore(this.tokens, dot);
        targets.push({ owner, at: dot, from: next + 1, until, address: readText(address) });
      }
      const isTriggered = value === 'trigger' && named?.kind === 'text' && SUBMITS.test(named.value);
      if (!(isTriggered || SUBMITS.test(value)) || !this.isReached(at)) continue;
      const submitted = ownerBefore(this.tokens, dot);
      this.effects.submitted.push(submitted);
      for (const target of targets.filter((one) => one.owner === submitted))
        this.go(target.at, target.address, target);
    }
  }

  /** `$(location).attr('href', …)`, `$(window).prop('location', …)` */
  private readQuery(at: number, end: number, subject: readonly string[]): void {
    const method = this.values.isSign(end, '.') ? this.tokens[end + 1]?.value : undefined;
    if (!/^(?:attr|prop)$/.test(method ?? '') || !this.values.isSign(end + 2, '(')) return;
    const [name, address] = this.values.listAt(end + 2);
    const target = behindGlobals([...subject, readText(name) ?? '']);
    if (/^location(?:\.href)?$/.test(target))
      this.go(at, readText(address), { from: end + 3, until: this.values.closing(end + 2) });
  }

  private isReached(at: number): boolean {
    return this.flow.runsByItself(this.flow.headsAt(this.tokens[at]?.at ?? 0));
  }

  /** Notes an address that is written between two words, where the script comes there and lets it pass. */
  private go(
    at: number,
    address: string | null,
    { from, until }: { from: number; until: number },
    conditions: readonly string[] = [],
  ): void {
    if (address === null) return;
    const place = this.tokens[at]?.at ?? 0;
    const heads = this.flow.headsAt(place);
    const words = this.tokens.slice(from, until).filter(({ kind }) => kind === 'name');
    const names = [...new Set(words.map(({ value }) => value))].filter((name) => !GLOBALS.has(name));
    if (
      this.flow.runsByItself(heads) &&
      letsPass([...heads, ...conditions], this.code.slice(0, place), names, address)
    )
      this.effects.addresses.push(address);
  }

  private runText(at: number, code: string | null): void {
    if (code === null || !this.isReached(at)) return;
    const { addresses, written, submitted } = scriptEffects(code, this.elements, this.nesting + 1);
    this.effects.addresses.push(...addresses);
    this.effects.written.push(...written);
    this.effects.submitted.push(...submitted);
  }
}

/**
 * What a script does to the page's address as soon as it is there: read word by word, never run. An address that is
 * put together from something unknown is known up to there.
 * @param elements of the page that the script is on @param nesting how many texts that are run as code are around it
 */
export function scriptEffects(code: string, elements: PageElements = new Map(), nesting = 0): ScriptEffects {
  if (code.length > LONGEST_CODE || nesting > MAX_NESTING)
    return { addresses: [], written: [], submitted: [] };
  return new Reader(code, elements, nesting).read();
}
