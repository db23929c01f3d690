import type { OutsideListener } from '../../checks/outside-listener';
import type { ScanDeps } from '../scan-deps';

/** What a parser opens, it opens before it answers; some work goes on behind an answer. */
const LATE_MS = 1_000;

/** The operator's listener as checks see it; absent where none was named. */
export function listenOutside({
  listener,
  pause,
  signal,
}: Pick<ScanDeps, 'listener' | 'pause' | 'signal'>): OutsideListener | undefined {
  if (!listener) return undefined;
  const heard = (addresses: readonly string[]) => addresses.filter((address) => listener.wasAsked(address));
  return {
    offer: async (text) => listener.offer(text),
    wereAsked: async (addresses) => {
      if (heard(addresses).length === 0) await pause(LATE_MS, signal);
      return heard(addresses);
    },
  };
}
