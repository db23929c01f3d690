import type { StoredExplanation } from '@/lib/messages/message-record';
import { type MistakeWords, mistakeWords, type Side } from '@/lib/signing/hypotheses/mistake-words';

/** Of ids in an explanation's values. */
export const MISTAKE_SEPARATOR = ', ';

const NAMING: readonly string[] = ['SIGNATURE_MISTAKE', 'SELLER_MISTAKE', 'SELLER_SHOWS_MISTAKE'];

/**
 * The known mistakes that an explanation names, as the signing room names them. Empty for every other explanation.
 */
export function namedMistakes({ code, values }: Pick<StoredExplanation, 'code' | 'values'>): string[] {
  if (!NAMING.includes(code)) return [];
  return String(values.mistakes ?? '')
    .split(MISTAKE_SEPARATOR)
    .filter((id) => id !== '');
}

const SIDES: readonly string[] = ['request', 'token', 'answer'] satisfies Side[];

/** The same as sentences need them, which are at `signing.mistake.<id>.what` and `.fix`. */
export function namedMistakeWords(
  explanation: Pick<StoredExplanation, 'code' | 'values'>,
): readonly MistakeWords[] {
  const { side: kept } = explanation.values;
  const side = SIDES.includes(String(kept)) ? (kept as Side) : null;
  const own = explanation.code === 'SIGNATURE_MISTAKE' ? 'answer' : 'request';
  return namedMistakes(explanation).map((name) => mistakeWords(name, side ?? own));
}
