import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { Retriever } from '../requests/retriever';
import { similarity, tagCounts, type WordCounts, wordCounts } from './text-similarity';

const ALIKE = 0.9;
const SAME = 0.98;
/** Pages that say "missing" in changing words are known by how they are built, and by how much they change. */
const LEAST_ALIKE = 0.7;
const LEAST_SAME = 0.85;
const NOISE_MARGIN = 0.02;

/** Spellings of a missing path that servers route differently: plain, below a folder, hidden, backup, script, dump. */
const samplePaths = (mark: () => string): string[] => [
  mark(),
  `${mark()}/${mark()}.html`,
  `.${mark()}`,
  `${mark()}.bak`,
  `${mark()}.php`,
  `${mark()}.sql`,
];

/** What an answer says and how it is built; its own path is remembered, which error pages like to repeat. */
type Likeness = { status: number; words: WordCounts; tags: WordCounts; path: readonly string[] };

/** How the site answers to what does not exist; a site that says 200 to everything proves nothing by saying 200. */
export class MissingPages {
  /** How alike two answers to missing paths are that should be the same. */
  private readonly steadiness: number;

  private constructor(private readonly samples: readonly Likeness[]) {
    const [first, ...others] = samples.filter(({ status }) => isSuccess(status));
    const likenesses = first ? others.map((other) => wordLikeness(first, other)) : [];
    this.steadiness = Math.min(1, ...likenesses);
  }

  /** Asks for six random paths. */
  static async learn(retriever: Retriever, mark: () => string): Promise<MissingPages> {
    const samples: Likeness[] = [];
    for (const path of samplePaths(mark)) {
      const url = `${retriever.origin}${retriever.scopePath}${path}`;
      const exchange = await retriever.send({ method: 'GET', url });
      if (exchange) samples.push(toLikeness(exchange));
    }
    return new MissingPages(samples);
  }

  /** From what another one had noted. */
  static fromFields(fields: Record<string, unknown>): MissingPages {
    return new MissingPages(fields.samples as readonly Likeness[]);
  }

  /** Whether missing paths are answered as if they existed. */
  get isCatchAll(): boolean {
    return this.samples.some(({ status }) => isSuccess(status));
  }

  /** Whether this answer says "missing": by its status, by being empty, or by looking like a random path's answer. */
  looksLikeMissing(exchange: Exchange): boolean {
    if (!isSuccess(exchange.response.status) || exchange.response.decodedBody.length === 0) return true;
    return this.isAlike(exchange, ALIKE, LEAST_ALIKE, 0);
  }

  /** As `looksLikeMissing`, but only for an answer that differs in nothing: pages of one site share much of their frame. */
  isSameAsMissing(exchange: Exchange): boolean {
    return (
      this.isCatchAll && isSuccess(exchange.response.status) && this.isAlike(exchange, SAME, LEAST_SAME, SAME)
    );
  }

  private isAlike(exchange: Exchange, likeness: number, least: number, tagsLike: number): boolean {
    const page = toLikeness(exchange);
    const noisy = Math.max(least, this.steadiness - NOISE_MARGIN);
    return this.samples.some((sample) => {
      if (!isSuccess(sample.status)) return false;
      const words = wordLikeness(sample, page);
      if (words < Math.min(likeness, noisy)) return false;
      const tags = similarity(sample.tags, page.tags);
      return words >= likeness ? tags >= tagsLike : tags >= SAME;
    });
  }
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** The words of both paths are left out of both pages, as whole words: `b` does not make `about` another word. */
const wordLikeness = (a: Likeness, b: Likeness): number =>
  similarity(a.words, b.words, new Set([...a.path, ...b.path]));

function toLikeness(exchange: Exchange): Likeness {
  const text = decodedBodyText(exchange);
  const { pathname } = new URL(exchange.request.url);
  return {
    status: exchange.response.status,
    words: wordCounts(text),
    tags: tagCounts(text),
    path: [...wordCounts(pathname).keys()],
  };
}
