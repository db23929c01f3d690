import { expect, it } from 'vitest';
import { TIMEOUT_MS } from '@/lib/koogallery/koogallery-messages';
import { startContractSeller } from './contract-seller';
import { expectHealthy } from './expect-healthy';
import { expectNamed } from './expect-named';

/** The cases of joint operations alone: calls in parallel would grow stale while the seller waits. */
it('an answer after 20 seconds fails in KooGallery’s words, where the seller worked for so long', async () => {
  const seller = await startContractSeller();
  try {
    seller.seller.state.setSlowMs(TIMEOUT_MS + 1_000);
    const run = await seller.runWith('slow', 'kit', { parallelism: 1, sections: ['cases'] });
    expectNamed(run, {
      says: ['ANSWER_SLOW server'],
      koogallery: 'Debugging failed. Calling the interface timed out (20s).',
      shows: /^check TIMEOUT < 20000 ms → 21000 ms$/,
    });
    expect(run.items.every(({ state }) => state === 'FAILED')).toBe(true);
    expectHealthy(await seller.run('kit'));
  } finally {
    await seller.close();
  }
});
