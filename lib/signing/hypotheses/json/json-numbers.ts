/** How a writer prints a number that it read; the literal as it was written goes in. */
export type NumberWriter = (literal: string) => string;

const IS_INTEGER = /^-?\d+$/;
/** Digits and exponent of a double, shortest form that reads back: 1.234e5 is `['1234', 5]`. */
function shortest(value: number): { sign: string; digits: string; exponent: number } {
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const isNegative = value < 0 || Object.is(value, -0);
  return { sign: isNegative ? '-' : '', digits: mantissa.replace('.', ''), exponent: Number(exponent) };
}

function plain(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const padded = digits.padEnd(exponent + 1, '0');
  const fraction = padded.slice(exponent + 1);
  return padded.slice(0, exponent + 1) + (fraction === '' ? '' : `.${fraction}`);
}

const withFraction = (text: string) => (text.includes('.') ? text : `${text}.0`);
const pointed = (digits: string) => `${digits.charAt(0)}.${digits.slice(1) || '0'}`;
const bare = (digits: string) => digits.charAt(0) + (digits.length > 1 ? `.${digits.slice(1)}` : '');

/** JavaScript, and Go where a number goes into an interface: 1.0 becomes 1, 10^21 becomes 1e+21. */
export const asJavaScript: NumberWriter = (literal) => JSON.stringify(Number(literal));

/** `Double.toString` of Java: 10.0, 1.0E10. */
function javaDouble(value: number): string {
  const { sign, digits, exponent } = shortest(value);
  if (value === 0) return `${sign}0.0`;
  const isPlain = exponent >= -3 && exponent < 7;
  return sign + (isPlain ? withFraction(plain(digits, exponent)) : `${pointed(digits)}E${exponent}`);
}

/** Gson where a number goes into an Object: every integer becomes a double. */
export const asJavaDouble: NumberWriter = (literal) => javaDouble(Number(literal));
/** Jackson and fastjson into a double: integers stay. */
export const asJava: NumberWriter = (literal) => (IS_INTEGER.test(literal) ? literal : asJavaDouble(literal));

const padded = (exponent: number) =>
  `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;

/** `repr` of Python and `to_s` of Ruby: integers stay, 1e2 becomes 100.0. */
const asFloat =
  (mantissa: (digits: string) => string): NumberWriter =>
  (literal) => {
    if (IS_INTEGER.test(literal)) return literal;
    const value = Number(literal);
    const { sign, digits, exponent } = shortest(value);
    if (exponent >= 16 || exponent < -4) return `${sign}${mantissa(digits)}e${padded(exponent)}`;
    return sign + withFraction(plain(digits, exponent));
  };
export const asPython = asFloat(bare);
export const asRuby = asFloat(pointed);

/** Json.NET: integers stay, doubles keep a fraction and write E+16. */
export const asNewtonsoft: NumberWriter = (literal) => {
  if (IS_INTEGER.test(literal)) return literal;
  const { sign, digits, exponent } = shortest(Number(literal));
  if (exponent >= 15 || exponent < -5) return `${sign}${bare(digits)}E${padded(exponent)}`;
  return sign + withFraction(plain(digits, exponent));
};

/** PHP since 7.1, `serialize_precision` -1: integers stay, 10.0 becomes 10, 1.0e+25. */
export const asPhp: NumberWriter = (literal) => {
  if (IS_INTEGER.test(literal) && Number.isSafeInteger(Number(literal))) return literal;
  if (IS_INTEGER.test(literal) && literal.replace('-', '').length < 19) return literal;
  const { sign, digits, exponent } = shortest(Number(literal));
  if (exponent >= 15 || exponent < -5)
    return `${sign}${pointed(digits)}e${exponent < 0 ? '' : '+'}${exponent}`;
  return sign + plain(digits, exponent);
};

/** `%.17g`, PHP with `serialize_precision` 17: 12.78 becomes 12.779999999999999. */
export const asSeventeenDigits: NumberWriter = (literal) => {
  if (IS_INTEGER.test(literal)) return literal;
  const value = Number(literal);
  const [mantissa = '', power = '0'] = Math.abs(value).toExponential(16).split('e');
  const digits = mantissa.replace('.', '').replace(/(?<!0)0+$/, '') || '0';
  const exponent = Number(power);
  const sign = value < 0 ? '-' : '';
  if (exponent >= 17 || exponent < -4)
    return `${sign}${pointed(digits)}e${exponent < 0 ? '' : '+'}${exponent}`;
  return sign + plain(digits, exponent);
};

/** Every number as a text in quotes. */
export const asQuoted: NumberWriter = (literal) => `"${literal}"`;
