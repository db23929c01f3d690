import { sortRows } from './sort-rows';
import { SqlError, syntaxError } from './sql-error';
import {
  calculate,
  compareValues,
  holdsFor,
  isLike,
  isTrue,
  type SqlValue,
  toAbsolute,
  toNumber,
} from './sql-values';
import { type Dialect, type Token, tokenizeSql } from './tokenize-sql';

export type Row = Readonly<Record<string, string | number>>;
type Expression = (row: Row) => SqlValue;

/** A parser that calls itself must end before the stack does. */
const MAX_DEPTH = 200;

class Query {
  private readonly tokens: readonly Token[];
  private next = 0;
  /** How many columns were named so far: what names none is calculated once, before any row. */
  private columns = 0;
  private branches = 0;
  private depth = 0;

  constructor(
    private readonly dialect: Dialect,
    private readonly sql: string,
    private readonly rows: readonly Row[],
  ) {
    this.tokens = tokenizeSql(dialect, sql);
  }

  private fail(at: number): never {
    throw syntaxError(this.dialect, this.sql, at);
  }

  private nested(read: () => Expression): Expression {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) this.fail(this.peek().at);
    const expression = read();
    this.depth -= 1;
    return expression;
  }

  private peek(): Token {
    return this.tokens[this.next] ?? { kind: 'end', text: '', at: this.sql.length };
  }

  private accept(...words: string[]): string | null {
    const token = this.peek();
    const found =
      token.kind === 'name' || token.kind === 'sign'
        ? words.find((word) => word === token.text.toUpperCase())
        : undefined;
    if (found !== undefined) this.next += 1;
    return found ?? null;
  }

  private expect(word: string): void {
    if (this.accept(word) === null) this.fail(this.peek().at);
  }

  run(): Row[] {
    for (const word of ['SELECT', '*', 'FROM']) this.expect(word);
    if (this.peek().kind !== 'name') this.fail(this.peek().at);
    this.next += 1;
    const condition = this.accept('WHERE') ? this.disjunction() : () => true;
    const orders: { by: Expression; isDescending: boolean }[] = [];
    if (this.accept('ORDER')) {
      this.expect('BY');
      do orders.push({ by: this.disjunction(), isDescending: this.accept('ASC', 'DESC') === 'DESC' });
      while (this.accept(','));
    }
    const limit = this.accept('LIMIT') ? Number(this.limit()({})) : this.rows.length;
    const offset = this.accept('OFFSET') ? Number(this.limit()({})) : 0;
    if (this.peek().kind !== 'end') this.fail(this.peek().at);
    const found = this.rows.filter((row) => isTrue(this.dialect, condition(row)));
    return sortRows(this.dialect, found, orders).slice(offset, offset + limit);
  }

  /** MySQL takes numbers there and no calculations. */
  private limit(): Expression {
    return this.dialect === 'mysql' ? this.primary() : this.sum();
  }

  private disjunction(): Expression {
    const parts = [this.conjunction()];
    // MySQL reads two bars as OR.
    while (this.accept('OR', ...(this.dialect === 'mysql' ? ['||'] : []))) parts.push(this.conjunction());
    return parts.length === 1 && parts[0]
      ? parts[0]
      : (row) => parts.some((part) => isTrue(this.dialect, part(row)));
  }

  private conjunction(): Expression {
    const parts = [this.comparison()];
    while (this.accept('AND')) parts.push(this.comparison());
    return parts.length === 1 && parts[0]
      ? parts[0]
      : (row) => parts.every((part) => isTrue(this.dialect, part(row)));
  }

  /** As real planners do, what depends on no row is calculated first, and fails even where no row is looked at. */
  private comparison(): Expression {
    const before = this.columns;
    const expression = this.relation();
    if (this.columns > before || this.branches > 0) return expression;
    const value = expression({});
    return () => value;
  }

  private relation(): Expression {
    if (this.accept('NOT')) {
      const inner = this.nested(() => this.relation());
      return (row) => {
        const value = inner(row);
        return value === null ? null : !isTrue(this.dialect, value);
      };
    }
    const left = this.sum();
    const sign = this.accept('=', '<>', '!=', '<', '>', '<=', '>=', 'LIKE', 'IN', 'BETWEEN');
    if (sign === null) return left;
    if (sign === 'IN') return this.membership(left);
    // What MySQL takes behind LIKE is no calculation.
    const right = sign === 'LIKE' && this.dialect === 'mysql' ? this.primary() : this.sum();
    if (sign === 'BETWEEN') {
      this.expect('AND');
      const upper = this.sum();
      return (row) =>
        compareValues(this.dialect, left(row), right(row)) >= 0 &&
        compareValues(this.dialect, left(row), upper(row)) <= 0;
    }
    if (sign === 'LIKE') return (row) => isLike(String(left(row)), String(right(row)));
    return (row) => {
      const order = compareValues(this.dialect, left(row), right(row));
      return Number.isNaN(order) ? null : (holdsFor(sign, order) ?? null);
    };
  }

  private membership(left: Expression): Expression {
    this.expect('(');
    const members: Expression[] = [];
    do members.push(this.disjunction());
    while (this.accept(','));
    this.expect(')');
    return (row) => members.some((member) => compareValues(this.dialect, left(row), member(row)) === 0);
  }

  private sum(): Expression {
    const joins = this.dialect !== 'mysql' && this.dialect !== 'mssql';
    return this.chain(() => this.product(), '+', '-', ...(joins ? ['||'] : []));
  }

  private product(): Expression {
    return this.chain(() => this.nested(() => this.primary()), '*', '/', '%');
  }

  private chain(operand: () => Expression, ...signs: string[]): Expression {
    let left = operand();
    for (let sign = this.accept(...signs); sign !== null; sign = this.accept(...signs)) {
      const [a, b, operator] = [left, operand(), sign];
      left = (row) => calculate(this.dialect, operator, a(row), b(row));
    }
    return left;
  }

  private primary(): Expression {
    const token = this.peek();
    if (this.accept('(')) {
      const inner = this.accept('SELECT') ? this.constants() : this.disjunction();
      this.expect(')');
      return inner;
    }
    if (this.accept('-')) {
      const inner = this.nested(() => this.primary());
      return (row) => calculate(this.dialect, '-', 0, inner(row));
    }
    if (this.accept('ABS')) return this.absolute();
    if (this.accept('CASE')) return this.choice();
    if (this.accept('CAST')) return this.cast();
    if (this.accept('NULL')) return () => null;
    if (token.kind !== 'string' && token.kind !== 'number' && token.kind !== 'name')
      return this.fail(token.at);
    this.next += 1;
    if (token.kind === 'string') return () => token.text;
    if (token.kind === 'number') return () => toNumber(token.text);
    this.columns += 1;
    if (this.rows[0] && !Object.hasOwn(this.rows[0], token.text))
      throw new SqlError(`no column is called ${token.text}`);
    return (row) => row[token.text] ?? null;
  }

  /** To a text; MySQL knows that type by another name only. */
  private cast(): Expression {
    this.expect('(');
    const inner = this.disjunction();
    this.expect('AS');
    if (this.dialect === 'mysql') return this.fail(this.peek().at);
    this.expect('VARCHAR');
    this.expect('(');
    this.primary();
    this.expect(')');
    this.expect(')');
    return inner;
  }

  private absolute(): Expression {
    this.expect('(');
    const inner = this.sum();
    this.expect(')');
    return (row) => toAbsolute(this.dialect, inner(row));
  }

  /** `1 UNION SELECT 2` as a value: fails when it is asked for and has more than one row. */
  private constants(): Expression {
    const values = [this.sum()];
    while (this.accept('UNION')) {
      this.expect('SELECT');
      values.push(this.sum());
    }
    return (row) => {
      if (values.length > 1) throw new SqlError('Subquery returns more than 1 row');
      return values[0]?.(row) ?? null;
    };
  }

  private choice(): Expression {
    this.expect('WHEN');
    const condition = this.disjunction();
    this.branches += 1;
    this.expect('THEN');
    const then = this.disjunction();
    const otherwise = this.accept('ELSE') ? this.disjunction() : () => null;
    this.expect('END');
    this.branches -= 1;
    return (row) => (isTrue(this.dialect, condition(row)) ? then(row) : otherwise(row));
  }
}

/**
 * Runs `SELECT * FROM table WHERE … ORDER BY … LIMIT … OFFSET …` over rows in memory: enough grammar that injected text does
 * what it would do in a real database. Nothing else is executed.
 * @throws SqlError in the words of the dialect
 */
export const querySql = (dialect: Dialect, sql: string, rows: readonly Row[]): Row[] =>
  new Query(dialect, sql, rows).run();
