import { expect, it } from 'vitest';
import type { Exchange } from '@/lib/http/exchange';
import { MissingAnswers } from '@/lib/scans/engine/places/missing-answers';
import { capturedPage } from '../checks/captured-page';

const MISSING_URL = 'https://shop.test/nobody-has-this';
const MARK = 'pf7k2m4qx9aaaz';
const notFound = (body: string): Exchange => capturedPage({ status: 404, body });
const rootSays = (name: string) => notFound(`<p>There is no page ${name}</p>`);
const says = (body: string) => ({ exchange: notFound(body), value: MARK, mark: MARK });

const answersOf = (root: Exchange | null = rootSays('nobody-has-this')) =>
  new MissingAnswers({ contacts: { baseline: async () => root }, missingUrl: MISSING_URL });

it('knows the words that the site has for any missing path, whatever the name in them', async () => {
  const answers = answersOf();
  for (let place = 0; place < 3; place += 1)
    expect(await answers.isOne(says(`<p>There is no page ${MARK}</p>`), 'alice')).toBe(true);
});

it('takes other words for a handler’s in two places, and for a part’s missing page from the third on', async () => {
  const answers = answersOf();
  const asked = [];
  for (let place = 0; place < 4; place += 1)
    asked.push(await answers.isOne(says(`<p>No member called ${MARK}</p>`), 'alice'));
  expect(asked).toEqual([false, false, true, true]);
  expect(await answers.isOne(says('<p>This order is unknown to us</p>'), 'alice')).toBe(false);
});

it('asks nothing more of a site that words every missing page differently, or has not answered', async () => {
  const answers = answersOf();
  const words = ['oak', 'elm', 'fir', 'ash', 'yew', 'bay', 'box', 'fig', 'gum', 'nut', 'pea', 'rye', 'sea'];
  const asked = [];
  for (const one of words)
    for (const two of ['red', 'sad'])
      asked.push(
        await answers.isOne(says(`<p>${one} ${two} ${one}${two} nothing ${two}${one}</p>`), 'alice'),
      );
  expect(asked.slice(0, 20)).toEqual(Array(20).fill(false));
  expect(asked.at(-1)).toBe(true);
  expect(await answersOf(null).isOne(says('<p>Anything</p>'), 'alice')).toBe(true);
});
