import type { TextRange } from '@/lib/findings/rules/split-at-marks';

/** More than this is not shown at once: around the first difference is where the reader looks. */
const SHOWN = 1_200;
const BEFORE = 200;
/** So many equal characters end a difference. */
const AGREEMENT = 6;
/** The longest stretch that one side may have more before everything from there on counts as different. */
const REACH = 64;

/** A stretch of a text, with what to mark in it. */
export type Excerpt = {
  text: string;
  marks: readonly TextRange[];
  isCutBefore: boolean;
  isCutAfter: boolean;
};

/** Characters rather than code units, so that nothing is cut in two; ranges count them. */
type Characters = readonly string[];
type Marks = { ours: TextRange[]; theirs: TextRange[] };

/** Two texts, each around their first difference, with what the other one does not have marked. */
export function compareTexts(ours: string, theirs: string): { ours: Excerpt; theirs: Excerpt } {
  if (ours === theirs) return { ours: excerptBeginning(ours), theirs: excerptBeginning(theirs) };
  const [a, b] = [[...ours], [...theirs]];
  const first = equalBeginning(a, b);
  const marks = differences(a, b, first);
  return { ours: excerpt(a, marks.ours, first), theirs: excerpt(b, marks.theirs, first) };
}

/** The beginning of a text that is compared with nothing. */
export const excerptBeginning = (text: string): Excerpt => excerpt([...text], [], 0);

function equalBeginning(a: Characters, b: Characters): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}

/** How many characters at the ends are equal, none of which is before `from`. */
function equalEnd(a: Characters, b: Characters, from: number): number {
  const most = Math.min(a.length, b.length) - from;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

/** What differs from `first` on, as far as an excerpt reaches. */
function differences(a: Characters, b: Characters, first: number): Marks {
  const marks: Marks = { ours: [], theirs: [] };
  const tail = equalEnd(a, b, first);
  const ends = [a.length - tail, b.length - tail] as const;
  let [i, j] = [first, first];
  while ((i < ends[0] || j < ends[1]) && i < first + SHOWN) {
    const [inA, inB] = nextAgreement(a, b, [i, j], ends);
    if (inA > i) marks.ours.push({ from: i, to: inA });
    if (inB > j) marks.theirs.push({ from: j, to: inB });
    [i, j] = [inA, inB];
    while (i < ends[0] && j < ends[1] && a[i] === b[j]) {
      i++;
      j++;
    }
  }
  return marks;
}

type Places = readonly [inA: number, inB: number];

/** The nearest places from which both texts agree for a while; their ends when there are none within reach. */
function nextAgreement(a: Characters, b: Characters, [i, j]: Places, ends: Places): Places {
  const [afterA, afterB] = [afterSpaces(a, i, ends[0]), afterSpaces(b, j, ends[1])];
  // Space between two tokens is the most frequent difference of all, and tokens are short: one character is enough.
  if ((afterA > i || afterB > j) && afterA < ends[0] && a[afterA] === b[afterB]) return [afterA, afterB];
  for (let distance = 1; distance <= REACH; distance++) {
    for (let more = 0; more <= distance; more++) {
      const places = [i + more, j + distance - more] as const;
      if (places[0] + AGREEMENT > ends[0] || places[1] + AGREEMENT > ends[1]) continue;
      if (agreeFrom(a, b, places)) return places;
    }
  }
  return ends;
}

/** White space, and the signs that stand for line ends. */
function afterSpaces(characters: Characters, from: number, end: number): number {
  let at = from;
  while (at < end && /[\s↵←]/.test(characters[at] ?? '')) at++;
  return at;
}

function agreeFrom(a: Characters, b: Characters, [i, j]: Places): boolean {
  for (let k = 0; k < AGREEMENT; k++) if (a[i + k] !== b[j + k]) return false;
  return true;
}

/** Cuts a text around `first` and turns ranges of characters into those of the cut text's code units. */
function excerpt(characters: Characters, marks: readonly TextRange[], first: number): Excerpt {
  const start = characters.length <= SHOWN ? 0 : Math.max(0, first - BEFORE);
  const shown = characters.slice(start, start + SHOWN);
  const units = (at: number) => shown.slice(0, Math.max(0, at - start)).join('').length;
  return {
    text: shown.join(''),
    marks: marks
      .map(({ from, to }) => ({ from: units(from), to: units(to) }))
      .filter(({ from, to }) => from < to),
    isCutBefore: start > 0,
    isCutAfter: start + SHOWN < characters.length,
  };
}
