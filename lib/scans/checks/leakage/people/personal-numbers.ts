/** Numbers that stand for one person, and how they are told from other rows of digits. */
export type PersonalNumbers = { kind: 'identityNumbers' | 'bankCards'; numbers: readonly string[] };

const MAX_NUMBERS = 50;
/** GB 11643: region, day of birth, order and check digit; not a part of a longer word or number. */
const IDENTITY =
  /(?<![\w.-])([1-8]\d{5})((?:18|19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(\d{3})([\dXx])(?![\w-]|\.\d)/g;
const REGIONS = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
/** Those that the standard and its explanations use. */
const SAMPLES = new Set([
  '11010519491231002X',
  '440524188001010014',
  '34052419800101001X',
  '11010119800101001X',
]);

const isIdentity = (number: string): boolean => {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return REGIONS.test(number) && CHECK_DIGITS[sum % 11] === number[17]?.toUpperCase();
};

/** ISO/IEC 7812: cards of banks by their beginnings, in one piece or in groups of four. */
const CARD =
  /(?<![\w.-])(?:(?:62|60|4\d|5[1-5]|2[2-7]|35|9\d)\d{13,17}|(?:62|60|4\d|5[1-5]|2[2-7]|35|9\d)\d\d(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?![\w-]|\.\d)/g;
/** What says that the digits are a card: the name of the value or of its column. */
const CARD_WORD =
  /银行卡|卡号|账号|bank[\s_-]?(?:card|account)|card[\s_-]?(?:no\b|num|number)|credit[\s_-]?card|"(?:card|pan)"|\bpan\b|cardno|信用卡/i;
/** Numbers that networks and payment services give to those who try things out: rows of one digit, or of a few. */
const TEST_CARD = /(\d)\1{6}|12345678|^(?:4242|41111|4000000|5555555|510510|555555|401288|620000)/;

function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Different numbers of people in a text: of cards only where it calls something so. */
export function findPersonalNumbers(text: string): PersonalNumbers[] {
  const identities = [...text.matchAll(IDENTITY)]
    .map(([number]) => number)
    .filter((number) => isIdentity(number) && !SAMPLES.has(number.toUpperCase()));
  const cards = CARD_WORD.test(text)
    ? [...text.matchAll(CARD)]
        .map(([number]) => number)
        .filter((number) => {
          const digits = number.replace(/\D/g, '');
          return hasCheckDigit(digits) && !TEST_CARD.test(digits) && !isIdentity(digits);
        })
    : [];
  return [
    { kind: 'identityNumbers' as const, numbers: [...new Set(identities)].slice(0, MAX_NUMBERS) },
    { kind: 'bankCards' as const, numbers: [...new Set(cards)].slice(0, MAX_NUMBERS) },
  ];
}
