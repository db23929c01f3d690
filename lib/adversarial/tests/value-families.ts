import type { JsonObject } from '@/lib/signing/canonical';
import type { AdversarialContext } from '../adversarial-test';
import type { ValueFamily } from '../ask-values';

const ASCII = 'Test buyer';

/** Where a text travels that a buyer chose: V2.0 has it in `buyerInfo` only, where an older revision put it. */
function withText({ protocol, kind }: AdversarialContext, text: string): JsonObject {
  if (kind === 'kit') return { name: text };
  return protocol === 'V1.0'
    ? { customerName: text, userName: text }
    : { buyerInfo: { customerName: text, userName: text } };
}

type Texts = Readonly<Record<string, string>>;

/** Together at most the 64 characters of `customerName`; see the test of the lengths. */
const textFamily = (
  usual: Texts,
  unusual: Texts = {},
  alone: readonly string[] = [],
): ValueFamily & { usualTexts: Texts } => ({
  usualTexts: usual,
  usual: Object.keys(usual),
  alone,
  unusual: Object.keys(unusual),
  buildFields: (labels, context) => {
    const texts: Texts = { ...usual, ...unusual };
    return withText(context, labels.length === 0 ? ASCII : labels.map((label) => texts[label]).join(''));
  },
});

/** Characters by what spoils them: a writer, a filter or a decoder that a framework puts before the seller's code. */
export const TEXT_FAMILIES = {
  html: textFamily({
    ampersand: 'Fish & Chips',
    'angle-brackets': '<Ltd>',
    apostrophe: "O'Neill",
    'quotation-marks': '"Best"',
    equals: 'a=b',
  }),
  slashes: textFamily({ slash: 'Sales/East' }),
  // Where a single % cannot be decoded a second time, all of the value stays as it is.
  percent: textFamily(
    {
      plus: 'A+B',
      'percent-encoded': 'A%20B%2F',
      punctuation: "~*()!;:@#$,?[]|^`'",
      space: 'two  spaces',
      percent: '100%',
    },
    {},
    ['percent'],
  ),
  escapes: textFamily({
    'quotation-marks': 'the "best"',
    backslash: 'C:\\Temp',
    'escape-sequence': '\\u0041\\n\\"',
  }),
  // NUL is left out: PostgreSQL cannot hold it, and no form takes it.
  separators: textFamily(
    { 'line-separator': 'one\u2028two', 'paragraph-separator': 'one\u2029two', 'next-line': 'one\u0085two' },
    {
      tab: 'one\ttwo',
      newline: 'one\ntwo',
      'carriage-return': 'one\r\ntwo',
      'delete-character': 'one\u007ftwo',
    },
  ),
  blanks: textFamily({ 'blanks-around': ' Test buyer ' }),
  foreign: textFamily({
    chinese: '测试客户有限公司',
    emoji: 'Test 🚀',
    combining: 'Cafe\u0301 Zu\u0308rich',
    'full-width': 'ＡＢ１２　',
    'right-to-left': '\u200fשלום\u200e',
    accented: 'Société Ñ ß',
  }),
} as const satisfies Record<string, ReturnType<typeof textFamily>>;

/** Every family of texts as one value each, where a test asks about all at once. */
export const ALL_TEXTS: ValueFamily = textFamily({
  // First, so that the blank stays at the edge.
  'blanks-around': Object.values(TEXT_FAMILIES.blanks.usualTexts).join(''),
  ...Object.fromEntries(
    Object.entries(TEXT_FAMILIES)
      .filter(([family]) => family !== 'blanks')
      .map(([family, { usualTexts }]) => [`${family}-characters`, Object.values(usualTexts).join('')]),
  ),
});

type Fields = Readonly<Record<string, JsonObject>>;
type Values = { usual: Fields; unusual?: Fields; literals?: readonly string[] };

/** In V2.0 as members that no table names: the signature covers them like all others. */
const fieldFamily = (body: Values, query: Values): ValueFamily & { query: ValueFamily } => {
  const family = ({ usual, unusual = {}, literals = [] }: Values, harmless: JsonObject): ValueFamily => ({
    usual: Object.keys(usual),
    unusual: Object.keys(unusual),
    literals,
    buildFields: (labels, context) =>
      Object.assign(
        { ...harmless },
        ...labels.map((label) => ({ ...usual, ...unusual })[label] ?? {}),
        labels.includes(LONG_ID) ? withLongId(context) : {},
      ),
  });
  return { ...family(body, { preflightExtra: 'text' }), query: family(query, {}) };
};

const LONG_ID = 'long-id';

/** A number of digits only, with more of them than any integer type holds, where the protocol has a text. */
const withLongId = ({ kind, newId }: AdversarialContext): JsonObject => ({
  [kind === 'kit' ? 'tenantId' : 'orderId']: toDigits(newId()),
});

const toDigits = (id: string): string =>
  BigInt(`0x${id.replace(/[^0-9a-f]/gi, '') || '0'}`)
    .toString()
    .padStart(24, '1');

const EMPTY_VALUES = fieldFamily(
  {
    usual: {
      'empty-text': { preflightEmptyText: '' },
      'empty-list': { preflightEmptyList: [] },
      'empty-object': { preflightEmptyObject: {} },
      'nested-empty': { preflightNested: { text: '', list: [{ name: 'a', value: '' }] } },
    },
    // KooGallery removes members that are null (protocol page §3.1).
    unusual: { 'null-member': { preflightNull: 'null' } },
    literals: ['null'],
  },
  { usual: { 'empty-text': { userId: '' }, 'empty-field': { userName: '' } } },
);

const ZERO_VALUES = fieldFamily(
  {
    usual: {
      'zero-text': { preflightZeroText: '0' },
      zero: { preflightZero: 0 },
      false: { preflightFalse: false },
      'nested-zero': { preflightNested: { zero: 0, text: '0', no: false } },
    },
  },
  { usual: { 'zero-text': { trialFlag: '0' }, zero: { orderAmount: '0' } } },
);

const NUMBER_VALUES = fieldFamily(
  {
    usual: {
      integer: { preflightInteger: 20 },
      'trailing-zero': { preflightAmount: '12.10' },
      decimals: { preflightDecimal: 0.30000000000000004 },
      'long-number': { preflightLong: '9007199254740993' },
      negative: { preflightNegative: -1.5 },
      'number-text': { preflightText: '0012.10' },
      [LONG_ID]: {},
    },
    unusual: { exponent: { preflightExponent: '1.0E+21' } },
    literals: ['12.10', '9007199254740993', '1.0E+21'],
  },
  {
    usual: {
      'trailing-zero': { orderAmount: '12.10' },
      'number-text': { customerId: '0012.10' },
      exponent: { userId: '1.0E+21' },
      [LONG_ID]: {},
    },
  },
);

/** Everything that is no text: empties, zeros, numbers. */
export const fieldFamilies = ({
  protocol,
}: Pick<AdversarialContext, 'protocol'>): [ValueFamily, ValueFamily, ValueFamily] =>
  protocol === 'V1.0'
    ? [EMPTY_VALUES.query, ZERO_VALUES.query, NUMBER_VALUES.query]
    : [EMPTY_VALUES, ZERO_VALUES, NUMBER_VALUES];
