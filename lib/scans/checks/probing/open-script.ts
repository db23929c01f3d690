import type { Token } from 'js-tokens';

/** Longer than what is in front of a bracket in any script that is written by sense. */
const MOST_WORDS = 200;
/** Longer than every keyword. */
const MOST_LETTERS = 20;
const CLOSERS: Readonly<Record<string, string>> = { ')': '(', '}': '{' };
const QUIET: readonly Token['type'][] = [
  'WhiteSpace',
  'LineTerminatorSequence',
  'SingleLineComment',
  'MultiLineComment',
  'HashbangComment',
];

/**
 * What is open behind the tokens of a script so far, as the shortest script that leaves a tokenizer in the same place:
 * its brackets and templates, and the word before the next one, which decides between a division and a regular
 * expression. An array's brackets decide nothing.
 */
export class OpenScript {
  private readonly opened: { bracket: string; text: string }[] = [];
  private last = '';
  private isGroup = false;
  private hasLineEnd = false;
  /** False once this is no longer the same place: brackets closed in another order than they were opened. */
  isNested = true;

  add({ type, value }: Token): void {
    if (QUIET.includes(type)) {
      this.hasLineEnd ||= /[\n\r\u2028\u2029]/.test(value);
      return;
    }
    if (type === 'TemplateHead') this.open('`', '`${');
    else if (type === 'TemplateMiddle') this.again();
    else if (type === 'TemplateTail') this.close('`', '``');
    else if (type === 'Punctuator') this.sign(value);
    else this.word(type, value);
    this.hasLineEnd = false;
  }

  get length(): number {
    return this.opened.reduce((sum, { text }) => sum + text.length + 1, this.last.length);
  }

  toString(): string {
    return [...this.opened.map(({ text }) => text), this.last].join(' ');
  }

  private sign(value: string): void {
    const opener = CLOSERS[value];
    // Behind a group, a brace opens a block and a parenthesis a call.
    if (value === '(' || value === '{') this.open(value, `${this.isGroup ? ';' : this.last} ${value}`);
    else if (opener !== undefined) this.close(opener, value === ')' ? '()' : ';{}');
    else if (value === '++' || value === '--') this.step(value);
    // A slash alone would begin a regular expression here; what follows it is the same as behind any operator.
    else this.set(value.startsWith('/') ? '*' : value);
  }

  private word(type: Token['type'], value: string): void {
    const isProperty = this.last === '.' || this.last === '?.';
    const isName = type === 'IdentifierName' || type === 'PrivateIdentifier' || type === 'Invalid';
    const name = value.length > MOST_LETTERS ? 'a' : value;
    this.set(isName ? (isProperty ? `.${name}` : name) : '0');
  }

  /** Behind a value on its line it belongs to that value. */
  private step(value: string): void {
    const isBehind = !this.hasLineEnd && this.last !== '';
    if (isBehind && /(?:\+\+|--)$/.test(this.last)) return;
    this.set(isBehind ? `${this.last} ${value}` : `;${value}`);
  }

  private open(bracket: string, text: string): void {
    this.opened.push({ bracket, text });
    this.set('');
  }

  private again(): void {
    if (this.opened.at(-1)?.bracket !== '`') this.isNested = false;
    this.set('');
  }

  /** @param plain what stands for the whole where nothing was opened */
  private close(bracket: string, plain: string): void {
    const top = this.opened.at(-1);
    const isPair = top?.bracket === bracket;
    if (isPair) this.opened.pop();
    else if (top) this.isNested = false;
    const isTemplate = bracket === '`';
    const closer = bracket === '(' ? ')' : '}';
    this.set(isPair && !isTemplate ? `${top.text} ${closer}` : plain, !isTemplate);
  }

  private set(last: string, isGroup = false): void {
    this.isNested &&= last.length <= MOST_WORDS;
    this.last = last.length <= MOST_WORDS ? last : '';
    this.isGroup = isGroup;
  }
}
