import type { ResponsePage } from './read-page';
import { withoutSecrets } from './recognise-crash';
import { oneLine } from './to-single-line';

/** What the response says of itself in one line: its title, or its first words. */
export function saidByPage({ title, text, json }: ResponsePage): string {
  const said = json === null ? null : saidByJson(json);
  const lines = text.split('\n').filter((line) => !BLAND.test(line) && !title.includes(line));
  const telling = BLAND.test(title)
    ? (lines.find((line) => /\s\S/.test(line)) ??
      lines[0] ??
      (/^error$/i.test(title) ? text.split('\n')[0] : undefined))
    : undefined;
  const whole = said ?? telling ?? (title || text.trim().slice(0, 500));
  return withoutSecrets(oneLine(whole)).replace(/[.。]$/, '') || '–';
}

/** Words that say no more than the status does. */
const BLAND =
  /^(?:error|\d{3}|(?:http (?:status|error) )?\d{3}\s?[-–:]?\s?[a-z -]{1,40}|[a-z ]{1,30} \(\d{3}\)|bad request|unprocessable (?:entity|content)|not found|forbidden|unauthorized|type status report|validation failed|(?:an|one or more) (?:validation )?errors? occurred\.?)$/i;

/** Members in which frameworks write what they miss: what tells most comes first. */
const TELLING = ['message', 'error_msg', 'detail', 'msg', 'description', 'reason', 'errorMessage', 'error'];
const FURTHER = ['errors', '_embedded', 'violations', 'exception', 'error_description', 'title'];
const MOST_DEPTH = 4;

/** The most telling text of a response in JSON; null where no member is known to hold one. */
function saidByJson(json: object): string | null {
  const said = [...listSaid(json, 0)].slice(0, 40);
  return said.find((one) => !BLAND.test(one)) ?? said[0] ?? null;
}

function* listSaid(value: unknown, depth: number): Generator<string> {
  if (typeof value === 'string' && value.trim() !== '') yield value.trim();
  if (typeof value !== 'object' || value === null || depth > MOST_DEPTH) return;
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 5)) yield* listSaid(one, depth + 1);
    return;
  }
  const entries = new Map(Object.entries(value));
  const place = entries.get('loc') ?? entries.get('field') ?? entries.get('path');
  const named =
    depth > 0 && (Array.isArray(place) || typeof place === 'string') ? [place].flat().join('.') : '';
  const known = [...TELLING, ...FURTHER].filter((name) => entries.has(name));
  // Validators also answer an object of the members that they refuse, each with a list of reasons.
  const names =
    known.length > 0 ? known : [...entries].flatMap(([name, one]) => (Array.isArray(one) ? [name] : []));
  for (const name of names)
    for (const one of listSaid(entries.get(name), depth + 1))
      yield known.length === 0 ? toNamed(name, one) : toNamed(named, one);
}

const toNamed = (name: string, said: string): string =>
  name === '' || said.includes(name) ? said : `${name}: ${said}`;

/** The line that says it. */
export const quoteLine = (page: ResponsePage, words: RegExp): string =>
  withoutSecrets(
    oneLine(page.text.split('\n').find((line) => words.test(line.toLowerCase())) ?? saidByPage(page)),
  );
