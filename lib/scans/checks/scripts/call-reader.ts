import {
  BrowserPart,
  Closure,
  joinUnknown,
  List,
  Method,
  NOTHING_KNOWN,
  Pattern,
  Table,
  toKnownNumber,
  toKnownText,
  type Value,
} from './known-values';
import { callLanguage } from './language-functions';
import { callListMethod } from './list-methods';
import { safePattern } from './safe-pattern';
import { callTextMethod } from './text-methods';
import { CHARS_OF_A_STEP, ValueReader } from './value-reader';

const TIMERS = /^(?:setTimeout|setInterval|requestAnimationFrame|queueMicrotask)$/;

/** Works out what calls give: those of the script's own functions, of the language, and of a browser. */
export abstract class CallReader extends ValueReader {
  protected abstract makeFunction(parameters: readonly string[], body: string): Value;

  protected call(callee: Value, self: Value, given: readonly Value[]): Value {
    this.step();
    if (callee instanceof Closure) return this.callClosure(callee, self, given);
    if (callee instanceof Method) return this.callMethod(callee, given);
    if (callee instanceof BrowserPart) return this.browser.call(callee, self, given);
    for (const one of given) if (one instanceof Closure) this.later(one, [NOTHING_KNOWN], null);
    return joinUnknown(callee, ...given);
  }

  private callMethod({ owner, name }: Method, given: readonly Value[]): Value {
    const call = (callee: Value, values: readonly Value[]) => this.call(callee, undefined, values);
    if (owner instanceof Closure || owner instanceof Method) {
      const [self, ...rest] = given;
      if (name === 'bind') return owner;
      const values = name === 'apply' ? (rest[0] instanceof List ? rest[0].items : [NOTHING_KNOWN]) : rest;
      const isOfValue = owner instanceof Method && owner.owner !== null;
      return this.call(isOfValue ? new Method(self, owner.name) : owner, self, values);
    }
    if (owner === null) return this.callGlobal(name, given);
    if (typeof owner === 'string') {
      this.step(Math.floor(owner.length / CHARS_OF_A_STEP));
      return callTextMethod(owner, name, given, call);
    }
    if (owner instanceof List) {
      this.step(Math.floor((owner.items.length + given.length) / 4));
      return callListMethod(owner, name, given, call);
    }
    if (typeof owner === 'number' || typeof owner === 'boolean') {
      const base = toKnownNumber(given[0]) ?? 10;
      return typeof owner === 'number' && base >= 2 && base <= 36 ? owner.toString(base) : String(owner);
    }
    if (owner instanceof Pattern && name === 'test') {
      const [text, pattern] = [toKnownText(given[0]), safePattern(owner.source, owner.flags)];
      return text === null || !pattern ? joinUnknown(...given) : pattern.test(text);
    }
    if (owner instanceof Table && name === 'hasOwnProperty')
      return owner.members.has(toKnownText(given[0]) ?? '');
    return joinUnknown(owner, ...given);
  }

  private callGlobal(name: string, given: readonly Value[]): Value {
    const [first] = given;
    if (name === 'eval' || name === 'execScript') {
      this.browser.ran(first);
      return typeof first === 'string' ? this.runText(first) : (first ?? NOTHING_KNOWN);
    }
    if (name === 'Function') {
      const texts = given.map((one) => toKnownText(one));
      const [body] = texts.slice(-1);
      this.browser.ran(given.at(-1));
      return texts.includes(null)
        ? NOTHING_KNOWN
        : this.makeFunction(texts.slice(0, -1).map(String), body ?? '');
    }
    if (!TIMERS.test(name)) return callLanguage(name, given);
    this.browser.ran(first);
    if (typeof first === 'string') this.runText(first);
    else this.later(first, given.slice(2), this.circumstances.event);
    return NOTHING_KNOWN;
  }
}
