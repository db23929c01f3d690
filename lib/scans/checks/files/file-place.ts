import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint, ProbeContext } from '../check';
import { destinationsBy } from '../redirects/destinations';
import { shownText } from './shown-text';

/** An answer and all that it shows. */
export type Shown = { exchange: Exchange; text: string };

const BASE64 = /^[\w+/-]{4,400}={0,2}$/;
const READABLE = /^[\p{L}\p{N}\p{P}\p{Zs}]+$/u;
/** A file or a path: something with an ending, or folders. */
const LIKE_FILE = /^[^@]*(?:\.[a-z][a-z\d]{0,10}$|[\\/])/i;
const ADDRESS = /^[a-z][a-z\d+.-]{1,20}:\/\//i;
/** Headers that every browser or proxy sends. */
const USUAL_HEADER = /^(?:referer|user-agent|accept-language|x-forwarded-\w+)$/i;
/** What a header can carry as it is. */
const IN_HEADERS = /^[\x20-\x7e]*$/;
const NAMED_FOR_FILES =
  /(?:^|[^a-z])(?:f|p|page|pg|doc|docs|document|file|path|dir|folder|tpl|template|theme|skin|style|layout|lang|language|locale|include|inc|src|source|img|image|pic|photo|view|load|read|show|open|content|download|attachment|report|log|module|resource|url|uri|href|wenjian|lujing|mulu|muban|tupian|yuyan)(?:$|[^a-z])|(?:file|path|page|doc|document|template|folder|dir|lang|locale|image|theme|view)(?:name)?$/i;

const FALLING_BACK = /lang|locale|theme|skin|style|layout|template|tpl|muban|yuyan/i;

/** The name within a value that is sent in base64; null for any other value. */
function nameInBase64(value: string): string | null {
  if (!BASE64.test(value)) return null;
  const name = Buffer.from(value, 'base64').toString('utf8');
  return READABLE.test(name) && LIKE_FILE.test(name) ? name : null;
}

/** An insertion point whose value may name a file. */
export class FilePlace {
  /** The name as the page reads it. */
  readonly name: string;
  private readonly isBase64: boolean;
  /** What came of a name that was asked for. */
  private readonly asked = new Map<string, Promise<Shown | null>>();

  private used: Promise<boolean> | null = null;
  private wrong: string | null = null;

  constructor(
    private readonly point: InsertionPoint,
    private readonly context: ProbeContext,
  ) {
    const inBase64 = nameInBase64(point.value);
    this.isBase64 = inBase64 !== null;
    this.name = inBase64 ?? point.value;
  }

  mark(): string {
    return this.context.mark();
  }

  siteFiles(): ReturnType<ProbeContext['siteFiles']> {
    return this.context.siteFiles();
  }

  /** The value speaks for a file. */
  get looksLikeFile(): boolean {
    return !this.isOfBrowser && LIKE_FILE.test(this.name) && !this.isAddress;
  }

  /** The value names a file without an ending, or a folder. */
  get mayBeFolder(): boolean {
    return this.name !== '' && !/\.[a-z\d]{1,11}$/i.test(this.name);
  }

  /** For a language or a look there may be a page without a file of that name. */
  get mayFallBack(): boolean {
    return FALLING_BACK.test(this.point.name) && !/^\d+$/.test(this.name);
  }

  /** The value is an address; what is read there has a scheme, and no folder before it. */
  get isAddress(): boolean {
    return ADDRESS.test(this.name);
  }

  /** Headers that every browser sends name no files. */
  get isUsual(): boolean {
    return this.isOfBrowser && !this.isNamedForFiles;
  }

  private get isOfBrowser(): boolean {
    return this.point.location === 'HEADER' && USUAL_HEADER.test(this.point.name);
  }

  /** The name of the parameter speaks for a file. */
  get isNamedForFiles(): boolean {
    return NAMED_FOR_FILES.test(this.point.name);
  }

  encodeName(name: string): string {
    return this.isBase64 ? Buffer.from(name).toString('base64') : name;
  }

  /** Each name is asked for once. */
  ask(name: string): Promise<Shown | null> {
    const known = this.asked.get(name) ?? this.send(name);
    this.asked.set(name, known);
    return known;
  }

  async untouched(): Promise<Shown | null> {
    const exchange = await this.context.baseline(this.point);
    return exchange && { exchange, text: shownText(exchange) };
  }

  /** Whether the page only leads on to the value: nothing is read here. */
  async isLedTo(): Promise<boolean> {
    const usual = await this.untouched();
    return usual !== null && destinationsBy(usual.exchange, this.name).length > 0;
  }

  /** Whether the page takes the value for a path: a detour by the folder itself changes nothing, and another name does. */
  async isPath(): Promise<boolean> {
    const last = Math.max(this.name.lastIndexOf('/'), this.name.lastIndexOf('\\')) + 1;
    const detour = `${this.name.slice(0, last)}./${this.name.slice(last)}`;
    return this.name !== '' && !(await this.changes(detour)) && (await this.isUsed());
  }

  /** Whether what is encoded twice is the same value: something behind the page decodes it. */
  async isDecodedAgain(): Promise<boolean> {
    const encoded = (name: string) => `%2e%2f${name}`;
    return this.name !== '' && (await this.isUsed()) && !(await this.changes(encoded(this.name)));
  }

  /** Whether a folder in front that does not exist changes nothing: the page looks at the last part alone. */
  async dropsFolders(): Promise<boolean> {
    return this.name !== '' && (await this.isUsed()) && !(await this.changes(`${this.mark()}/${this.name}`));
  }

  /** Whether the page says the same to every value, but for the value itself. */
  async isSilent(): Promise<boolean> {
    // Of a path that does not exist nobody can tell what has read it.
    if (this.point.location === 'PATH') return false;
    const reaction = await this.context.reaction(this.point);
    return reaction === 'SILENT' || reaction === 'ECHO';
  }

  /** Whether another name gets another answer. */
  isUsed(): Promise<boolean> {
    this.used ??= this.changes(this.wrongName());
    return this.used;
  }

  /** A name like the value that no file has. */
  wrongName(): string {
    this.wrong ??= `${this.mark()}${this.name}`;
    return this.wrong;
  }

  /** Whether two names get the same answer, the names themselves aside; false where nothing came back. */
  async isAlike(one: string, other: string): Promise<boolean> {
    const [a, b] = [await this.answerTo(one), await this.answerTo(other)];
    return a !== null && b !== null && this.saysSame(a, b, [one, other]);
  }

  private answerTo(name: string): Promise<Shown | null> {
    return name === this.name ? this.untouched() : this.ask(name);
  }

  private async changes(name: string): Promise<boolean> {
    const [usual, other] = [await this.untouched(), await this.ask(name)];
    if (!usual || !other) return true;
    return !this.saysSame(usual, other, [this.name, name]);
  }

  /** Whether two answers are one without the names that were asked for; a short one may be a word of the file as well. */
  private saysSame(one: Shown, other: Shown, names: readonly string[]): boolean {
    const values = names.map((name) => this.encodeName(name)).sort((a, b) => b.length - a.length);
    return said(one, values) === said(other, values);
  }

  private async send(name: string): Promise<Shown | null> {
    const value = this.encodeName(name);
    if (this.point.location === 'HEADER' && !IN_HEADERS.test(value)) return null;
    const exchange = await this.context.probe(this.point, value);
    return exchange && { exchange, text: shownText(exchange) };
  }
}

/** What the page says besides the values, the longest of which is first; its headers tell the time. */
function said({ exchange }: Shown, values: readonly string[]): string {
  const rest = values
    .filter((value) => value !== '')
    .reduce(
      (text, value) => text.replaceAll(value, '').replaceAll(encodeURIComponent(value), ''),
      decodedBodyText(exchange),
    );
  return `${exchange.response.status} ${rest}`;
}
