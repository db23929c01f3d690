import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { SiteFile } from '../checks/check';
import type { MissingPages } from './crawl/missing-pages';
import type { Retriever } from './requests/retriever';

/** What servers send as it is on their disk. */
const FILE = /\.(?:txt|x?html?|css|m?js|json|xml|svg|md|webmanifest)$/i;
const INDEX = '/index.html';
const MAX_OF_A_KIND = 2;
const MAX_FILES = 8;
const MAX_CHARACTERS = 4_096;

export type SiteFilesDeps = {
  retriever: Pick<Retriever, 'origin' | 'scopePath' | 'send'>;
  /** Everything that the crawl captured. */
  exchanges: readonly Exchange[];
  missing: Pick<MissingPages, 'looksLikeMissing'>;
};

/** A few files that the site serves by their address, of several kinds, the least deep first. */
export class SiteFiles {
  private files: Promise<readonly SiteFile[]> | null = null;

  constructor(private readonly deps: SiteFilesDeps) {}

  list(): Promise<readonly SiteFile[]> {
    this.files ??= this.choose();
    return this.files;
  }

  private async choose(): Promise<readonly SiteFile[]> {
    const { exchanges, missing } = this.deps;
    const candidates = exchanges.filter(isFile);
    if (!candidates.some(({ request }) => new URL(request.url).pathname.endsWith(INDEX))) {
      const index = await this.readIndex();
      if (index) candidates.push(index);
    }
    const depth = ({ request }: Exchange) => new URL(request.url).pathname.split('/').length;
    const kinds = new Map<string, number>();
    const chosen: SiteFile[] = [];
    for (const exchange of candidates.sort((a, b) => depth(a) - depth(b))) {
      const path = decodedPath(new URL(exchange.request.url).pathname);
      const kind = path.replace(/^.*\./, '').toLowerCase();
      const count = kinds.get(kind) ?? 0;
      if (count >= MAX_OF_A_KIND || chosen.some((file) => file.path === path)) continue;
      if (missing.looksLikeMissing(exchange)) continue;
      kinds.set(kind, count + 1);
      chosen.push({ path, text: decodedBodyText(exchange).slice(0, MAX_CHARACTERS) });
      if (chosen.length >= MAX_FILES) break;
    }
    return chosen;
  }

  /** The start page under its usual name: its address alone names no file. */
  private async readIndex(): Promise<Exchange | null> {
    const { retriever } = this.deps;
    const url = `${retriever.origin}${retriever.scopePath}${INDEX.slice(1)}`;
    const exchange = await retriever.send({ method: 'GET', url });
    return exchange && isFile(exchange) ? exchange : null;
  }
}

function isFile({ request, response }: Exchange): boolean {
  return request.method === 'GET' && response.status === 200 && isPlainFile(request.url);
}

/** Whether an address names a file that servers send as it is. */
export function isPlainFile(url: string): boolean {
  const { pathname, search } = new URL(url);
  return search === '' && FILE.test(pathname);
}

function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
