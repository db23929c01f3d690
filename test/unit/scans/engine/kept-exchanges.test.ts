import { expect, it } from 'vitest';
import { KeptExchanges } from '@/lib/scans/engine/kept-exchanges';
import { exchangeOf } from '../../response-checks/exchanges';

const MB = 1_024 * 1_024;

it('keeps no more of a huge site than the beginnings of its later pages', () => {
  const kept = new KeptExchanges();
  const exchange = exchangeOf({ body: Buffer.alloc(MB, 'a') });
  for (let pages = 0; pages < 80; pages++) kept.keep(exchange);
  expect(kept.all).toHaveLength(80);
  expect(kept.all[0]).toBe(exchange);
  const { decodedBody, isTruncated } = kept.all[79]?.response ?? exchange.response;
  expect(isTruncated).toBe(true);
  // Neither the bytes nor what they are a view of.
  expect(decodedBody.buffer.byteLength).toBeLessThan(32 * 1_024);
});
