import {
  BrowserPart,
  Closure,
  isKnown,
  joinUnknown,
  List,
  listSources,
  NameScope,
  NOTHING_KNOWN,
  Pattern,
  Table,
  toKnownNumber,
  toKnownText,
  toTruth,
  Unknown,
  type Value,
} from './known-values';
import { ReadingState } from './reading-state';
import type { Expression } from './script-syntax';
import { negate, operate, readMember } from './value-operations';

const MOST_DEPTH = 220;
export const CHARS_OF_A_STEP = 256;
const MOST_ITEMS = 65_536;
/** No name of a member. */
const ANY_MEMBER = '[]';

/** Works out the values of expressions. Nothing of the script runs: its texts, numbers and lists are followed. */
export abstract class ValueReader extends ReadingState {
  private depth = 0;

  protected abstract override callClosure(closure: Closure, self: Value, given: readonly Value[]): Value;
  protected abstract call(callee: Value, self: Value, given: readonly Value[]): Value;

  protected value(node: Expression, scope: NameScope): Value {
    this.step();
    if (this.depth > MOST_DEPTH) return NOTHING_KNOWN;
    this.depth += 1;
    try {
      return this.valueInside(node, scope);
    } finally {
      this.depth -= 1;
    }
  }

  private valueInside(node: Expression, scope: NameScope): Value {
    switch (node.type) {
      case 'value':
        return node.value;
      case 'pattern':
        return new Pattern(node.source, node.flags);
      case 'name':
        return this.name(node.name, scope);
      case 'list':
        return new List(this.list(node.items, scope));
      case 'table':
        return this.table(node.entries, scope);
      case 'function': {
        const closure = new Closure(node, node.name === null ? scope : new NameScope(scope));
        if (node.name !== null) closure.scope.names.set(node.name, closure);
        return closure;
      }
      case 'unary': {
        const value = this.value(node.of, scope);
        if (node.sign === 'await') this.browser.awaited(value);
        return negate(node.sign, value);
      }
      case 'step': {
        const before = toKnownNumber(this.value(node.target, scope));
        const after = before === null ? NOTHING_KNOWN : before + (node.sign === '++' ? 1 : -1);
        this.assign(node.target, after, scope);
        return node.isBefore ? after : (before ?? NOTHING_KNOWN);
      }
      case 'binary':
        return this.binary(node, scope);
      case 'choice':
        return this.choice(node, scope);
      case 'assign':
        return this.assignment(node, scope);
      case 'member':
        return this.member(this.value(node.owner, scope), this.value(node.key, scope));
      case 'call':
        return this.evaluateCall(node, scope);
      case 'sequence':
        return node.items.reduce<Value>((_before, item) => this.value(item, scope), undefined);
      default:
        return NOTHING_KNOWN;
    }
  }

  private name(name: string, scope: NameScope): Value {
    const found = scope.find(name);
    return found ? found.names.get(name) : this.global(name);
  }

  protected list(items: readonly Expression[], scope: NameScope): Value[] {
    const values: Value[] = [];
    for (const item of items) {
      const value = this.value(item, scope);
      const isSpread = item.type === 'unary' && item.sign === '...' && value instanceof List;
      if (isSpread) for (const one of value.items) values.push(one);
      else values.push(value);
    }
    return values;
  }

  private table(entries: readonly (readonly [Expression, Expression])[], scope: NameScope): Table {
    const table = new Table();
    for (const [key, member] of entries) {
      const name = toKnownText(this.value(key, scope));
      const value = this.value(member, scope);
      if (name !== null) table.members.set(name, value);
    }
    return table;
  }

  /** Long sums are deep on their left: they are read from there. */
  private binary(node: Extract<Expression, { type: 'binary' }>, scope: NameScope): Value {
    const rights: { sign: string; right: Expression }[] = [];
    let left: Expression = node;
    while (left.type === 'binary') {
      rights.push(left);
      left = left.left;
    }
    let value = this.value(left, scope);
    for (const { sign, right } of rights.reverse()) {
      const isLogical = sign === '&&' || sign === '||' || sign === '??';
      value = isLogical
        ? this.logical(sign, value, right, scope)
        : operate(sign, value, this.value(right, scope));
      if (typeof value === 'string') this.step(Math.floor(value.length / (CHARS_OF_A_STEP * 16)));
    }
    return value;
  }

  private logical(sign: string, left: Value, right: Expression, scope: NameScope): Value {
    const isNothing = left === null || left === undefined;
    const truth = sign === '??' ? (isKnown(left) ? !isNothing : null) : toTruth(left);
    if (truth !== null && truth === (sign !== '&&')) return left;
    if (truth !== null) return this.value(right, scope);
    const value = this.under(left, () => this.value(right, scope));
    const isPlain = !isKnown(value) || typeof value === 'boolean' || typeof value === 'number';
    return isPlain ? joinUnknown(left, value) : value;
  }

  private choice(node: Extract<Expression, { type: 'choice' }>, scope: NameScope): Value {
    const test = this.value(node.test, scope);
    const truth = toTruth(test);
    if (truth !== null) return this.value(truth ? node.yes : node.no, scope);
    const [yes, no] = this.under(test, () => [this.value(node.yes, scope), this.value(node.no, scope)]);
    const taken = yes instanceof Unknown && yes.beginning === '' ? no : yes;
    const sources = listSources(test);
    // A text that some visitors get and others do not.
    return typeof taken === 'string' && sources.length > 0 ? new Unknown(sources, taken) : taken;
  }

  private assignment(node: Extract<Expression, { type: 'assign' }>, scope: NameScope): Value {
    const sign = node.sign.slice(0, -1);
    if (sign === '') {
      const value = this.value(node.value, scope);
      this.assign(node.target, value, scope);
      return value;
    }
    const value = this.binary({ type: 'binary', sign, left: node.target, right: node.value }, scope);
    this.assign(node.target, value, scope);
    return value;
  }

  protected assign(target: Expression, value: Value, scope: NameScope): void {
    if (target.type === 'name') {
      const place = scope.find(target.name);
      if (!place && target.name === 'location')
        this.browser.assign(new BrowserPart('window'), 'location', value);
      else (place ?? this.globals).names.set(target.name, value);
    }
    if (target.type === 'list' || target.type === 'table') this.assignParts(target, value, scope);
    if (target.type !== 'member') return;
    const owner = this.value(target.owner, scope);
    const name = toKnownText(this.value(target.key, scope));
    if (name === null) {
      this.assignSomewhere(owner, value);
      return;
    }
    const index = /^\d{1,6}$/.test(name) ? Number(name) : null;
    if (owner instanceof BrowserPart && owner.path === 'window' && !/^location$|^on/.test(name))
      this.globals.names.set(name, value);
    else if (owner instanceof BrowserPart) this.browser.assign(owner, name, value);
    else if (owner instanceof List && index !== null && index < MOST_ITEMS) owner.items[index] = value;
    else if (owner instanceof List && name === 'length')
      owner.items.length = Math.min(owner.items.length, toKnownNumber(value) ?? 0);
    else if (owner instanceof Table || owner instanceof Closure) owner.members.set(name, value);
  }

  /** Which member it becomes is not known, but what the table holds from now on. */
  private assignSomewhere(owner: Value, value: Value): void {
    if (!(owner instanceof Table) || listSources(value).length === 0) return;
    owner.members.set(ANY_MEMBER, joinUnknown(owner.members.get(ANY_MEMBER), value));
  }

  /** `const { a, b: c } = …`, `[a, b] = …` */
  private assignParts(
    target: Extract<Expression, { type: 'list' | 'table' }>,
    value: Value,
    scope: NameScope,
  ): void {
    const parts: (readonly [Value, Expression])[] =
      target.type === 'list'
        ? target.items.map((item, index) => [index, item] as const)
        : target.entries.map(
            ([key, item]) => [key.type === 'value' ? key.value : NOTHING_KNOWN, item] as const,
          );
    for (const [key, item] of parts) {
      const to = item.type === 'assign' ? item.target : item;
      if (to.type === 'name' || to.type === 'list' || to.type === 'table')
        this.assign(to, this.member(value, key), scope);
    }
  }

  protected member(owner: Value, key: Value): Value {
    const name = toKnownText(key);
    if (name === null) return joinUnknown(owner, key);
    return owner instanceof BrowserPart ? this.browser.member(owner, name) : readMember(owner, name);
  }

  private evaluateCall(
    { callee, given, isNew }: Extract<Expression, { type: 'call' }>,
    scope: NameScope,
  ): Value {
    const self = callee.type === 'member' ? this.value(callee.owner, scope) : undefined;
    const called =
      callee.type === 'member' ? this.member(self, this.value(callee.key, scope)) : this.value(callee, scope);
    const values = this.list(given, scope);
    if (!isNew || !(called instanceof Closure)) return this.call(called, self, values);
    const made = new Table();
    const prototype = called.members.get('prototype');
    if (prototype instanceof Table)
      for (const [name, member] of prototype.members) made.members.set(name, member);
    const result = this.callClosure(called, made, values);
    return result instanceof Table ? result : made;
  }
}
