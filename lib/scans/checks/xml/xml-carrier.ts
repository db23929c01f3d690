import type { Exchange } from '@/lib/http/exchange';

/** What takes an XML document, and the way to it. */
export type XmlCarrier = {
  /** As the site was seen to send it, or with the members that it takes in another form. */
  document: string;
  /** Nobody said that the place reads XML. */
  isOffered: boolean;
  /** @param isWide two bytes a letter; null where that cannot be sent, and as with `probe` */
  send(document: string, isWide: boolean): Promise<Exchange | null>;
  mark(): string;
};

const BASE64 = /^[\w+/-]{16,20000}={0,2}$/;

export function isXmlText(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.endsWith('>') && /^\uFEFF?<(?:\?xml|!DOCTYPE|!--|[\p{L}_])/u.test(trimmed);
}

/** The document within a value that is sent in base64; null for any other value. */
export function xmlInBase64(value: string): string | null {
  if (!BASE64.test(value)) return null;
  const text = Buffer.from(value, 'base64').toString('utf8');
  return isXmlText(text) ? text : null;
}
