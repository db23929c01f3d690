/** Where in a JavaScript text a character is. */
export type ScriptState =
  | 'code'
  | 'single'
  | 'double'
  | 'template'
  | 'line-comment'
  | 'block-comment'
  | 'regex';

/** The state of each character; `isReliable` is false when a string, comment or expression never ends: the reading may be out of step. */
type ScriptScan = { stateAt(index: number): ScriptState; isReliable: boolean };

const STATES: readonly ScriptState[] = [
  'code',
  'single',
  'double',
  'template',
  'line-comment',
  'block-comment',
  'regex',
];
const QUOTES: Readonly<Record<string, 'single' | 'double'>> = { "'": 'single', '"': 'double' };
const LINE_END = /[\n\r\u2028\u2029]/;
/** Words after which a slash begins a regular expression and not a division. */
const BEFORE_REGEX =
  /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|instanceof|new|throw|yield|await)$/;

class Reader {
  readonly states: Uint8Array;
  isReliable = true;
  private at = 0;
  /** For every open `${`, the number of plain braces open inside it. */
  private readonly substitutions: number[] = [];
  private codeTail = '';
  /** Nothing but blanks since the last line break: there `-->` begins a comment (ECMAScript annex B.1.1). */
  private isLineBlank = true;
  /** For every open parenthesis, whether it belongs to `if (…)` and its like, after which an expression begins. */
  private readonly conditions: boolean[] = [];

  constructor(private readonly code: string) {
    this.states = new Uint8Array(code.length);
  }

  read(): void {
    while (this.at < this.code.length) this.readCode();
    if (this.substitutions.length > 0) this.isReliable = false;
  }

  private take(state: ScriptState, length = 1): void {
    this.states.fill(STATES.indexOf(state), this.at, this.at + length);
    this.at += length;
  }

  private startsWith(text: string): boolean {
    return this.code.startsWith(text, this.at);
  }

  private readCode(): void {
    const char = this.code[this.at] ?? '';
    const quote = QUOTES[char];
    if (quote) this.readString(char, quote);
    else if (char === '`') this.readTemplate();
    else if (this.startsWith('//') || this.startsWith('<!--')) this.readLineComment();
    else if (this.startsWith('-->') && this.isLineBlank) this.readLineComment();
    else if (this.startsWith('/*')) this.readBlockComment();
    else if (char === '/' && this.isRegexAllowed()) this.readRegex();
    else this.readPlain(char);
  }

  private readPlain(char: string): void {
    this.take('code');
    if (LINE_END.test(char)) this.isLineBlank = true;
    else if (!/\s/.test(char)) this.isLineBlank = false;
    if (char === '(') this.conditions.push(/(?:^|[^\w$.])(?:if|while|for|with) ?$/.test(this.codeTail));
    const isAfterCondition = char === ')' && this.conditions.pop() === true;
    if (!/\s/.test(char)) this.codeTail = isAfterCondition ? '(' : (this.codeTail + char).slice(-12);
    else if (/[\w$]$/.test(this.codeTail)) this.codeTail += ' ';
    this.countBraces(char);
  }

  private countBraces(char: string): void {
    const depth = this.substitutions.length - 1;
    const open = this.substitutions[depth];
    if (open === undefined) return;
    if (char === '{') this.substitutions[depth] = open + 1;
    if (char === '}' && open > 0) this.substitutions[depth] = open - 1;
    if (char === '}' && open === 0) {
      this.substitutions.pop();
      this.readTemplateRest();
    }
  }

  private isRegexAllowed(): boolean {
    const tail = this.codeTail.trimEnd();
    return tail === '' || /[(,=:[!&|?{};+\-*%^~<>]$/.test(tail) || BEFORE_REGEX.test(tail);
  }

  private readString(quote: string, state: ScriptState): void {
    this.take(state);
    while (this.at < this.code.length) {
      const char = this.code[this.at] ?? '';
      if (char === '\\') this.take(state, this.startsWith('\\\r\n') ? 3 : 2);
      else if (/[\n\r]/.test(char)) break;
      else {
        this.take(state);
        if (char === quote) {
          this.leave(')');
          return;
        }
      }
    }
    this.isReliable = false;
  }

  private readTemplate(): void {
    this.take('template');
    this.readTemplateRest();
  }

  private readTemplateRest(): void {
    while (this.at < this.code.length) {
      if (this.startsWith('\\')) this.take('template', 2);
      else if (this.startsWith('${')) {
        this.take('template', 2);
        this.substitutions.push(0);
        this.leave('(');
        return;
      } else {
        const isEnd = this.startsWith('`');
        this.take('template');
        if (isEnd) {
          this.leave(')');
          return;
        }
      }
    }
    this.isReliable = false;
  }

  /** `tail` stands for what was read: `)` like a value, `(` like the place before one. */
  private leave(tail: string): void {
    this.codeTail = tail;
    this.isLineBlank = false;
  }

  private readLineComment(): void {
    while (this.at < this.code.length && !LINE_END.test(this.code[this.at] ?? '')) this.take('line-comment');
  }

  private readBlockComment(): void {
    const end = this.code.indexOf('*/', this.at + 2);
    if (end === -1) this.isReliable = false;
    this.take('block-comment', (end === -1 ? this.code.length : end + 2) - this.at);
  }

  private readRegex(): void {
    let isInClass = false;
    this.take('regex');
    while (this.at < this.code.length) {
      const char = this.code[this.at] ?? '';
      if (LINE_END.test(char)) break;
      this.take('regex', char === '\\' ? 2 : 1);
      if (char === '[') isInClass = true;
      else if (char === ']') isInClass = false;
      else if (char === '/' && !isInClass) {
        this.leave(')');
        return;
      }
    }
    this.isReliable = false;
  }
}

/** Reads a script once and tells the state of every character; linear in its length. */
export function scanScript(code: string): ScriptScan {
  const reader = new Reader(code);
  reader.read();
  return { stateAt: (index) => STATES[reader.states[index] ?? 0] ?? 'code', isReliable: reader.isReliable };
}

/** Places where `word` is as a token of its own in code: neither in a string nor a comment nor a part of a longer name. */
export function codeTokens(code: string, word: string): number[] {
  const haystack = code.toLowerCase();
  const needle = word.toLowerCase();
  if (!haystack.includes(needle)) return [];
  const scan = scanScript(code);
  const found: number[] = [];
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1)) {
    const isWhole =
      !/[\w$]/.test(haystack[at - 1] ?? '') && !/[\w$]/.test(haystack[at + needle.length] ?? '');
    if (isWhole && scan.stateAt(at) === 'code') found.push(at);
  }
  return found;
}
