import type { KeptExplanation } from '@/lib/messages/message-record';

/** Of ids in an explanation's values. */
export const MISTAKE_SEPARATOR = ', ';

const NAMING: readonly string[] = ['SIGNATURE_MISTAKE', 'SELLER_MISTAKE', 'SELLER_SHOWS_MISTAKE'];

/**
 * The known mistakes that an explanation names, by the ids of the signing room; each has sentences of its own at
 * `signing.mistake.<id>.what` and `.fix`. Empty for every other explanation.
 */
export function namedMistakes({ code, values }: Pick<KeptExplanation, 'code' | 'values'>): string[] {
  if (!NAMING.includes(code)) return [];
  return String(values.mistakes ?? '')
    .split(MISTAKE_SEPARATOR)
    .filter((id) => id !== '');
}

/**
 * Whether the mistakes of an answer's own `Body-Sign` are about the body alone: nobody verified another one there, the
 * seller signed other bytes than it sent.
 */
export function isOtherBodySigned(explanation: Pick<KeptExplanation, 'code' | 'values'>): boolean {
  const mistakes = explanation.code === 'SIGNATURE_MISTAKE' ? namedMistakes(explanation) : [];
  return mistakes.length > 0 && mistakes.every((id) => id.startsWith('body-'));
}
