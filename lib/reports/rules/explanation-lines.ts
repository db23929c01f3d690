import { isDay } from '@/lib/core/china-day';
import type { AssessmentText } from './assessment';
import type { Conclusion } from './conclusion';
import { listReasons } from './reason-code';
import type { Translate } from './translate';

/** What column G says: the reason and the end in lines of their own, in front of the explanation. */
type Explained = Pick<AssessmentText, 'explanation' | 'reasonCode' | 'endsOn'>;

const LINE = /^\[([^[\]\n]{1,60})\][ \t]*([^\n]{0,200})(?:\n|$)/;
/** Spreadsheets and people write days with other signs, and leave zeros out. */
const WRITTEN_DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;

/** The text of column G: `[Reason] …` and `[Accepted until] …` above the explanation, where there are any. */
export function writeExplanation({ explanation, reasonCode, endsOn }: Explained, t: Translate): string {
  const lines = [
    ...(reasonCode ? [`[${t('reports.cells.reason')}] ${t(`reports.reasons.${reasonCode}`)}`] : []),
    ...(endsOn ? [`[${t('reports.cells.endsOn')}] ${endsOn}`] : []),
    ...(explanation === '' ? [] : [explanation]),
  ];
  return lines.join('\n');
}

/**
 * Reads column G back. A line that names no reason of the conclusion is a part of the explanation: nothing is lost.
 * @returns `brokenEnd` where a line says an end that is no day, or no end that this conclusion has
 */
export function readExplanation(
  text: string,
  conclusion: Conclusion,
  languages: readonly Translate[],
): Explained & { brokenEnd?: string } {
  const read: Explained & { brokenEnd?: string } = { explanation: '' };
  let rest = text;
  for (let match = LINE.exec(rest); match; match = LINE.exec(rest)) {
    const [line, label = '', value = ''] = match;
    const isLabel = (key: 'reason' | 'endsOn') =>
      languages.some((t) => isSaid(t(`reports.cells.${key}`), label));
    if (isLabel('reason') && read.reasonCode === undefined) {
      const reasonCode = listReasons(conclusion).find((code) =>
        [code, ...languages.map((t) => t(`reports.reasons.${code}`))].some((word) => isSaid(word, value)),
      );
      if (reasonCode === undefined) break;
      read.reasonCode = reasonCode;
    } else if (isLabel('endsOn') && read.endsOn === undefined) {
      const endsOn = readDay(value);
      if (endsOn === null || conclusion !== 'RISK_ACCEPTED') return { ...read, brokenEnd: value.trim() };
      read.endsOn = endsOn;
    } else break;
    rest = rest.slice(line.length);
  }
  return { ...read, explanation: rest.trim() };
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
const isSaid = (word: string, said: string): boolean => plain(word) === plain(said);

function readDay(text: string): string | null {
  const [, year = '', month = '', day = ''] = WRITTEN_DAY.exec(plain(text)) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(written) ? written : null;
}
