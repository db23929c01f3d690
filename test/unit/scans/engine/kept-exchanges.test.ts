import { describe, expect, it } from 'vitest';
import { KeptExchanges } from '@/lib/scans/engine/kept-exchanges';
import { heldBytes, packExchange, receivedExchange, sentForm } from '@/lib/scans/engine/packed-exchange';
import { RememberedResponses } from '@/lib/scans/engine/places/remembered-responses';
import { makeExchange } from '../../response-checks/exchanges';

const KB = 1_024;
const MB = 1_024 * KB;

/** Bytes that nothing makes smaller, the same in each run. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 12_345;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

describe('what a crawl keeps', () => {
  it('is of a huge site no more than the beginnings of its later pages', () => {
    const kept = new KeptExchanges();
    const exchange = makeExchange({ body: Buffer.alloc(MB, 'a') });
    for (let pages = 0; pages < 80; pages++) kept.keep(exchange);
    expect(kept.all).toHaveLength(80);
    expect(Buffer.from(kept.all[0]?.response.decodedBody ?? []).equals(exchange.response.body)).toBe(true);
    const { decodedBody, isTruncated } = kept.all[79]?.response ?? exchange.response;
    expect(isTruncated).toBe(true);
    // Neither the bytes nor what they are a view of.
    expect(decodedBody.buffer.byteLength).toBeLessThan(32 * KB);
  });

  it('is said to be a beginning where it is one', () => {
    const kept = new KeptExchanges();
    const page = makeExchange({ body: noise(700 * KB) });
    const isWhole = Array.from({ length: 40 }, () => kept.keep({ ...page }));
    expect(isWhole).toEqual(kept.all.map(({ response }) => !response.isTruncated));
    expect(isWhole).toContain(false);
    expect(kept.keep(makeExchange({ body: 'short' }))).toBe(true);
  });

  it('stays small, whatever the pages are', () => {
    const body = noise(700 * KB);
    for (const [pages, page] of [
      [60, makeExchange({ body })],
      [60, makeExchange({ body: Buffer.alloc(700 * KB, '<p>') })],
    ] as const) {
      const kept = new KeptExchanges();
      for (let count = 0; count < pages; count++) kept.keep({ ...page });
      expect(sum(kept.all.map(heldBytes))).toBeLessThan(18 * MB);
    }
  });

  it('is one thing, however often it is packed', () => {
    const exchange = makeExchange({ body: Buffer.alloc(64 * KB, 'a') });
    const packed = packExchange(exchange);
    expect(packExchange(exchange)).toBe(packed);
    expect(packExchange(packed)).toBe(packed);
    const short = makeExchange({ body: 'short' });
    expect(packExchange(short)).toBe(short);
  });

  it('goes to another thread compressed, and is the same there', () => {
    const exchange = makeExchange({ body: Buffer.concat([noise(20 * KB), Buffer.alloc(200 * KB, '<b>')]) });
    const sent = structuredClone(sentForm(packExchange(exchange)));
    expect('deflated' in sent && sent.deflated.buffer.byteLength).toBeLessThan(32 * KB);
    const { response, ...rest } = receivedExchange(sent);
    expect({ ...rest, response: exchange.response }).toEqual(exchange);
    expect(Buffer.from(response.decodedBody).equals(exchange.response.decodedBody)).toBe(true);
    expect(response.decodedBody.buffer.byteLength).toBe(220 * KB);
  });
});

describe('answers that are remembered', () => {
  it('are asked for once, until there are too many bytes of them', async () => {
    const remembered = new RememberedResponses();
    const body = noise(2_000 * KB);
    const asked: string[] = [];
    const ask = (key: string) =>
      remembered.remember(key, async () => {
        asked.push(key);
        return makeExchange({ body });
      });
    expect(await ask('a')).toBe(await ask('a'));
    expect(asked).toEqual(['a']);
    for (const key of 'bcdefgh') await ask(key);
    await ask('h');
    expect(asked).toEqual([...'abcdefgh']);
    await ask('a');
    expect(asked).toEqual([...'abcdefgha']);
  });
});
