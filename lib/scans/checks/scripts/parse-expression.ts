import { ASSIGNMENTS, BINDING, CONSTANTS, PREFIXES, RESERVED, STEPS } from './expression-words';
import type { Expression, FunctionExpression, Statement } from './script-syntax';
import { NotUnderstood, type TokenWalk } from './token-walk';

type ReadBody = () => Statement[];

/** Reads the expressions of a script word by word. */
export class ExpressionParser {
  /** `for (a in b)`: there the word is no sign between two values. */
  isInSign = true;

  constructor(
    private readonly walk: TokenWalk,
    private readonly readBody: ReadBody,
  ) {}

  /** Expressions with commas between them. */
  sequence(): Expression {
    const first = this.expression();
    if (!this.walk.is(',')) return first;
    const items = [first];
    while (this.walk.take(',')) items.push(this.expression());
    return { type: 'sequence', items };
  }

  expression(): Expression {
    return this.walk.nested(() => {
      const { walk } = this;
      const isAsync = walk.is('async') && !walk.is('(', 1) && !walk.is('.', 1) && !walk.is('=', 1);
      if (isAsync || (walk.is('async') && walk.is('(', 1) && this.isArrowAfter(1))) walk.at += 1;
      if (walk.is('=>', 1) || (walk.is('(') && walk.isClosedBefore('=>'))) return this.arrow();
      const left = this.choice();
      const sign = walk.token()?.value ?? '';
      if (!walk.isOneOf(ASSIGNMENTS)) return left;
      walk.at += 1;
      return { type: 'assign', sign, target: left, value: this.expression() };
    });
  }

  /** `(a, b) { … }` of a function; its word is behind. */
  functionRest(name: string | null): FunctionExpression {
    const parameters = this.listUntil('(', ')');
    const { isInSign } = this;
    this.isInSign = true;
    const body = this.readBody();
    this.isInSign = isInSign;
    return { type: 'function', name, parameters, body };
  }

  private isArrowAfter(ahead: number): boolean {
    this.walk.at += ahead;
    const isArrow = this.walk.isClosedBefore('=>');
    this.walk.at -= ahead;
    return isArrow;
  }

  private arrow(): Expression {
    const { walk } = this;
    const parameters = walk.is('(') ? this.listUntil('(', ')') : [this.first()];
    walk.need('=>');
    const body: Statement[] = walk.is('{') ? this.readBody() : [{ type: 'return', value: this.expression() }];
    return { type: 'function', name: null, parameters, body };
  }

  private choice(): Expression {
    const test = this.binary(0);
    if (!this.walk.take('?')) return test;
    const isInSign = this.isInSign;
    this.isInSign = true;
    const yes = this.expression();
    this.isInSign = isInSign;
    this.walk.need(':');
    return { type: 'choice', test, yes, no: this.expression() };
  }

  private binary(least: number): Expression {
    let left = this.prefix();
    for (;;) {
      const sign = this.walk.token()?.value ?? '';
      const binding = this.walk.is(sign) ? BINDING.get(sign) : undefined;
      if (binding === undefined || binding <= least || (sign === 'in' && !this.isInSign)) return left;
      this.walk.at += 1;
      left = { type: 'binary', sign, left, right: this.walk.nested(() => this.binary(binding)) };
    }
  }

  private prefix(): Expression {
    const { walk } = this;
    const sign = walk.token()?.value ?? '';
    if (walk.isOneOf(STEPS)) {
      walk.at += 1;
      return { type: 'step', sign, isBefore: true, target: walk.nested(() => this.prefix()) };
    }
    if (walk.isOneOf(PREFIXES) && !walk.is('=>', 1)) {
      walk.at += 1;
      return { type: 'unary', sign, of: walk.nested(() => this.prefix()) };
    }
    const target = this.chain(this.first());
    if (!walk.isOneOf(STEPS) || walk.isOnNewLine) return target;
    const after = walk.token()?.value ?? '';
    walk.at += 1;
    return { type: 'step', sign: after, isBefore: false, target };
  }

  /** The members, calls and indexes behind a value. */
  private chain(first: Expression, isCalled = true): Expression {
    const { walk } = this;
    let owner = first;
    for (;;) {
      const isOptional = walk.is('?.');
      if (isOptional || walk.is('.')) {
        walk.at += 1;
        if (!isOptional || !(walk.is('(') || walk.is('['))) {
          const name = walk.token();
          if (name?.kind !== 'name') throw new NotUnderstood('member');
          walk.at += 1;
          owner = { type: 'member', owner, key: { type: 'value', value: name.value } };
          continue;
        }
      }
      if (walk.is('[')) {
        const [key = { type: 'unread' } as const] = this.listUntil('[', ']');
        owner = { type: 'member', owner, key };
      } else if (isCalled && walk.is('(')) {
        owner = { type: 'call', callee: owner, given: this.listUntil('(', ')'), isNew: false };
      } else if (walk.token()?.kind === 'template') {
        this.template();
        owner = { type: 'unread' };
      } else return owner;
    }
  }

  private first(): Expression {
    const { walk } = this;
    const token = walk.token();
    if (!token) throw new NotUnderstood('end');
    if (token.kind === 'template') return this.template();
    if (token.kind === 'sign') return this.bracket(token.value);
    walk.at += 1;
    if (token.kind === 'text') return { type: 'value', value: token.value };
    if (token.kind === 'number') return { type: 'value', value: Number(token.value.replaceAll('_', '')) };
    if (token.kind === 'regex') {
      const end = token.value.lastIndexOf('/');
      return { type: 'pattern', source: token.value.slice(1, end), flags: token.value.slice(end + 1) };
    }
    return this.word(token.value);
  }

  private bracket(sign: string): Expression {
    if (sign === '[') return { type: 'list', items: this.listUntil('[', ']') };
    if (sign === '{') return this.table();
    if (sign !== '(') throw new NotUnderstood(sign);
    const items = this.listUntil('(', ')');
    return items.length === 1 && items[0] ? items[0] : { type: 'sequence', items };
  }

  private word(word: string): Expression {
    const { walk } = this;
    if (CONSTANTS.has(word)) return { type: 'value', value: CONSTANTS.get(word) };
    if (RESERVED.has(word)) throw new NotUnderstood(word);
    if (word === 'function') {
      walk.take('*');
      const name = walk.is('(') ? null : (walk.token()?.value ?? null);
      if (name !== null) walk.at += 1;
      return this.functionRest(name);
    }
    if (word === 'class') {
      while (!walk.isAtEnd && !walk.is('{')) walk.at += 1;
      walk.skipBracket();
      return { type: 'unread' };
    }
    if (word !== 'new') return { type: 'name', name: word };
    if (walk.take('.')) walk.at += 1;
    const callee = walk.nested(() => this.chain(this.first(), false));
    return { type: 'call', callee, given: walk.is('(') ? this.listUntil('(', ')') : [], isNew: true };
  }

  /** Expressions in brackets, with commas between them. */
  private listUntil(open: string, close: string): Expression[] {
    const { walk, isInSign } = this;
    walk.need(open);
    this.isInSign = true;
    const items: Expression[] = [];
    while (!walk.take(close)) {
      if (walk.take(',')) {
        if (open === '[') items.push({ type: 'value', value: undefined });
        continue;
      }
      items.push(this.expression());
      if (!walk.is(close)) walk.need(',');
    }
    this.isInSign = isInSign;
    return items;
  }

  private template(): Expression {
    const { walk } = this;
    const head = walk.token();
    let whole: Expression = { type: 'value', value: head?.value ?? '' };
    let isOpen = head?.isOpen;
    walk.at += 1;
    while (isOpen) {
      whole = { type: 'binary', sign: '+', left: whole, right: this.sequence() };
      walk.need('}');
      const piece = walk.token();
      if (piece?.kind !== 'template') throw new NotUnderstood('template');
      whole = { type: 'binary', sign: '+', left: whole, right: { type: 'value', value: piece.value } };
      isOpen = piece.isOpen;
      walk.at += 1;
    }
    return whole;
  }

  private table(): Expression {
    const { walk } = this;
    walk.need('{');
    const entries: [Expression, Expression][] = [];
    while (!walk.take('}')) {
      if (walk.take(',')) continue;
      entries.push(this.entry());
      if (!walk.is('}')) walk.need(',');
    }
    return { type: 'table', entries };
  }

  private entry(): [Expression, Expression] {
    const { walk } = this;
    if (walk.take('...')) return [{ type: 'value', value: '' }, this.expression()];
    const isWord = () => walk.is('get') || walk.is('set') || walk.is('async') || walk.is('*');
    while (isWord() && !walk.is(':', 1) && !walk.is('(', 1) && !walk.is(',', 1) && !walk.is('}', 1))
      walk.at += 1;
    const token = walk.token();
    let key: Expression = { type: 'value', value: token?.value ?? '' };
    if (walk.is('[')) [key = { type: 'unread' }] = this.listUntil('[', ']');
    else walk.at += 1;
    if (walk.is('(')) return [key, this.functionRest(null)];
    if (walk.take(':')) return [key, this.expression()];
    const name: Expression = { type: 'name', name: token?.value ?? '' };
    if (walk.take('=')) return [key, this.expression()];
    return [key, name];
  }
}
