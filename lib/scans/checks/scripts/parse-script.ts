import { ExpressionParser } from './parse-expression';
import type { Expression, Statement } from './script-syntax';
import { NotUnderstood, TokenWalk } from './token-walk';

const DECLARING = new Set(['var', 'let', 'const']);
const EMPTY: Statement = { type: 'block', body: [] };

class StatementParser {
  private readonly walk: TokenWalk;
  private readonly expressions: ExpressionParser;

  constructor(code: string) {
    this.walk = new TokenWalk(code);
    this.expressions = new ExpressionParser(this.walk, () => this.block());
  }

  /** What cannot be read is left out, statement by statement. */
  statements(): Statement[] {
    const { walk } = this;
    const body: Statement[] = [];
    while (!walk.isAtEnd && !walk.is('}')) {
      const from = walk.at;
      try {
        body.push(walk.nested(() => this.statement()));
      } catch (error) {
        if (!(error instanceof NotUnderstood)) throw error;
        walk.skipStatement(from);
      }
    }
    return body;
  }

  whole(): Statement[] {
    const body: Statement[] = [];
    while (!this.walk.isAtEnd) {
      body.push(...this.statements());
      // A brace that nothing opened.
      this.walk.take('}');
    }
    return body;
  }

  private block(): Statement[] {
    this.walk.need('{');
    const body = this.statements();
    this.walk.need('}');
    return body;
  }

  private statement(): Statement {
    const { walk } = this;
    if (walk.take(';')) return EMPTY;
    if (walk.is('{')) return { type: 'block', body: this.block() };
    const token = walk.token();
    if (token?.kind !== 'name') return this.plain();
    if (DECLARING.has(token.value) && walk.token(1)?.kind !== undefined && !walk.is('=', 1)) {
      walk.at += 1;
      const body = this.declarations();
      walk.take(';');
      return body;
    }
    if (walk.is(':', 1)) {
      walk.at += 2;
      return this.statement();
    }
    return this.keyword(token.value) ?? this.plain();
  }

  private plain(): Statement {
    const value = this.expressions.sequence();
    const { walk } = this;
    const isEnd = walk.take(';') || walk.isAtEnd || walk.is('}') || walk.isOnNewLine;
    if (!isEnd && walk.token()?.kind === 'sign') throw new NotUnderstood('end of a statement');
    return { type: 'expression', value };
  }

  private keyword(word: string): Statement | null {
    const { walk, expressions } = this;
    switch (word) {
      case 'if':
      case 'while':
      case 'with':
        walk.at += 1;
        return this.conditional(word);
      case 'for':
        walk.at += 1;
        walk.take('await');
        return this.forLoop();
      case 'do':
        walk.at += 1;
        return this.doLoop();
      case 'return': {
        walk.at += 1;
        const isBare = walk.is(';') || walk.is('}') || walk.isAtEnd || walk.isOnNewLine;
        const value = isBare ? null : expressions.sequence();
        walk.take(';');
        return { type: 'return', value };
      }
      case 'break':
      case 'continue':
      case 'throw':
        walk.at += 1;
        if (word === 'throw') expressions.sequence();
        else if (walk.token()?.kind === 'name' && !walk.isOnNewLine) walk.at += 1;
        walk.take(';');
        return { type: 'leave', word };
      case 'try':
        walk.at += 1;
        return this.attempt();
      case 'switch':
        walk.at += 1;
        return this.choices();
      default:
        return this.declaration(word);
    }
  }

  private declaration(word: string): Statement | null {
    const { walk } = this;
    if (word === 'import' && !walk.is('(', 1) && !walk.is('.', 1)) {
      while (!walk.isAtEnd && walk.token()?.kind !== 'text') walk.at += 1;
      walk.at += 1;
      return EMPTY;
    }
    if (word === 'export') {
      walk.at += 1;
      walk.take('default');
      return this.statement();
    }
    const isAsync = word === 'async' && walk.is('function', 1);
    if (word !== 'function' && !isAsync) return null;
    walk.at += isAsync ? 2 : 1;
    walk.take('*');
    const name = walk.token();
    if (name?.kind !== 'name') throw new NotUnderstood('function');
    walk.at += 1;
    const target: Expression = { type: 'name', name: name.value };
    return { type: 'declare', target, value: this.expressions.functionRest(name.value) };
  }

  private condition(): Expression {
    this.walk.need('(');
    const test = this.expressions.sequence();
    this.walk.need(')');
    return test;
  }

  private conditional(word: string): Statement {
    const test = this.condition();
    const body = this.walk.nested(() => this.statement());
    if (word === 'with') return body;
    if (word === 'while') return { type: 'loop', start: null, test, step: null, body, isAfter: false };
    const no = this.walk.take('else') ? this.walk.nested(() => this.statement()) : null;
    return { type: 'if', test, yes: body, no };
  }

  private doLoop(): Statement {
    const body = this.walk.nested(() => this.statement());
    this.walk.need('while');
    const test = this.condition();
    this.walk.take(';');
    return { type: 'loop', start: null, test, step: null, body, isAfter: true };
  }

  private forLoop(): Statement {
    const { walk, expressions } = this;
    walk.need('(');
    expressions.isInSign = false;
    const isDeclared = DECLARING.has(walk.token()?.value ?? '');
    if (isDeclared) walk.at += 1;
    const target = walk.is(';') ? null : isDeclared ? this.declarations() : this.first();
    expressions.isInSign = true;
    if (walk.is('in') || walk.is('of')) {
      const isKeys = walk.is('in');
      walk.at += 1;
      const of = expressions.sequence();
      walk.need(')');
      return { type: 'each', target: toTarget(target), of, isKeys, body: this.inner() };
    }
    walk.need(';');
    const test = walk.is(';') ? null : expressions.sequence();
    walk.need(';');
    const step = walk.is(')') ? null : expressions.sequence();
    walk.need(')');
    return { type: 'loop', start: target, test, step, body: this.inner(), isAfter: false };
  }

  private first(): Statement {
    return { type: 'expression', value: this.expressions.sequence() };
  }

  private inner(): Statement {
    return this.walk.nested(() => this.statement());
  }

  private declarations(): Statement {
    const body: Statement[] = [];
    do {
      const one = this.expressions.expression();
      const isGiven = one.type === 'assign';
      body.push({ type: 'declare', target: isGiven ? one.target : one, value: isGiven ? one.value : null });
    } while (this.walk.take(','));
    return { type: 'block', body };
  }

  private attempt(): Statement {
    const { walk } = this;
    const body: Statement = { type: 'block', body: this.block() };
    const hasHandler = walk.take('catch');
    if (hasHandler && walk.is('(')) walk.skipBracket();
    const handler: Statement | null = hasHandler ? { type: 'block', body: this.block() } : null;
    const last: Statement | null = walk.take('finally') ? { type: 'block', body: this.block() } : null;
    return { type: 'try', body, handler, last };
  }

  private choices(): Statement {
    const { walk } = this;
    const on = this.condition();
    const cases: { test: Expression | null; body: Statement[] }[] = [];
    walk.need('{');
    while (!walk.take('}')) {
      if (!walk.is('default')) walk.need('case');
      const test = walk.take('default') ? null : this.expressions.sequence();
      walk.need(':');
      const body: Statement[] = [];
      while (!walk.is('case') && !walk.is('default') && !walk.is('}')) body.push(this.inner());
      cases.push({ test, body });
    }
    return { type: 'switch', on, cases };
  }
}

function toTarget(statement: Statement | null): Expression {
  if (statement?.type === 'expression') return statement.value;
  const [first] = statement?.type === 'block' ? statement.body : [];
  return first?.type === 'declare' ? first.target : { type: 'unread' };
}

/** The statements of a script; linear in its length. */
export const parseScript = (code: string): Statement[] => new StatementParser(code).whole();
