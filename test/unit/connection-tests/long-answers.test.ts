import { describe, expect, it } from 'vitest';
import { ADVERSARIAL_SUITE } from '@/lib/adversarial/adversarial-suite';
import { callToTheEnd } from '@/lib/connection-tests/engine/call-to-the-end';
import type { CallDeps } from '@/lib/connection-tests/engine/item-result';
import { runAdversarialTest } from '@/lib/connection-tests/engine/run-adversarial-test';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { nodeRandom } from '@/lib/signing/node-primitives';
import { makeExchange } from '../response-checks/exchanges';

/** Five times as long as what is kept may be. */
const LONG = 'x'.repeat(100_000);

/** What calls go out with, to a seller that answers all of them alike. */
const answering = (protocol: CallDeps['protocol'], answer: object): CallDeps => ({
  protocol,
  target: {
    productionUrl: 'https://saas.example.com/koogallery',
    accessKey: 'base access key',
    kitAccessKey: null,
    previousKeys: [],
    encryptionAlgorithm: 'AES256',
    kitPublicKey: null,
  },
  outbound: { send: async () => ({ ok: true, exchange: makeExchange({ body: JSON.stringify(answer) }) }) },
  clock: systemClock,
  random: nodeRandom,
  newId,
  pause: () => Promise.resolve(),
  signal: new AbortController().signal,
  isTestFlagged: true,
});

const ANSWERS: [what: string, answer: object][] = [
  ['a long code', { resultCode: LONG }],
  ['a long instance id', { resultCode: '000000', instanceId: LONG }],
  ['a field deep below a long name', { resultCode: '000000', [LONG]: { instanceId: 'i-1' } }],
  [
    'a long time',
    { resultCode: '000000', info: [{ instanceId: 'i-1', usageInfo: [{ statisticalTime: LONG }] }] },
  ],
];

describe.each(['V2.0', 'V1.0'] as const)('what is kept beside a long answer, %s', (protocol) => {
  it.each(ANSWERS)('is short: %s', async (_what, answer) => {
    const deps = answering(protocol, answer);
    for (const activity of ['newInstance', 'queryInstance']) {
      const spec = findInterface(protocol, activity);
      if (!spec) continue;
      const request = { activity, instanceId: 'i-1' };
      const chain = await callToTheEnd(spec, request, deps, { purpose: 'CASE', caseName: '' });
      const { checks, explanations } = chain?.last.draft.attempt ?? {};
      const kept = JSON.stringify([checks, explanations, chain?.instance, chain?.finding]);
      expect(kept.length).toBeLessThan(20_000);
    }
    for (const test of ADVERSARIAL_SUITE.filter(({ protocols }) => protocols.includes(protocol))) {
      const item: RunItem = {
        ...{ key: `adversarial/${test.id}`, section: 'adversarial', activity: test.activity, caseName: '' },
        ...{ state: 'WAITING', messageIds: [], finding: null, explanations: [] },
      };
      const ended = await runAdversarialTest(test, item, deps);
      expect(JSON.stringify(ended?.item).length, test.id).toBeLessThan(20_000);
    }
  });
});
