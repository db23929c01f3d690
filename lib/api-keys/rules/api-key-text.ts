import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = 'pfk_';
export const API_KEY_BYTES = 32;
/** Digits that 32 bytes and 32 bits take in base 62. */
const SECRET_DIGITS = 43;
const CHECK_DIGITS = 6;
const KEY = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET_DIGITS + CHECK_DIGITS}}$`);
const HINT_DIGITS = 6;

function toDigits(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = `${DIGITS[Number(rest % 62n)]}${text}`;
  return text;
}

const checkDigits = (text: string): string => toDigits(BigInt(crc32(text)), CHECK_DIGITS);

/** A key of 32 random bytes: its kind, the bytes in base 62, and a CRC-32 of both. */
export function writeApiKey(random: Uint8Array): string {
  const text = `${PREFIX}${toDigits(BigInt(`0x${Buffer.from(random).toString('hex')}`), SECRET_DIGITS)}`;
  return `${text}${checkDigits(text)}`;
}

/** Whether a text can be a key at all. */
export const isApiKey = (text: string): boolean =>
  KEY.test(text) && text.endsWith(checkDigits(text.slice(0, -CHECK_DIGITS)));

export const apiKeyHint = (key: string): string => key.slice(0, PREFIX.length + HINT_DIGITS);
