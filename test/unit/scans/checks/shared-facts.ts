import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import type { ActiveCheck, InsertionPoint, ProbeContext } from '@/lib/scans/checks/check';
import { PlaceFacts } from '@/lib/scans/engine/places/place-facts';

type Sending = {
  mark(): string;
  baseline(): Promise<Exchange | null>;
  send(value: string): Promise<Exchange | null>;
};
type SharedFacts = Pick<ProbeContext, 'plain' | 'broken' | 'reaction' | 'takesAsText'>;

/** What the engine asks a place once for all checks. */
export function sharedFacts(point: InsertionPoint, { mark, baseline, send }: Sending): SharedFacts {
  const answers = new Map<string, Promise<Exchange | null>>();
  const facts = new PlaceFacts(point, {
    mark,
    baseline,
    send,
    contact: async () => null,
    isOfMissing: async () => true,
    remember: (what, ask) => {
      const answer = answers.get(what) ?? ask();
      answers.set(what, answer);
      return answer;
    },
  });
  return {
    plain: () => facts.plain(),
    broken: () => facts.broken(),
    reaction: () => facts.reaction(),
    takesAsText: (_point, value, sent) =>
      facts.isTakenAsText(value.replaceAll(sent, ''), async () => {
        const exchange = await send(value);
        return exchange && { exchange, value, mark: sent };
      }),
  };
}

/** All of a check, as a scan runs it at one place. */
export async function runWhole(
  check: ActiveCheck,
  point: InsertionPoint,
  context: ProbeContext,
): Promise<FindingDraft[]> {
  const found = await check.run(point, context);
  return found.length > 0 ? found : ((await check.runFurther?.(point, context)) ?? []);
}
