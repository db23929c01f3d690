import { BrowserParts } from './browser-parts';
import { BrowserPart, type Closure, listSources, Method, NameScope, type Value } from './known-values';
import { LANGUAGE_NAMES } from './language-functions';
import type { Circumstances } from './script-act';

/** Thrown when the reading of a page's scripts has taken its share. */
export class ReadingEnded extends Error {}

/** Steps of one page's scripts: unpacking what is packed takes some ten thousand. */
const MOST_STEPS = 250_000;

/** How far the reading of a page's scripts has come, and under which circumstances it is. */
export abstract class ReadingState {
  protected circumstances: Circumstances = { conditions: [], event: null, isMadeCode: false, script: 0 };
  protected readonly globals = new NameScope(null);
  protected readonly browser = new BrowserParts({
    circumstances: () => this.circumstances,
    run: (code) => this.runText(code),
    later: (callee, given, event) => this.later(callee, given, event),
    now: (callee, given) => this.callClosure(callee, undefined, given),
    global: (name) => this.global(name),
  });
  private steps = 0;

  protected abstract runText(code: string): Value;
  protected abstract callClosure(closure: Closure, self: Value, given: readonly Value[]): Value;
  protected abstract later(callee: Value, given: readonly Value[], event: string | null): void;

  protected step(count = 1): void {
    this.steps += count;
    if (this.steps > MOST_STEPS) throw new ReadingEnded();
  }

  /** Reads what runs only where a condition is true whose outcome is not known. */
  protected under<T>(condition: Value, read: () => T): T {
    const before = this.circumstances;
    const added = listSources(condition).filter((source) => !before.conditions.includes(source));
    if (added.length > 0) this.circumstances = { ...before, conditions: [...before.conditions, ...added] };
    try {
      return read();
    } finally {
      this.circumstances = before;
    }
  }

  protected global(name: string): Value {
    if (this.globals.names.has(name)) return this.globals.names.get(name);
    if (name === 'NaN') return Number.NaN;
    if (name === 'Infinity') return Number.POSITIVE_INFINITY;
    if (LANGUAGE_NAMES.has(name)) return new Method(null, name);
    return new BrowserPart(
      /^(?:self|top|parent|globalThis|frames|this)$/.test(name) ? 'window' : name.slice(0, 80),
    );
  }
}
