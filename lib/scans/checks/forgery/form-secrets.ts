import { createHash } from 'node:crypto';
import { TOKEN_FIELD } from '../../engine/saving/form-tokens';
import type { RequestChange, RequestTemplate } from '../check';

/** What is in the place of a token: nothing, an empty text, or a text that this site never gave to anybody. */
export const TOKEN_TRICKS = ['missing', 'empty', 'madeUp'] as const;
export type TokenTrick = (typeof TOKEN_TRICKS)[number] | 'guessed' | 'given';

/** A value of a site that may be its secret with a form. */
export type FormSecret = { location: 'FORM' | 'QUERY'; name: string; value: string };

/** What nobody can guess has letters and digits, and is no word, number or date. */
const UNGUESSABLE = /^(?=[^\s]*\d)(?=[^\s]*[A-Za-z])[\w+/=.~:-]{8,}$/;
const MAX_WORDS = 3_000;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}@._-]{1,63}/gu;

/** Hidden fields and parameters of the form's address that may be tokens; what a visitor types is none. */
export function formSecrets({ url, body, form }: RequestTemplate): FormSecret[] {
  const mayBe = ({ name, value }: { name: string; value: string }) =>
    TOKEN_FIELD.test(name) || UNGUESSABLE.test(value);
  const hidden = (form?.fields ?? []).filter((field) => field.type === 'hidden' && mayBe(field));
  const query = [...new URL(url).searchParams].map(([name, value]) => ({ name, value })).filter(mayBe);
  return [
    ...('fields' in body
      ? hidden.map(({ name, value }) => ({ location: 'FORM' as const, name, value }))
      : []),
    ...query.map(({ name, value }) => ({ location: 'QUERY' as const, name, value })),
  ];
}

/** A text of the same length and letters that no row and no session has: it is made of a mark, never of the value. */
function madeUp(value: string, mark: string): string {
  const isHex = /^[0-9a-f]+$/i.test(value);
  const text = isHex ? Buffer.from(mark).toString('hex') : mark;
  return text.repeat(Math.ceil(value.length / text.length) || 1).slice(0, Math.max(value.length, 1));
}

/** @param guesses by the name of each secret that can be calculated, or that a stranger was given */
export function tokenChanges(
  secrets: readonly FormSecret[],
  trick: TokenTrick,
  mark: () => string,
  guesses: ReadonlyMap<string, string> = new Map(),
): Pick<RequestChange, 'fields' | 'query'> {
  const sentFor = ({ name, value }: FormSecret): string | null => {
    if (trick === 'missing') return null;
    if (trick === 'empty') return '';
    return trick === 'madeUp' ? madeUp(value, mark()) : (guesses.get(name) ?? value);
  };
  const changes = (location: FormSecret['location']) =>
    secrets.filter((one) => one.location === location).map((one) => [one.name, sentFor(one)] as const);
  return { fields: changes('FORM'), query: changes('QUERY') };
}

const hashed = (algorithm: string) => (word: string) => createHash(algorithm).update(word).digest('hex');
const CALCULATIONS: readonly ((word: string) => string)[] = [
  (word) => Buffer.from(word).toString('base64'),
  (word) => Buffer.from(word).toString('base64url'),
  (word) => Buffer.from(word).toString('hex'),
  hashed('md5'),
  hashed('sha1'),
  hashed('sha256'),
];

/**
 * The secrets that anybody can calculate from a word that the page shows, such as the name of the user.
 * @param text of the page, without markup
 */
export function guessedSecrets(secrets: readonly FormSecret[], text: string): Map<string, string> {
  const wanted = new Map(secrets.map(({ name, value }) => [value.toLowerCase(), name] as const));
  const guessed = new Map<string, string>();
  for (const word of new Set((text.match(WORD) ?? []).slice(0, MAX_WORDS)))
    for (const calculate of CALCULATIONS) {
      const value = calculate(word);
      const name = wanted.get(value.toLowerCase());
      if (name !== undefined) guessed.set(name, value);
    }
  return guessed;
}
