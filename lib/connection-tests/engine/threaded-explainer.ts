import { SECOND_MS } from '@/lib/core/clock';
import type { Explanation } from '@/lib/response-checks/explanation';
import type { AnyFunction, ThreadTask } from '@/lib/threads/open-thread';
import { runInThread } from '@/lib/threads/run-in-thread';
import type * as Explaining from './explain-call';
import type { Explainer } from './explain-call';

/** The longest responses of the tests take some tenths of a second on a slow machine. */
const TIME_LIMIT_MS = 3 * SECOND_MS;

const NOT_EXPLAINED: readonly Explanation[] = [{ code: 'ANSWER_NOT_EXPLAINED', values: {}, mark: null }];

/**
 * Explains in the process's threads, so that the strangest response costs its explanation and no more: the verdict on it
 * is given all the same.
 */
export function threadedExplainer({
  timeLimitMs = TIME_LIMIT_MS,
  module = 'lib/connection-tests/engine/explain-call.ts',
} = {}): Explainer {
  async function ask<F extends AnyFunction>(
    name: string,
    args: Parameters<F>,
    otherwise: Awaited<ReturnType<F>>,
  ): Promise<Awaited<ReturnType<F>>> {
    const task: ThreadTask<F> = { module, name };
    const response = await runInThread(task, args, { timeLimitMs });
    return response.ok ? response.value : otherwise;
  }
  const notExplained = [...NOT_EXPLAINED];
  return {
    explainCall: (call) => ask<typeof Explaining.explainCall>('explainCall', [call], notExplained),
    explainWay: (url, result) => ask<typeof Explaining.explainWay>('explainWay', [url, result], notExplained),
    // Nothing shown: the search for the mistake goes on by calls.
    explainShown: (result, call, otherKeys) =>
      ask<typeof Explaining.explainShown>('explainShown', [result, call, otherKeys], []),
    readBodySignKey: (result, facts) =>
      ask<typeof Explaining.readBodySignKey>('readBodySignKey', [result, facts], 'unknown'),
  };
}
