import type { MessageHead } from '@/lib/messages/message-record';
import type { RunItem } from './run-item';

/** Setup, teardown and control calls are not evidence. */
const ASIDE = new Set(['prepare', 'cleanup', 'control']);
/** Ten parallel calls are one call, ten times. */
const MOST_CALLS = 3;

/**
 * The calls that show what adversarial tests found which did not pass, as message ids by the item's key. Those whose
 * response was not as expected come first, and where all were, the last ones stand for the test.
 */
export function reproducible(
  items: readonly Pick<RunItem, 'key' | 'section' | 'state' | 'messageIds'>[],
  calls: ReadonlyMap<string, Pick<MessageHead, 'id' | 'caseName' | 'isPassed'>>,
): Map<string, string[]> {
  const unsound = items.filter(
    ({ section, state }) => section === 'adversarial' && (state === 'FAILED' || state === 'WARNED'),
  );
  return new Map(
    unsound.map(({ key, messageIds }) => {
      const own = messageIds
        .flatMap((id) => calls.get(id) ?? [])
        .filter(({ caseName }) => !ASIDE.has(caseName));
      const wrong = own.filter(({ isPassed }) => !isPassed);
      const shown = wrong.length > 0 ? wrong.slice(0, MOST_CALLS) : own.slice(-MOST_CALLS);
      return [key, shown.map(({ id }) => id)];
    }),
  );
}
