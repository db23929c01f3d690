import type { CallDeps } from '@/lib/connection-tests/engine/item-result';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { fixedClock } from '@/lib/core/clock';
import type { Outbound } from '@/lib/http/exchange';

export const ACCESS_KEY = 'k3Yx9-adversarial-suite';
export const KIT_ACCESS_KEY = 'k3Yx9-kit-of-the-suite';
export const testClock = () => fixedClock('2026-03-01T08:00:00.123Z');

/** Bytes that differ from call to call and are the same in every run of the test. */
export function countedRandom(): (length: number) => Uint8Array {
  let state = 1;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
}

/** What the engine needs, with a seller of the test's choice and nothing else from outside. */
export function depsWith(outbound: Outbound, changes: Partial<CallDeps> = {}): CallDeps {
  let ids = 0;
  return {
    protocol: 'V2.0',
    target: {
      productionUrl: 'https://saas.example.com/produce',
      accessKey: ACCESS_KEY,
      kitAccessKey: KIT_ACCESS_KEY,
      previousKeys: [],
      encryptionAlgorithm: 'AES256',
      kitPublicKey: null,
    },
    outbound,
    clock: testClock(),
    random: countedRandom(),
    newId: () => {
      ids += 1;
      return `0197a000-0000-7000-8000-${String(ids).padStart(12, '0')}`;
    },
    pause: async () => {},
    signal: new AbortController().signal,
    isTestFlagged: true,
    ...changes,
  };
}

export const makeItem = (id: string): RunItem => ({
  key: `adversarial/${id}`,
  section: 'adversarial',
  activity: 'newInstance',
  caseName: '',
  state: 'RUNNING',
  messageIds: [],
  finding: null,
  explanations: [],
});
