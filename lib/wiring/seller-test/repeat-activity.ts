import type { CallDeps } from '@/lib/connection-tests/engine/item-result';
import { SECOND_MS } from '@/lib/core/clock';
import { retryWindow } from '@/lib/koogallery/retry-window';
import { InputError } from '../commands/signing-input';
import type { Terminal } from '../commands/signing-terminal';
import { type Debugged, type Debugging, timeOfDay } from './debug-activity';
import { sayTest, translate } from './say-test';

type Around = { deps: Pick<CallDeps, 'clock' | 'pause' | 'signal'>; terminal: Terminal; everyMs: number };

/**
 * Calls again until somebody stops it: a call is shown whole where the seller answers something else than before.
 * @returns what the last call came to; null where none came to its end
 */
export async function watchActivity(debugging: Debugging, around: Around): Promise<Debugged | null> {
  const { deps, terminal, everyMs } = around;
  let last = await debugging.call(true);
  if (last) terminal.writeError(`${sayTest('watch.again', { seconds: everyMs / SECOND_MS })}\n`);
  while (last && !deps.signal.aborted) {
    await deps.pause(everyMs);
    if (deps.signal.aborted) break;
    const next = await unlessUnreadable(() => debugging.call(false), terminal);
    if (next === 'unreadable') continue;
    if (!next) break;
    const time = timeOfDay(deps.clock.now());
    if (next.seen === last.seen) {
      const outcome = translate(`connection-checks.outcome.${next.outcome}`);
      terminal.writeError(`${sayTest('watch.same', { time, outcome })}\n`);
    } else {
      terminal.write(`${sayTest('watch.changed', { time })}\n\n`);
      await debugging.show();
    }
    last = next;
  }
  return last;
}

/**
 * Calls again as KooGallery does, until the seller accepts the call or KooGallery would give up.
 * @returns null when our own side stopped
 */
export async function retryActivity(
  activity: string,
  debugging: Debugging,
  { deps, terminal, everyMs }: Around,
): Promise<Debugged | null> {
  const window = retryWindow(activity);
  const startedMs = deps.clock.now().getTime();
  for (let attempt = 1; ; attempt += 1) {
    const called = await debugging.call(true);
    if (called?.outcome !== 'fail') {
      if (called && attempt > 1) terminal.write(`${sayTest('retry.succeeded', { attempt })}\n`);
      return called;
    }
    if (!window) {
      terminal.write(`${sayTest('retry.none', { activity })}\n`);
      return called;
    }
    const { windowMs, hours, consequence } = window;
    const now = deps.clock.now();
    const until = startedMs + windowMs;
    if (now.getTime() + everyMs > until) {
      terminal.write(`${sayTest('retry.gaveUp', { hours, consequence })}\n`);
      return called;
    }
    const values = { attempt, activity, time: timeOfDay(now), until: timeOfDay(new Date(until)) };
    terminal.writeError(`${sayTest('retry.waiting', { ...values, seconds: everyMs / SECOND_MS })}\n`);
    await deps.pause(everyMs);
    if (deps.signal.aborted) return null;
  }
}

/** A request that is being edited may be broken for a moment: that is told, and no reason to stop. */
async function unlessUnreadable<Result>(
  call: () => Promise<Result>,
  terminal: Terminal,
): Promise<Result | 'unreadable'> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    terminal.writeError(`${translate(error.key, error.values)}\n`);
    return 'unreadable';
  }
}
