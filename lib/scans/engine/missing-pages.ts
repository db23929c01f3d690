import { bodyText } from '@/lib/http/body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { Retriever } from './retriever';
import { similarity, type WordCounts, wordCounts } from './text-similarity';

const ALIKE = 0.9;
const SAME = 0.98;

/** Spellings of a missing path that servers route differently: plain, below a folder, hidden, backup, script, dump. */
const samplePaths = (mark: () => string): string[] => [
  `/${mark()}`,
  `/${mark()}/${mark()}.html`,
  `/.${mark()}`,
  `/${mark()}.bak`,
  `/${mark()}.php`,
  `/${mark()}.sql`,
];

/** How the site answers to what does not exist; a site that says 200 to everything proves nothing by saying 200. */
export class MissingPages {
  private constructor(private readonly samples: readonly { status: number; words: WordCounts }[]) {}

  /** Asks for six random paths. */
  static async learn(retriever: Retriever, mark: () => string): Promise<MissingPages> {
    const samples: { status: number; words: WordCounts }[] = [];
    for (const path of samplePaths(mark)) {
      const exchange = await retriever.send({ method: 'GET', url: `${retriever.origin}${path}` });
      if (exchange) samples.push({ status: exchange.response.status, words: wordsOf(exchange) });
    }
    return new MissingPages(samples);
  }

  /** Whether missing paths are answered as if they existed. */
  get isCatchAll(): boolean {
    return this.samples.some(({ status }) => isSuccess(status));
  }

  /** Whether this answer says "missing": by its status, by being empty, or by looking like a random path's answer. */
  looksLikeMissing(exchange: Exchange): boolean {
    if (!isSuccess(exchange.response.status) || exchange.response.decodedBody.length === 0) return true;
    return this.isAlike(exchange, ALIKE);
  }

  /** As `looksLikeMissing`, but only for an answer that differs in nothing: pages of one site share much of their frame. */
  isSameAsMissing(exchange: Exchange): boolean {
    return this.isCatchAll && isSuccess(exchange.response.status) && this.isAlike(exchange, SAME);
  }

  private isAlike(exchange: Exchange, likeness: number): boolean {
    const words = wordsOf(exchange);
    return this.samples.some(
      (sample) => isSuccess(sample.status) && similarity(sample.words, words) >= likeness,
    );
  }
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** The words of a page without the path that was asked for, which error pages like to repeat. */
function wordsOf(exchange: Exchange): WordCounts {
  const { pathname } = new URL(exchange.request.url);
  return wordCounts(bodyText(exchange), [pathname, ...pathname.split('/')]);
}
