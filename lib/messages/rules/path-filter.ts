/** A condition on a value somewhere in the JSON of a request or a response. */
export type PathFilter = {
  /** `either`: it may hold for the request or for the response. */
  side: 'request' | 'response' | 'either';
  /** Names, positions in lists, and `*` for every element of a list. */
  steps: readonly (string | number | typeof EVERY)[];
  /** `exists`: there is such a value. `contains` does not tell upper from lower case. */
  operator: 'exists' | 'equals' | 'differs' | 'contains' | 'less' | 'at-most' | 'more' | 'at-least';
  /** As a text, numbers too; null: JSON's null. */
  value: string | null;
};

export const EVERY: unique symbol = Symbol('every element');

/** `at` counts UTF-16 units from the beginning of the text; a sentence each below `messages.path.problem.<code>`. */
export type PathProblem = {
  code:
    | 'EMPTY'
    | 'NAME_EXPECTED'
    | 'BRACKET_OPEN'
    | 'QUOTE_OPEN'
    | 'VALUE_EXPECTED'
    | 'OPERATOR_UNKNOWN'
    | 'TOO_LONG'
    | 'NUMBER_EXPECTED';
  at: number;
};

export const MAX_PATH_CHARACTERS = 300;
const MAX_STEPS = 20;

const OPERATORS: readonly (readonly [sign: string, operator: PathFilter['operator']])[] = [
  ['!=', 'differs'],
  ['>=', 'at-least'],
  ['<=', 'at-most'],
  ['==', 'equals'],
  ['=', 'equals'],
  ['~', 'contains'],
  ['>', 'more'],
  ['<', 'less'],
];
const NUMERIC: readonly PathFilter['operator'][] = ['less', 'at-most', 'more', 'at-least'];
const NAME = /[\p{L}\p{N}_$-]+/uy;
const NUMBER = /^-?\d{1,30}(\.\d{1,30})?$/;

/**
 * Reads `$.info[0].appInfo.frontEndUrl = "https://…"`, `response.resultCode != 000000`, `request.userList[*].role ~ adm`
 * or a path alone. A value in quotation marks may hold anything; one without reaches to the end.
 */
export function parsePathFilter(
  text: string,
): { ok: true; filter: PathFilter } | { ok: false; problem: PathProblem } {
  try {
    return { ok: true, filter: new Reader(text).filter() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: { code: error.code, at: error.at } };
    throw error;
  }
}

class Refusal extends Error {
  constructor(
    readonly code: PathProblem['code'],
    readonly at: number,
  ) {
    super(code);
  }
}

class Reader {
  private at = 0;
  constructor(private readonly text: string) {
    if (text.length > MAX_PATH_CHARACTERS) throw new Refusal('TOO_LONG', MAX_PATH_CHARACTERS);
  }

  filter(): PathFilter {
    this.skipSpaces();
    if (this.at === this.text.length) throw new Refusal('EMPTY', 0);
    const side = this.side();
    const steps = this.steps();
    this.skipSpaces();
    if (this.at === this.text.length) return { side, steps, operator: 'exists', value: null };
    const operator = this.operator();
    this.skipSpaces();
    const from = this.at;
    const value = this.value();
    if (NUMERIC.includes(operator) && (value === null || !NUMBER.test(value)))
      throw new Refusal('NUMBER_EXPECTED', from);
    return { side, steps, operator, value };
  }

  private side(): PathFilter['side'] {
    const [all, name] = /^(request|response)(?=[.[])/.exec(this.text.slice(this.at)) ?? [];
    if (all === undefined) return 'either';
    this.at += all.length;
    return name === 'request' ? 'request' : 'response';
  }

  private steps(): PathFilter['steps'] {
    const steps: PathFilter['steps'][number][] = [];
    // `$` is the whole; a path may as well begin with its first name.
    const isRooted = /^\$(?=[.[]|\s|$)/.test(this.text.slice(this.at));
    if (isRooted) this.at += 1;
    else if (!/[.[]/.test(this.text[this.at] ?? '')) steps.push(this.name());
    while (this.text[this.at] === '.' || this.text[this.at] === '[') {
      const isName = this.text[this.at] === '.';
      this.at += 1;
      steps.push(isName ? this.name() : this.bracket());
      if (steps.length > MAX_STEPS) throw new Refusal('TOO_LONG', this.at);
    }
    return steps;
  }

  private name(): string {
    NAME.lastIndex = this.at;
    const name = NAME.exec(this.text)?.[0];
    if (name === undefined) throw new Refusal('NAME_EXPECTED', this.at);
    this.at += name.length;
    return name;
  }

  private bracket(): PathFilter['steps'][number] {
    const from = this.at;
    const mark = this.text[this.at];
    if (mark === '"' || mark === "'") {
      const name = this.quoted();
      this.close(from);
      return name;
    }
    const [inner = ''] = /^(\*|\d{1,6})/.exec(this.text.slice(this.at)) ?? [];
    if (inner === '') throw new Refusal('NAME_EXPECTED', this.at);
    this.at += inner.length;
    this.close(from);
    return inner === '*' ? EVERY : Number(inner);
  }

  private close(from: number): void {
    if (this.text[this.at] !== ']') throw new Refusal('BRACKET_OPEN', from - 1);
    this.at += 1;
  }

  private operator(): PathFilter['operator'] {
    const found = OPERATORS.find(([sign]) => this.text.startsWith(sign, this.at));
    if (!found) throw new Refusal('OPERATOR_UNKNOWN', this.at);
    this.at += found[0].length;
    return found[1];
  }

  private value(): string | null {
    const mark = this.text[this.at];
    if (mark === undefined) throw new Refusal('VALUE_EXPECTED', this.at);
    if (mark === '"' || mark === "'") {
      const value = this.quoted();
      this.skipSpaces();
      if (this.at < this.text.length) throw new Refusal('OPERATOR_UNKNOWN', this.at);
      return value;
    }
    const rest = this.text.slice(this.at).trimEnd();
    return rest === 'null' ? null : rest;
  }

  /** A backslash takes the next character as it is. */
  private quoted(): string {
    const from = this.at;
    const mark = this.text[this.at];
    let value = '';
    for (this.at += 1; this.at < this.text.length; this.at++) {
      const character = this.text[this.at] ?? '';
      if (character === mark) {
        this.at += 1;
        return value;
      }
      if (character === '\\') this.at += 1;
      value += character === '\\' ? (this.text[this.at] ?? '') : character;
    }
    throw new Refusal('QUOTE_OPEN', from);
  }

  private skipSpaces(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }
}

/**
 * The steps as a path of PostgreSQL's own language. Names are quoted as JSON texts, which that language reads: nothing
 * in them can be more than a name, and no expression but a path comes out.
 */
export const postgresPath = (steps: PathFilter['steps']): string =>
  `$${steps
    .map((step) =>
      step === EVERY
        ? '[*]'
        : typeof step === 'number'
          ? `[${step}]`
          : `.${JSON.stringify(step.toWellFormed())}`,
    )
    .join('')}`;
