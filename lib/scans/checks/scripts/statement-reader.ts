import { CallReader } from './call-reader';
import { List, type NameScope, NOTHING_KNOWN, Table, toTruth, type Value } from './known-values';
import type { Expression, Statement } from './script-syntax';

type Ending = 'next' | 'return' | 'break' | 'continue' | 'throw';
/** A call of a function: its names, and what it gave back so far. */
export type Frame = { scope: NameScope; returned: Value[] };

const MOST_ROUNDS = 60_000;

/** Follows statements; where a condition is not known, both ways. */
export abstract class StatementReader extends CallReader {
  protected bind(parameter: Expression, value: Value, scope: NameScope): void {
    const isGiven = parameter.type === 'assign';
    const target = isGiven ? parameter.target : parameter;
    const given = value === undefined && isGiven ? this.value(parameter.value, scope) : value;
    for (const name of namesIn(target)) scope.names.set(name, NOTHING_KNOWN);
    this.assign(target, given, scope);
  }

  protected statements(body: readonly Statement[], frame: Frame): Ending {
    for (const statement of body)
      if (statement.type === 'declare' && statement.value?.type === 'function')
        this.declare(statement, frame);
    for (const statement of body) {
      const ending = this.statement(statement, frame);
      if (ending !== 'next') return ending;
    }
    return 'next';
  }

  private declare({ target, value }: Extract<Statement, { type: 'declare' }>, { scope }: Frame): void {
    const names = namesIn(target);
    if (value === null) {
      for (const name of names) if (!scope.names.has(name)) scope.names.set(name, undefined);
      return;
    }
    const given = this.value(value, scope);
    for (const name of names) scope.names.set(name, undefined);
    this.assign(target, given, scope);
  }

  private statement(statement: Statement, frame: Frame): Ending {
    this.step();
    switch (statement.type) {
      case 'expression':
        this.value(statement.value, frame.scope);
        return 'next';
      case 'declare':
        this.declare(statement, frame);
        return 'next';
      case 'block':
        return this.statements(statement.body, frame);
      case 'if':
        return this.branch(statement, frame);
      case 'loop':
        return this.loop(statement, frame);
      case 'each':
        return this.each(statement, frame);
      case 'return':
        frame.returned.push(statement.value ? this.value(statement.value, frame.scope) : undefined);
        return 'return';
      case 'leave':
        return statement.word;
      case 'try':
        return this.tried(statement, frame);
      case 'switch':
        return this.choose(statement, frame);
    }
  }

  private branch({ test, yes, no }: Extract<Statement, { type: 'if' }>, frame: Frame): Ending {
    const condition = this.value(test, frame.scope);
    const truth = toTruth(condition);
    if (truth !== null) {
      const taken = truth ? yes : no;
      return taken ? this.statement(taken, frame) : 'next';
    }
    const endings = this.under(condition, () => [
      this.statement(yes, frame),
      no ? this.statement(no, frame) : ('next' as const),
    ]);
    const [first = 'next'] = endings;
    if (endings.every((ending) => ending === first)) return first;
    // What follows runs for some visitors only.
    if (!endings.includes('next')) return 'next';
    const { conditions } = this.under(condition, () => this.circumstances);
    this.circumstances = { ...this.circumstances, conditions };
    return 'next';
  }

  private loop(loop: Extract<Statement, { type: 'loop' }>, frame: Frame): Ending {
    if (loop.start) this.statement(loop.start, frame);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const truth =
        loop.test && !(loop.isAfter && round === 0) ? toTruth(this.value(loop.test, frame.scope)) : true;
      if (truth === false) break;
      const ending = this.statement(loop.body, frame);
      if (ending === 'break') break;
      if (ending === 'return' || ending === 'throw') return ending;
      if (loop.step) this.value(loop.step, frame.scope);
      if (truth === null) break;
    }
    return 'next';
  }

  private each({ target, of, isKeys, body }: Extract<Statement, { type: 'each' }>, frame: Frame): Ending {
    const value = this.value(of, frame.scope);
    const keys =
      value instanceof List
        ? value.items.map((_item, index) => String(index))
        : value instanceof Table
          ? [...value.members.keys()]
          : null;
    for (const name of namesIn(target))
      if (!frame.scope.names.has(name)) frame.scope.names.set(name, undefined);
    for (const key of keys ?? [NOTHING_KNOWN]) {
      this.assign(target, isKeys ? key : this.member(value, key), frame.scope);
      const ending = this.statement(body, frame);
      if (ending === 'break') break;
      if (ending === 'return' || ending === 'throw') return ending;
    }
    return 'next';
  }

  /** Whether something throws is not followed: both ways are read. */
  private tried({ body, handler, last }: Extract<Statement, { type: 'try' }>, frame: Frame): Ending {
    const ending = this.statement(body, frame);
    if (handler) this.statement(handler, frame);
    if (last) this.statement(last, frame);
    return ending === 'throw' ? 'next' : ending;
  }

  private choose({ on, cases }: Extract<Statement, { type: 'switch' }>, frame: Frame): Ending {
    const value = this.value(on, frame.scope);
    const known =
      toTruth(value) === null
        ? null
        : cases.findIndex(({ test }) => test && this.value(test, frame.scope) === value);
    const from = known === -1 ? cases.findIndex(({ test }) => test === null) : known;
    if (from === -1) return 'next';
    return this.under(value, () => {
      for (const { body } of cases.slice(from ?? 0)) {
        const ending = this.statements(body, frame);
        if (from !== null && ending === 'break') return 'next';
        if (from !== null && ending !== 'next') return ending;
      }
      return 'next';
    });
  }
}

/** The names that a pattern gives values to. */
function namesIn(target: Expression): string[] {
  if (target.type === 'name') return [target.name];
  if (target.type === 'assign') return namesIn(target.target);
  if (target.type === 'unary') return namesIn(target.of);
  if (target.type === 'list') return target.items.flatMap(namesIn);
  return target.type === 'table' ? target.entries.flatMap(([, value]) => namesIn(value)) : [];
}
