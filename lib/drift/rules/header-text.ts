import { type LookedAtHeader, SOFTWARE_HEADERS } from './facts';
import { storedText } from './stored-text';

const isSoftware = (name: LookedAtHeader): boolean => (SOFTWARE_HEADERS as readonly string[]).includes(name);

/** The parts of a text, each once and in one order: in what is sent they may come in any. */
const sortedParts = (text: string, separator: string | RegExp): string[] =>
  [...new Set(text.split(separator).map((part) => part.trim()))].filter((part) => part !== '').sort();

/**
 * What a header says, whatever its spelling: case, blanks and order where they mean nothing, and without what is made for
 * one response (nonces), for one release of a script (hashes) or for one report.
 * @param values in the order of the response
 * @returns the empty text where there is none
 */
export function headerText(name: LookedAtHeader, values: readonly string[]): string {
  if (isSoftware(name))
    return storedText(values.map((value) => value.replace(/\s+/g, ' ').trim()).join(', '));
  if (name.startsWith('content-security-policy')) return storedText(policyText(values));
  if (name === 'strict-transport-security')
    return storedText(sortedParts(values[0]?.toLowerCase() ?? '', ';').join('; '));
  const text = values.join(',').toLowerCase().replace(/\s+/g, ' ');
  // The last policy that a browser knows is the one that counts.
  if (name === 'referrer-policy') return storedText(text.replace(/ ?, ?/g, ', ').trim());
  return storedText(sortedParts(text, ',').join(', '));
}

/** Each policy by itself: all of them count, and within one the first directive of a name. */
const policyText = (values: readonly string[]): string =>
  [...new Set(values.flatMap((value) => value.split(',')).map(onePolicy))]
    .filter((policy) => policy !== '')
    .sort()
    .join(', ');

function onePolicy(value: string): string {
  const directives = new Map<string, string>();
  for (const directive of value.split(';')) {
    const [name = '', ...sources] = directive.trim().split(/\s+/);
    const key = name.toLowerCase();
    if (key === '' || directives.has(key)) continue;
    directives.set(key, [...new Set(sources.map(stableSource))].sort().join(' '));
  }
  return [...directives]
    .map(([name, sources]) => `${name} ${sources}`.trim())
    .sort()
    .join('; ');
}

const stableSource = (source: string): string => {
  const [address = ''] = source.toLowerCase().split(/[?#]/, 1);
  if (address.startsWith("'nonce-")) return "'nonce'";
  return /^'sha(?:256|384|512)-/.test(address) ? "'hash'" : address;
};
