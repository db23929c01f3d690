import { isPlainFile } from '../site-files';

/** How far a crawl goes from the pages that it is given: everywhere, or only to some plain files beside them. */
export class CrawlReach {
  static readonly everything = new CrawlReach(null);

  private constructor(private filesLeft: number | null) {}

  static toFiles(count: number): CrawlReach {
    return new CrawlReach(count);
  }

  get isClosed(): boolean {
    return this.filesLeft === 0;
  }

  /** Whether an address is followed; a file is counted. @param depth 0 for what was given, and where that redirects */
  takes(url: string, depth: number): boolean {
    if (this.filesLeft === null || depth === 0) return true;
    if (this.isClosed || depth > 1 || !isPlainFile(url)) return false;
    this.filesLeft -= 1;
    return true;
  }
}
