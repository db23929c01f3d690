import {
  BrowserPart,
  Closure,
  joinUnknown,
  List,
  NameScope,
  NOTHING_KNOWN,
  type Value,
} from './known-values';
import { parseScript } from './parse-script';
import { ReadingEnded } from './reading-state';
import type { Circumstances, ScriptAct } from './script-act';
import type { Expression, Statement } from './script-syntax';
import { type Frame, StatementReader } from './statement-reader';

/** What the scripts of a page do; `restyled`: styles that they give to elements of the page, by id. */
export type ScriptReading = {
  acts: readonly ScriptAct[];
  restyled: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

const MOST_WAITING = 400;
/** Functions in functions: deeper calls are what calls itself without end. */
const MOST_CALLS = 48;
/** Code in a text in code in a text. */
const MOST_TEXTS = 8;
/** Of a longer script both ends are read: that is where something is added. */
const LONGEST_CODE = 196_608;

/** Reads the scripts of one page, one after the other, as a browser would come upon them. */
export class PageScripts extends StatementReader {
  private readonly waiting: {
    callee: Closure;
    given: readonly Value[];
    when: Circumstances;
  }[] = [];
  private calls = 0;
  private texts = 0;
  private isEnded = false;
  private scripts = 0;

  /** Adds what a script does; one that takes too long is read up to there. */
  add(code: string): void {
    if (this.isEnded) return;
    this.circumstances = { conditions: [], event: null, isMadeCode: false, script: this.scripts++ };
    this.attempt(() => {
      for (const piece of splitCode(code)) this.runBody(parseScript(piece), this.globals);
    });
  }

  /** What the scripts do when their page is there and its events come. */
  finish(): ScriptReading {
    for (let next = this.waiting.shift(); next && !this.isEnded; next = this.waiting.shift()) {
      const { callee, given, when } = next;
      if (callee.isRead) continue;
      this.circumstances = when;
      this.attempt(() => this.callClosure(callee, new BrowserPart('event.target'), given));
    }
    this.browser.finish();
    return { acts: this.browser.acts, restyled: this.browser.restyled };
  }

  private attempt(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof ReadingEnded)) throw error;
      this.isEnded = true;
    }
  }

  protected later(callee: Value, given: readonly Value[], event: string | null): void {
    if (!(callee instanceof Closure) || this.waiting.length >= MOST_WAITING) return;
    this.waiting.push({ callee, given, when: { ...this.circumstances, event } });
  }

  protected runText(code: string): Value {
    if (this.texts >= MOST_TEXTS) return NOTHING_KNOWN;
    this.texts += 1;
    const before = this.circumstances;
    this.circumstances = { ...before, isMadeCode: true };
    this.step(Math.floor(code.length / 64));
    const body = parseScript(code);
    const [first] = body;
    let value: Value = NOTHING_KNOWN;
    if (first?.type === 'expression' && body.length === 1) value = this.value(first.value, this.globals);
    else this.runBody(body, this.globals);
    this.circumstances = before;
    this.texts -= 1;
    return value;
  }

  protected makeFunction(parameters: readonly string[], body: string): Value {
    this.step(Math.floor(body.length / 64));
    const names = parameters.flatMap((one) => one.split(',')).map((name) => name.trim());
    const closure = new Closure(
      {
        type: 'function',
        name: null,
        parameters: names.map((name): Expression => ({ type: 'name', name })),
        body: parseScript(body),
      },
      this.globals,
    );
    closure.isMadeCode = true;
    return closure;
  }

  protected callClosure(closure: Closure, self: Value, given: readonly Value[]): Value {
    if (this.calls >= MOST_CALLS) return NOTHING_KNOWN;
    closure.isRead = true;
    const before = this.circumstances;
    if (closure.isMadeCode) this.circumstances = { ...before, isMadeCode: true };
    const scope = new NameScope(closure.scope);
    const all = new List([...given]);
    all.members.set('callee', closure);
    scope.names.set('arguments', all);
    scope.names.set('this', self ?? new BrowserPart('window'));
    for (const [index, parameter] of closure.code.parameters.entries()) {
      const isRest = parameter.type === 'unary' && parameter.sign === '...';
      this.bind(
        isRest ? parameter.of : parameter,
        isRest ? new List(given.slice(index)) : given[index],
        scope,
      );
    }
    this.calls += 1;
    const frame: Frame = { scope, returned: [] };
    this.statements(closure.code.body, frame);
    this.calls -= 1;
    this.circumstances = before;
    return frame.returned.length > 1 ? joinUnknown(...frame.returned) : frame.returned[0];
  }

  private runBody(body: readonly Statement[], scope: NameScope): void {
    const before = this.circumstances;
    this.statements(body, { scope, returned: [] });
    this.circumstances = before;
  }
}

function splitCode(code: string): string[] {
  if (code.length <= LONGEST_CODE) return [code];
  const half = LONGEST_CODE / 2;
  const tail = code.slice(-half);
  const line = tail.indexOf('\n');
  const start = line === -1 ? tail.indexOf(';') : line;
  return [code.slice(0, half), tail.slice(start + 1)];
}
