import type { Exchange } from '@/lib/http/exchange';
import type { OutsideListener } from '../outside-listener';
import type { EntityRequest } from './entity-documents';

type Ask = (request: EntityRequest) => Promise<{ exchange: Exchange } | null>;
export type OutsideProof = { address: string; exchange: Exchange; isConfirmed: boolean };

/** Declarations that put an address together: only what reads them as such can ask for it. */
function joiningText(address: string): string {
  const middle = address.length - 8;
  return [
    `<!ENTITY % a "${address.slice(middle)}">`,
    `<!ENTITY % b "<!ENTITY &#37; c SYSTEM '${address.slice(0, middle)}%a;'>">`,
    '%b;\n%c;',
  ].join('\n');
}

/**
 * Whether a parser that shows nothing opens addresses: those of our own listener, and of nobody else. An entity that
 * nothing uses tells a parser from what opens every address that it sees. Confirmed by an address that stands in no
 * request: it is put together by what the first one was answered with, or named by an entity within its text.
 */
export async function proveOutside(ask: Ask, outside: OutsideListener): Promise<OutsideProof | null> {
  const inner = await outside.offer('');
  const declarations = await outside.offer(joiningText(inner));
  const within = await outside.offer('');
  const text = await outside.offer('&y;');
  const unused = await outside.offer('');
  const sent = await ask({
    // What is behind a parameter entity that is not opened counts for nothing.
    subset: `\n<!ENTITY x SYSTEM "${text}">\n<!ENTITY y SYSTEM "${within}">\n<!ENTITY n SYSTEM "${unused}">\n<!ENTITY % p SYSTEM "${declarations}">\n%p;\n`,
    content: '&x;',
  });
  if (!sent) return null;
  const asked = new Set(await outside.wereAsked([inner, declarations, within, text, unused]));
  const address = [declarations, text].find((one) => asked.has(one));
  if (address === undefined || asked.has(unused)) return null;
  const isConfirmed = asked.has(inner) || (asked.has(text) && asked.has(within));
  return { address, exchange: sent.exchange, isConfirmed };
}
