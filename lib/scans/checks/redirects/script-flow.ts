import type { ScriptToken } from '../probing/script-tokens';

const EVENTS =
  'click|dblclick|submit|change|input|key\\w{1,8}|mouse\\w{1,8}|touch\\w{1,8}|pointer\\w{1,8}|focus|blur|drag\\w{0,8}|drop|scroll|wheel|hover|tap';
/** What a visitor has to do before such code runs: `onclick = …`, `.on('click', …)`, `.click(…)`, `confirm(…)`. */
const GESTURE = new RegExp(
  `\\bon(?:${EVENTS})\\b|['"\`](?:${EVENTS})['"\`]|\\.(?:${EVENTS})\\s{0,5}\\(|\\b(?:confirm|prompt)\\s{0,5}\\(`,
  'i',
);
const DECLARED = /function\s{1,9}([\w$]{1,60})\s{0,9}\([^)]{0,120}\)\s{0,9}$/;
const GIVEN =
  /(?<![\w$])([\w$]{1,60})\s{0,9}[=:]\s{0,9}(?:async\s{0,9})?(?:function\b[^{]{0,120}|\([^)]{0,120}\)\s{0,9}=>\s{0,9})$/;
const HEAD_CHARS = 160;
/** Functions that browsers call by themselves. */
const EVENT_OF_PAGE = /^on(?:load|pageshow|readystatechange|DOMContentLoaded)$/i;

/** Answers whether places of one script are reached by opening the page. */
export class ScriptFlow {
  private readonly places = new Map<string, number[]>();

  constructor(
    private readonly code: string,
    private readonly tokens: readonly ScriptToken[],
  ) {
    for (const { kind, value, at } of tokens) {
      if (kind !== 'name') continue;
      const places = this.places.get(value);
      if (places) places.push(at);
      else this.places.set(value, [at]);
    }
  }

  /** What governs the code at `end`: its own statement so far, then the heads of the open blocks, innermost first. */
  headsAt(end: number): string[] {
    const open: number[] = [];
    for (const { kind, value, at } of this.tokens) {
      if (at >= end) break;
      if (kind !== 'sign') continue;
      if (value === '{') open.push(at);
      if (value === '}') open.pop();
    }
    return [end, ...open.reverse()].map((at) => this.readHead(at));
  }

  /** Whether the statement runs without a visitor's doing: not in a handler, nor in a function that nothing here calls. */
  runsByItself(heads: readonly string[]): boolean {
    return heads.every((head) => {
      if (GESTURE.test(head)) return false;
      const name = DECLARED.exec(head)?.[1] ?? GIVEN.exec(head)?.[1];
      return name === undefined || EVENT_OF_PAGE.test(name) || this.isUsed(name);
    });
  }

  private readHead(at: number): string {
    return (
      this.code
        .slice(Math.max(0, at - HEAD_CHARS), at)
        .split(/[;}]/)
        .at(-1) ?? ''
    );
  }

  private isUsed(name: string): boolean {
    return (this.places.get(name) ?? []).some((at) => {
      const before = this.code.slice(Math.max(0, at - 20), at);
      const isMade =
        /(?:function|var|let|const)\s{1,9}$/.test(before) ||
        /^\s{0,9}[=:](?!=)/.test(this.code.slice(at + name.length, at + name.length + 12));
      return !isMade && !GESTURE.test(this.readHead(at));
    });
  }
}

type Verdict = boolean | null;

/** What a condition about a text comes to, for the few forms whose outcome the text alone decides; null for others. */
function outcome(condition: string, name: string, address: string): Verdict {
  const plain = condition.replace(/\s/g, '');
  const isNegated = plain.startsWith('!');
  const bare = isNegated ? plain.slice(1) : plain;
  const subject = name.replaceAll('$', '\\$');
  const asked = new RegExp(
    `^${subject}\\.(startsWith|endsWith|includes|indexOf|charAt)\\(['"]?([^'"()]{0,80})['"]?\\)(?:([=!<>]{1,3})['"]?([^'"]{1,20})['"]?)?$`,
  ).exec(bare);
  const decide = (isTrue: boolean): boolean => isTrue !== isNegated;
  const [, method, part = '', comparison, operand = ''] = asked ?? [];
  if (method === 'startsWith') return decide(address.startsWith(part));
  if (method === 'endsWith') return decide(address.endsWith(part));
  if (method === 'includes') return decide(address.includes(part));
  if (comparison === undefined) return null;
  const found = method === 'indexOf' ? address.indexOf(part) : address.charAt(Number(part));
  const wanted = method === 'indexOf' ? Number(operand) : operand;
  if (/^===?$/.test(comparison)) return decide(found === wanted);
  if (/^!==?$/.test(comparison)) return decide(found !== wanted);
  if (method !== 'indexOf') return null;
  const order = Number(found) - Number(wanted);
  return decide(comparison.startsWith('>') ? order > 0 || (comparison === '>=' && order === 0) : order < 0);
}

const CONDITION = /\bif\s{0,9}\(([\s\S]{0,150})$/;
const EXIT = /\bif\s{0,9}\(([^{};]{1,150})\)\s{0,9}\{?\s{0,9}(?:return|throw)\b/g;
const LOOKED_BACK = 2_000;

/** Whether a condition only asks if there is something: `u`, `u !== ''`, `u && u.length > 0`. */
const asksForAny = (condition: string, subject: string): boolean =>
  !new RegExp(
    `(?<![\\w$.])${subject}(?![\\w$])(?:(?<=[\\w$]\\s{0,3}\\([^()]{0,80})|(?!\\s{0,5}(?:$|\\)|&&|\\|\\||[!=]==?\\s{0,5}(?:''|""|null|undefined|false)|\\.length)))`,
  ).test(condition);

/**
 * Whether a script lets an address pass before it goes there. A condition about it that cannot be decided here counts
 * as one that is not passed: whoever checks an address is believed.
 * @param names what the address is called where it is used
 */
export function letsPass(
  heads: readonly string[],
  before: string,
  names: readonly string[],
  address: string,
): boolean {
  return names.every((name) => {
    const subject = name.replaceAll('$', '\\$');
    const isAbout = (condition: string) =>
      new RegExp(`(?<![\\w$.])${subject}(?![\\w$])`).test(condition) && !asksForAny(condition, subject);
    const entries = heads.flatMap((head) => CONDITION.exec(head)?.[1] ?? []);
    const exits = [...before.slice(-LOOKED_BACK).matchAll(EXIT)].flatMap(([, condition]) => condition ?? []);
    return (
      entries
        .filter(isAbout)
        .every((head) => outcome(head.replace(/\)[\s{]*$/, ''), name, address) === true) &&
      exits.filter(isAbout).every((condition) => outcome(condition, name, address) === false)
    );
  });
}
