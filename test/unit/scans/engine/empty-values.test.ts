import { describe, expect, it } from 'vitest';
import type { InsertionPoint } from '@/lib/scans/checks/check';
import { isKeptOut, Refusals } from '@/lib/scans/engine/requests/refusals';
import { capturedPage } from '../checks/captured-page';

const MARK = 'pf2e3f4a5b6c7d8e9f';
const FRAME = '<header>Shop of lamps</header><nav>Home Cart Help Contact About Jobs Press Terms</nav>';
const place = (value: string): InsertionPoint => ({
  ...{
    id: 'q',
    method: 'GET',
    url: `https://shop.test/find?q=${value}`,
    location: 'QUERY',
    name: 'q',
    value,
  },
  ...{ template: { method: 'GET', url: 'https://shop.test/find', headers: [], body: { kind: 'none' } } },
  effect: 'READS',
});
const shown = (text: string) => capturedPage({ body: `${FRAME}<p>${text}</p>` });

/** @param say what the page shows of a value, the probe's included */
async function askedFor(value: string, say: (given: string) => string) {
  const asked: (string | null)[] = [];
  const refusals = new Refusals({
    frame: () => new Set<string>(),
    captured: () => shown(say(value)),
    baseline: async () => shown(say(value)),
    harmless: async () => shown(say(MARK)),
    askAgain: async (_point, tail) => {
      asked.push(tail);
      return shown(say(value));
    },
    askElsewhere: async () => null,
  });
  const probe = `${MARK}'"<x>`;
  const arrivals = [];
  for (const check of ['xss', 'sql'])
    arrivals.push(await refusals.judge(check, place(value), probe, shown(say(probe))));
  return { asked, isOut: isKeptOut(arrivals) };
}

describe('an empty value, which every page holds', () => {
  it('does not make a page that repeats nothing one that keeps something back', async () => {
    const rotating = (given: string) => (given === MARK ? 'Offer: an old clock and a green desk' : 'Welcome');
    expect(await askedFor('', rotating)).toEqual({ asked: [], isOut: false });
  });

  it('does not hide that a page that repeats plain marks keeps probes back', async () => {
    const { isOut } = await askedFor('', (given) => (/['"<]/.test(given) ? 'Type a word' : `Found ${given}`));
    expect(isOut).toBe(true);
  });

  it.each(['', 'lamp', '7'])(
    'a page that shows the probe got it, with the value %j before',
    async (value) => {
      expect((await askedFor(value, (given) => `Found ${given}`)).isOut).toBe(false);
    },
  );
});
