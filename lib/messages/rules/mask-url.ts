import { MASK } from '@/lib/http/mask-secrets';
import { type MaskedJson, maskNamedText, storableText } from './mask-json';
import { maskText } from './mask-text';

export type QueryParameter = { name: string; value: string };

/** The parameters of an address's query in their order, decoded once; what cannot be decoded stays as it is. */
export function queryParameters(url: string): QueryParameter[] {
  const query = readRawQuery(url);
  if (query === '') return [];
  return query.split('&').map((part) => {
    const at = part.indexOf('=');
    const [name, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    return { name: decoded(name), value: decoded(value) };
  });
}

/** The address with the values of sensitive query parameters masked; the others are as they were sent. */
export function maskUrl(url: string): string {
  const at = url.indexOf('?');
  if (at < 0) return storableText(maskText(url));
  const parts = readRawQuery(url)
    .split('&')
    .map((part) => {
      const sign = part.indexOf('=');
      if (sign < 0) return part;
      const name = part.slice(0, sign);
      const value = decoded(part.slice(sign + 1));
      const masked = maskNamedText(decoded(name), value);
      // The mask itself is not a value that needs an encoding, and reads better without.
      return masked === value
        ? part
        : `${name}=${encodeURIComponent(masked).replaceAll(encodeURIComponent(MASK), MASK)}`;
    });
  return storableText(`${maskText(url.slice(0, at))}?${parts.join('&')}`);
}

/** The masked parameters as one JSON object, for paths; undefined where there are none. */
export function maskedQuery(url: string): MaskedJson | undefined {
  const parameters = queryParameters(url);
  if (parameters.length === 0) return undefined;
  return Object.fromEntries(
    parameters.map(({ name, value }) => [storableText(name), storableText(maskNamedText(name, value))]),
  );
}

const readRawQuery = (url: string): string => {
  const at = url.indexOf('?');
  return at < 0 ? '' : (url.slice(at + 1).split('#', 1)[0] ?? '');
};

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
