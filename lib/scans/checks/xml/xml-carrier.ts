import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Exchange } from '@/lib/http/exchange';
import type { OutsideListener } from '../outside-listener';

/** What takes an XML document, and the way to it. */
export type XmlCarrier = {
  /** As the site was seen to send it, or with the members that it takes in another form. */
  document: string;
  /** Nobody said that the place reads XML. */
  isOffered: boolean;
  /** @param isWide two bytes a letter; null where that cannot be sent, and as with `probe` */
  send(document: string, isWide: boolean): Promise<Exchange | null>;
  mark(): string;
  /** Absent where the operator named no listener. */
  outside?: OutsideListener | undefined;
};

const MAX_INFLATED = 100_000;
const BASE64 = /^[\w+/-]{16,20000}={0,2}$/;

export function isXmlText(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.endsWith('>') && /^\uFEFF?<(?:\?xml|!DOCTYPE|!--|[\p{L}_])/u.test(trimmed);
}

/** A document within a value, and how another one is written in its place. */
export type PackedXml = { document: string; write(text: string): string };

/** As it is, in base64 (assertions of SAML), or packed by DEFLATE and in base64 (its requests by link); null for any other value. */
export function packedXml(value: string): PackedXml | null {
  if (isXmlText(value)) return { document: value, write: (text) => text };
  if (!BASE64.test(value)) return null;
  const bytes = Buffer.from(value, 'base64');
  const plain = bytes.toString('utf8');
  if (isXmlText(plain)) return { document: plain, write: (text) => Buffer.from(text).toString('base64') };
  const inflated = inflate(bytes);
  return inflated !== null && isXmlText(inflated)
    ? { document: inflated, write: (text) => deflateRawSync(text).toString('base64') }
    : null;
}

function inflate(bytes: Uint8Array): string | null {
  try {
    return inflateRawSync(bytes, { maxOutputLength: MAX_INFLATED }).toString('utf8');
  } catch {
    return null;
  }
}
