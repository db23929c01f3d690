import jsTokens, { type Token } from 'js-tokens';
import { OpenScript } from './open-script';

/** Where in a JavaScript text a character is. */
export type ScriptState =
  | 'code'
  | 'single'
  | 'double'
  | 'template'
  | 'line-comment'
  | 'block-comment'
  | 'regex';

/** A token with where it begins; HTML-like comments (ECMAScript annex B.1.1) are `SingleLineComment`. */
export type PlacedToken = Token & { at: number };

/** The state of each character; `isReliable` is false when a string, comment or expression never ends: the reading may be out of step. */
type ScriptScan = {
  tokens: readonly PlacedToken[];
  stateAt(index: number): ScriptState;
  isReliable: boolean;
};

/** A module (`<script type="module">`) has no HTML-like comments. */
export type ScriptGoal = { isModule?: boolean };

/** How much is told again in all, in lengths of the script: more only where comments stand in brackets without end. */
const MOST_REPLAYED = 4;
/** Characters that are read at once behind a comment. */
const FIRST_PIECE = 1_024;
const STATES: readonly ScriptState[] = [
  'code',
  'single',
  'double',
  'template',
  'line-comment',
  'block-comment',
  'regex',
];
const LINE_END = /[\n\r\u2028\u2029]/g;

function readState({ type, value }: Token): ScriptState {
  switch (type) {
    case 'StringLiteral':
      return value.startsWith("'") ? 'single' : 'double';
    case 'NoSubstitutionTemplate':
    case 'TemplateHead':
    case 'TemplateMiddle':
    case 'TemplateTail':
      return 'template';
    case 'RegularExpressionLiteral':
      return 'regex';
    case 'MultiLineComment':
      return 'block-comment';
    case 'SingleLineComment':
    case 'HashbangComment':
      return 'line-comment';
    default:
      return 'code';
  }
}

/** Reads a script once and tells its tokens and the state of every character; linear in its length. */
export function scanScript(code: string, { isModule = false }: ScriptGoal = {}): ScriptScan {
  const reading = new Reading(code, !isModule);
  reading.read();
  const { tokens, states, isReliable } = reading;
  return { tokens, stateAt: (index) => STATES[states[index] ?? 0] ?? 'code', isReliable };
}

class Reading {
  readonly tokens: PlacedToken[] = [];
  readonly states: Uint8Array;
  isReliable = true;
  private openTemplates = 0;
  private open = new OpenScript();
  private replayed = 0;

  constructor(
    private readonly code: string,
    private readonly hasHtmlComments: boolean,
  ) {
    this.states = new Uint8Array(code.length);
  }

  /** The tokenizer does not know HTML-like comments: it begins again behind each, with what was open before it. */
  read(): void {
    const { code } = this;
    for (let start = 0; start < code.length; ) {
      const at = this.readFrom(start);
      if (at >= code.length) break;
      LINE_END.lastIndex = at;
      start = LINE_END.exec(code)?.index ?? code.length;
      this.keep({ type: 'SingleLineComment', value: code.slice(at, start), at });
    }
    if (this.openTemplates > 0) this.isReliable = false;
  }

  /**
   * In pieces that grow, for joining the whole rest to what is open takes as long as the rest is.
   * @returns where an HTML-like comment begins, or the end
   */
  private readFrom(start: number): number {
    const before = start === 0 ? '' : this.replay();
    for (let size = start === 0 ? this.code.length : FIRST_PIECE; ; size *= 2) {
      const [tokens, comment] = this.piece(before, start, start + size);
      if (comment === null && start + size < this.code.length) continue;
      for (const token of tokens) {
        this.keep(token);
        this.open.add(token);
      }
      return comment ?? this.code.length;
    }
  }

  /** The tokens up to an HTML-like comment, with its place; null where there is none, and the last token may be cut. */
  private piece(before: string, start: number, end: number): [tokens: PlacedToken[], comment: number | null] {
    const { code } = this;
    const tokens: PlacedToken[] = [];
    let at = start - before.length;
    // Nothing but blanks since the last line break: there `-->` begins a comment.
    let isLineBlank = true;
    for (const token of jsTokens(before + code.slice(start, end))) {
      if (at >= start) {
        if (this.hasHtmlComments && isHtmlComment(code, at, token, isLineBlank)) return [tokens, at];
        tokens.push(Object.assign(token, { at }));
        if (endsLine(token)) isLineBlank = true;
        else if (token.type !== 'WhiteSpace' && token.type !== 'MultiLineComment') isLineBlank = false;
      }
      at += token.value.length;
    }
    return [tokens, null];
  }

  /** What was open, unless telling it again and again takes longer than the script itself. */
  private replay(): string {
    this.replayed += this.open.length;
    if (this.open.isNested && this.replayed <= MOST_REPLAYED * this.code.length) return String(this.open);
    this.isReliable = false;
    this.openTemplates = 0;
    this.open = new OpenScript();
    return '';
  }

  private keep(token: PlacedToken): void {
    const { at } = token;
    this.tokens.push(token);
    const state = STATES.indexOf(readState(token));
    if (state !== 0) this.states.fill(state, at, at + token.value.length);
    // The brace that ends an expression of a template belongs to the expression.
    if (token.type === 'TemplateMiddle' || token.type === 'TemplateTail') this.states[at] = 0;
    if (token.type === 'TemplateHead') this.openTemplates += 1;
    if (token.type === 'TemplateTail') this.openTemplates -= 1;
    if ('closed' in token && !token.closed) this.isReliable = false;
  }
}

/** A comment over more than one line ends a line too. */
const endsLine = ({ type, value }: Token): boolean =>
  type === 'LineTerminatorSequence' || (type === 'MultiLineComment' && value.search(LINE_END) !== -1);

const isHtmlComment = (code: string, at: number, { type }: Token, isLineBlank: boolean): boolean =>
  type === 'Punctuator' && (code.startsWith('<!--', at) || (isLineBlank && code.startsWith('-->', at)));

/** Places where `word` is as a token of its own in code: neither in a string nor a comment nor a part of a longer name. */
export function codeTokens(code: string, word: string, goal?: ScriptGoal): number[] {
  const needle = word.toLowerCase();
  if (!code.toLowerCase().includes(needle)) return [];
  return scanScript(code, goal).tokens.flatMap(({ type, value, at }) =>
    type === 'IdentifierName' && value.toLowerCase() === needle ? [at] : [],
  );
}
