import type { MessageKey } from '@/lib/i18n/app-messages';
import { textOr } from '@/lib/i18n/text-or';
import type { ReadinessItem } from '@/lib/submissions/rules/readiness-facts';

type Words = {
  (key: MessageKey, values?: Record<string, string | number>): string;
  has(key: MessageKey): boolean;
  raw(key: MessageKey): unknown;
};

/**
 * One sentence that says what is in the way.
 * @param t translator of all namespaces; the problem of a production URL has its words with the connection checks
 */
export function readinessSentence(
  t: Words,
  { code, values }: Pick<ReadinessItem, 'code' | 'values'>,
): string {
  const { problem } = values;
  if (problem === undefined) return t(`readiness.${code}`, values);
  const words = textOr(t, `connection-checks.declaration.${problem}.what`, String(problem));
  return t(`readiness.${code}`, { ...values, problem: words });
}
