import { expect, it } from 'vitest';
import { startContractSeller } from './contract-seller';
import { expectHealthy } from './expect-healthy';

it.each([
  ['V2', '1'],
  ['V1', '1'],
  ['V1', '2'],
] as const)(
  'a seller without a fault passes everything in %s, encryptType %s',
  async (protocol, encryptType) => {
    const seller = await startContractSeller(encryptType);
    try {
      const run = await seller.run(protocol, { isJoint: protocol === 'V2' });
      expectHealthy(run);
      expect(new Set(run.items.map(({ section }) => section)).size).toBe(3);
    } finally {
      await seller.close();
    }
  },
);
