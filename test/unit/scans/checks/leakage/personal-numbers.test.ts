import { expect, test } from 'vitest';
import { findPersonalNumbers } from '@/lib/scans/checks/leakage/people/personal-numbers';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** The check digit is worked out here once more, so that no number of anybody is in the sources. */
const identity = (first: string) =>
  first + '10X98765432'[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(first[at]), 0) % 11];

function card(first: string): string {
  const isValid = (digits: string) =>
    [...digits].reverse().reduce((sum, digit, at) => {
      const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
      return sum + (value > 9 ? value - 9 : value);
    }, 0) %
      10 ===
    0;
  return `${first}${[...'0123456789'].find((digit) => isValid(first + digit))}`;
}

const [anna, ben] = [identity('31011519850214182'), identity('44030619910723351')];
const cards = [card('622202360812794518'), card('621700273950418263')];
const count = (text: string) =>
  Object.fromEntries(findPersonalNumbers(text).map(({ kind, numbers }) => [kind, numbers.length]));

test.each([
  ['a table', `<td>${anna}</td><td>${ben}</td>`, { identityNumbers: 2, bankCards: 0 }],
  ['JSON', JSON.stringify([{ id: anna }, { id: ben }, { id: anna }]), { identityNumbers: 2, bankCards: 0 }],
  ['small letters', `${anna.toLowerCase()}，${ben}`, { identityNumbers: 2, bankCards: 0 }],
  [
    'cards by their name',
    JSON.stringify(cards.map((no) => ({ bankCard: no }))),
    { identityNumbers: 0, bankCards: 2 },
  ],
  [
    'cards in groups',
    `银行卡 ${cards[0]?.replace(/(\d{4})(?=\d)/g, '$1 ')}`,
    { identityNumbers: 0, bankCards: 1 },
  ],
])('%s holds numbers of people', (_name, text, expected) => {
  expect(count(text)).toEqual(expected);
});

const wrong = (number: string) => number.slice(0, -1) + (number.endsWith('7') ? '8' : '7');

test.each([
  [
    'other check digits',
    `${wrong(anna)} ${wrong(ben)} card no ${cards.map((no) => no.slice(0, -1) + ((Number(no.at(-1)) + 1) % 10)).join(' ')}`,
  ],
  ['masked numbers', '310115********182X 6222 **** **** 4518 卡号'],
  ['parts of longer ones', `1${anna} ${anna}5 x${ben} ${ben}.5`],
  ['the sample of the standard', '身份证号码示例 11010519491231002X'],
  ['no day of a year', `${identity('31011519851314182')} ${identity('31011519850232182')}`],
  ['no region', identity('99011519850214182')],
  ['cards that nothing calls so', cards.join(' ')],
  ['cards for trying out', 'card number 4242 4242 4242 4242, 4111111111111111, 5555555555554444'],
])('%s are none', (_name, text) => {
  expect(count(text)).toEqual({ identityNumbers: 0, bankCards: 0 });
});
