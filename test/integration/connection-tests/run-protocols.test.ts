import { describe, expect, it } from 'vitest';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { getConnectionRuns } from '@/lib/connection-tests/get-connection-runs';
import { RUN_SECTIONS } from '@/lib/connection-tests/rules/run-item';
import { type Bench, declared, newBench } from './seller';

const KIT_KEY = 'planted-kit-key-77d0';
const everything = { sections: [...RUN_SECTIONS], parallelism: 3 };

/** A bench whose asset declares something else than a yearly V2.0 product. */
async function benchWith(change: (bench: Bench) => Record<string, unknown>): Promise<Bench> {
  const bench = await newBench();
  const productionUrl = bench.seller.sites.safe.produceUrl;
  const input = { productionUrl, accessKey: '', version: 1, ...change(bench) };
  await saveDeclaration(bench.organization.as('EDITOR'), declared(bench.assetId, input));
  return bench;
}

/** Everything of a right seller, and what did not pass. */
async function ranThrough(bench: Bench) {
  const run = await bench.runThrough(null, everything);
  const { shown } = await getConnectionRuns(bench.organization.as('VIEWER'), bench.assetId, run.id);
  const unsound = run.items
    .filter(({ state }) => state !== 'PASSED' && state !== 'WARNED')
    .map(({ key, state, reason, finding }) => ({ key, state, reason, finding }));
  const keys = run.items.map(({ key }) => key);
  return { unsound, keys, grade: shown?.grade, failed: shown?.tally.failed };
}

describe('a right seller', () => {
  it.each([['YEARLY_MONTHLY'], ['PAY_PER_USE'], ['ONE_TIME']])(
    'of V1.0 billed %s passes everything',
    async (mode) => {
      const bench = await benchWith(() => ({ protocol: 'V1', billingModes: [mode] }));
      const { unsound, keys, grade } = await ranThrough(bench);
      expect(unsound).toEqual([]);
      expect(grade).toBe('A');
      expect(keys.filter((key) => key.startsWith('flow/'))).toHaveLength(mode === 'ONE_TIME' ? 3 : 4);
    },
  );

  it('of joint operations passes everything, the kit interfaces too', async () => {
    const bench = await benchWith(({ seller }) => {
      seller.state.setAccessKey('safe', KIT_KEY, 'kit');
      return { productKind: 'JOINT_OPERATIONS', kitAccessKey: KIT_KEY, kitPublicKey: seller.kitPublicKeyPem };
    });
    const { unsound, keys, grade } = await ranThrough(bench);
    expect(unsound).toEqual([]);
    expect(grade).toBe('A');
    expect(keys).toEqual(expect.arrayContaining(['cases/tenantSync', 'cases/authSync']));
  });

  it('without a key of the kit is not called there, and says so', async () => {
    const bench = await benchWith(() => ({ productKind: 'JOINT_OPERATIONS' }));
    const { unsound } = await ranThrough(bench);
    expect(new Set(unsound.map(({ reason }) => reason))).toEqual(new Set(['KIT_KEY_MISSING']));
    const keys = unsound.map(({ key }) => key);
    expect(keys.filter((key) => key.startsWith('cases/'))).toEqual(
      ['tenantSync', 'applicationSync', 'singleOrgSync', 'allOrgSync', 'authSync'].map(
        (name) => `cases/${name}`,
      ),
    );
    // The suite of the kit is about these interfaces too, and nothing else is left out.
    const others = keys.filter((key) => !key.startsWith('cases/'));
    expect(others.length).toBeGreaterThan(10);
    expect(others.filter((key) => !key.startsWith('adversarial/kit-'))).toEqual([]);
  });

  it('that provisions slowly passes everything', async () => {
    const bench = await newBench();
    bench.seller.state.setFault('in-progress', true);
    const { unsound } = await ranThrough(bench);
    expect(unsound).toEqual([]);
  });
});
