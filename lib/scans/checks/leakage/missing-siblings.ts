import type { Exchange } from '@/lib/http/exchange';
import type { SiteContext } from '../check';

const SIBLINGS = 2;

/** A name beside this one that nobody has given: `/.env` → `/.env-x`, `/backup.sql` → `/backup-x.sql`. */
export function makeSibling(path: string, mark: string): string {
  const [, folder = '', name = '', rest = ''] = /^([^?]*\/)([^/?]+)(\/?(?:\?.*)?)$/.exec(path) ?? [];
  const dot = name.indexOf('.', 1);
  const [stem, ending] = dot === -1 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  return `${folder}${stem}-${mark}${ending}${rest}`;
}

/**
 * Whether names beside a file, in the same folder and with the same ending, are answered like the file itself: then the
 * site says the same to everything of that kind, and the file need not exist. An answer that did not come proves nothing.
 */
export async function areSiblingsAlike(
  context: SiteContext,
  path: string,
  isAlike: (exchange: Exchange) => boolean,
): Promise<boolean> {
  for (let count = 0; count < SIBLINGS; count++) {
    const exchange = await context.fetchPath(makeSibling(path, context.mark()));
    if (!exchange || (exchange.response.status === 200 && isAlike(exchange))) return true;
  }
  return false;
}
