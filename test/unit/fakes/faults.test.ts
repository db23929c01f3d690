import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { FAULT_NAMES, FAULTS, type FaultName } from '@/lib/fakes/faults';
import { FAULT_PROTOCOLS, type FaultProtocol } from '@/lib/fakes/faults/fault-entry';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { ACCESS_KEY, KIT_ACCESS_KEY } from './call-seller';
import { type Outcomes, probeInterface } from './probe-interface';

const clock = fixedClock(new Date());
let seller: FakeSeller;
beforeEach(async () => {
  seller = await startFakeSeller({ accessKey: ACCESS_KEY, kitAccessKey: KIT_ACCESS_KEY }, { clock });
});
afterEach(() => seller.close());

/** What an honest seller answers to each probe; null where the protocol has no such call. */
const HONEST: Record<FaultProtocol, Outcomes> = {
  V2: {
    usual: '000000',
    wrongKey: '000001',
    altered: '000001',
    stale: '000001',
    future: '000001',
    replayed: '000001',
    missingParameter: '000002',
    unknownActivity: '000002',
    unknownInstance: '000003',
    queryUnknown: '000003',
    afterRelease: '000003',
    secondRelease: '000000',
    extraField: '000000',
    fullField: '000000',
    nonAscii: '000000',
    foreignContentType: '000000',
    inSeconds: '000000',
    sameOrder: 'one instance',
    inParallel: 'one instance',
  },
  V1: {
    usual: '000000',
    wrongKey: '000001',
    altered: '000001',
    stale: '000001',
    future: '000001',
    replayed: '000000',
    missingParameter: '000002',
    unknownActivity: '000002',
    unknownInstance: '000003',
    queryUnknown: '000003',
    afterRelease: '000003',
    secondRelease: '000000',
    extraField: '000000',
    fullField: '000000',
    nonAscii: '000000',
    foreignContentType: null,
    inSeconds: '000000',
    sameOrder: 'one instance',
    inParallel: 'one instance',
  },
  kit: {
    usual: '000000',
    wrongKey: '000001',
    altered: '000001',
    stale: '000001',
    future: '000001',
    replayed: '000001',
    missingParameter: '000002',
    unknownActivity: null,
    unknownInstance: null,
    queryUnknown: null,
    afterRelease: null,
    secondRelease: null,
    extraField: '000000',
    fullField: '000000',
    nonAscii: '000000',
    foreignContentType: '000000',
    inSeconds: '000000',
    sameOrder: null,
    inParallel: null,
  },
};

/** What each fault changes of it, in every protocol that it names. */
const CHANGES: Partial<Record<FaultName, Partial<Outcomes>>> = {
  'accepts-any-signature': {
    wrongKey: '000000',
    altered: '000000',
    stale: '000000',
    future: '000000',
    replayed: '000000',
  },
  'no-replay-protection': { replayed: '000000' },
  'no-timestamp-window': { stale: '000000', future: '000000' },
  'ignores-body': { altered: '000000' },
  'accepts-unknown-activity': { unknownActivity: '000000' },
  'skips-parameter-checks': { missingParameter: '000000' },
  'accepts-unknown-instance': { unknownInstance: '000000', queryUnknown: '000000' },
  'accepts-after-release': { afterRelease: '000000' },
  'unstable-instance-id': { sameOrder: 'several instances', inParallel: 'several instances' },
  'racing-orders': { inParallel: 'several instances' },
  'refuses-repeated-release': { secondRelease: '000003' },
  'refuses-extra-fields': { extraField: '000002' },
  'fails-on-long-values': { fullField: 'HTTP 500' },
  'garbles-non-ascii': { nonAscii: '000001' },
  'fails-on-content-type': { foreignContentType: 'HTTP 500' },
  'fails-on-seconds': { inSeconds: 'HTTP 500' },
};

describe.each(FAULT_PROTOCOLS)('an honest seller, %s', (protocol) => {
  it('answers every probe as the protocol says', async () => {
    expect(await probeInterface(seller, protocol, clock)).toEqual(HONEST[protocol]);
  });
});

const cases = Object.entries(CHANGES).flatMap(([fault, changes]) =>
  FAULTS[fault as FaultName].protocols.map((protocol) => [fault as FaultName, protocol, changes] as const),
);

describe('a fault', () => {
  it.each(cases)('%s in %s changes what it says and nothing else', async (fault, protocol, changes) => {
    seller.state.setFault(fault, true);
    const expected = Object.entries({ ...HONEST[protocol], ...changes }).map(([probe, outcome]) => [
      probe,
      HONEST[protocol][probe as keyof Outcomes] === null ? null : outcome,
    ]);
    expect(await probeInterface(seller, protocol, clock)).toEqual(Object.fromEntries(expected));
  });

  it('is off again when it was switched off', async () => {
    for (const fault of FAULT_NAMES) seller.state.setFault(fault, true);
    for (const fault of FAULT_NAMES) seller.state.setFault(fault, false);
    expect(await probeInterface(seller, 'V2', clock)).toEqual(HONEST.V2);
  });
});

it('of security and robustness each have their row here; in-progress stands with the activities', () => {
  const scopes = ['security', 'robustness'];
  const listed = FAULT_NAMES.filter((name) => scopes.includes(FAULTS[name].scope));
  expect([...Object.keys(CHANGES), 'in-progress'].sort()).toEqual([...listed].sort());
});
