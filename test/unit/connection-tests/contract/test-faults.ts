import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS, type FaultName } from '@/lib/fakes/faults';
import { type ContractSeller, startContractSeller } from './contract-seller';
import { expectHealthy } from './expect-healthy';
import { expectNamed } from './expect-named';
import type { FaultRow } from './fault-row';
import type { RunOptions } from './run-everything';

type Prepare = (seller: ContractSeller) => RunOptions;

/** Tests of each row: the fault switched on, in each of its protocols; at the end all are off, and all is well again. */
export function testFaults(
  name: string,
  rows: Partial<Record<FaultName, FaultRow>>,
  prepared: Partial<Record<FaultName, Prepare>> = {},
): void {
  let seller: ContractSeller;
  beforeAll(async () => {
    seller = await startContractSeller();
  });
  afterAll(() => seller.close());

  const cases = (Object.entries(rows) as [FaultName, FaultRow][]).flatMap(([fault, row]) =>
    FAULTS[fault].protocols.map((protocol) => ({ fault, protocol, named: row[protocol] })),
  );

  describe(name, () => {
    it.each(cases)('$fault in $protocol', async ({ fault, protocol, named }) => {
      const run = await seller.runWith(fault, protocol, prepared[fault]?.(seller));
      if (named === undefined) expect.unreachable('the table has no row');
      else if (named === 'UNASKED') expectHealthy(run);
      else expectNamed(run, named);
    });

    it('all is well again once they are off', async () => {
      expectHealthy(await seller.run('V2', { isJoint: true }));
      expectHealthy(await seller.run('V1'));
    });
  });
}
