import { CONCLUSIONS, type Conclusion } from './conclusion';
import type { Translate } from './translate';

/** What people write in other words, separated by `|`: `reports.conclusionWords.<code>` of each language. */
const SEPARATOR = '|';
const REMARK_MAXIMUM = 100;
/** Signs around a word: full stops, quotes, ticks, bullets. A question mark is doubt and stays. */
const SIGN = /[^\p{L}\p{N}?()]/u;
/** A remark in brackets with such a word may turn the conclusion round: nobody guesses. */
const DOUBT =
  /[?否不未非没沒无無待疑勿]|部分|\b(no|not|non|never|un\w+|in\w*complete|partial\w*|pending|planned|later|todo|doubt\w*|maybe|perhaps|probably|likely|wrong|if|will|to be|in progress)\b|n't/iu;

const normal = (text: string): string =>
  text
    .slice(0, 2 * REMARK_MAXIMUM)
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}|\p{Cf}/gu, '')
    .toLowerCase();

/** Without what is between words, so that blanks, hyphens and line breaks do not matter. */
const joined = (text: string): string => text.replace(/[\s_\p{Pd}]+/gu, '');

function withoutSignsAround(text: string): string {
  const characters = [...text];
  const from = characters.findIndex((character) => !SIGN.test(character));
  const to = characters.findLastIndex((character) => !SIGN.test(character));
  return from < 0 ? '' : characters.slice(from, to + 1).join('');
}

/** What each conclusion is called, in any of the languages and as its code; the first of two with the same word counts. */
export type ConclusionWords = ReadonlyMap<string, Conclusion>;

export function listConclusionWords(languages: readonly Translate[]): ConclusionWords {
  const words = new Map<string, Conclusion>();
  for (const code of CONCLUSIONS)
    for (const t of languages)
      for (const word of [
        code,
        t(`reports.conclusions.${code}`),
        ...t(`reports.conclusionWords.${code}`).split(SEPARATOR),
      ]) {
        const known = joined(withoutSignsAround(normal(word)));
        if (known !== '' && !words.has(known)) words.set(known, code);
      }
  return words;
}

/**
 * The conclusion that a cell names: a word of any of the languages, or the code itself, whatever its case, width and
 * the signs around it. A remark in brackets behind it is passed over, unless it doubts or names another conclusion.
 * @returns null for anything else
 */
export function readConclusion(text: string, words: ConclusionWords): Conclusion | null {
  if (text.length > REMARK_MAXIMUM) return null;
  const [, written = '', remark = ''] = /^([^()[\]]*)[([]([^()[\]]*)[)\]][^()[\]]*$/.exec(normal(text)) ?? [
    '',
    normal(text),
  ];
  const conclusion = exactly(written, words);
  if (conclusion === null || DOUBT.test(remark)) {
    // The word itself may say "not": 不是漏洞 in brackets is no doubt.
    return conclusion !== null && exactly(remark, words) === conclusion ? conclusion : null;
  }
  const other = exactly(remark, words);
  return other === null || other === conclusion ? conclusion : null;
}

/** The conclusion that a text is, or that each of its parts is: people write both languages. */
function exactly(text: string, words: ConclusionWords): Conclusion | null {
  const whole = oneWord(text, words);
  if (whole !== null) return whole;
  const parts = text.split(/[/|,;、\n]/).map((part) => oneWord(part, words));
  const [first = null] = parts;
  return parts.every((part) => part === first) ? first : null;
}

const oneWord = (text: string, words: ConclusionWords): Conclusion | null =>
  words.get(joined(withoutSignsAround(text))) ?? null;
