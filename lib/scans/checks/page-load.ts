import type { PagePlant } from '../browser/scan-browser';

/**
 * How a page is opened once more: planted texts, marks whose way is told, the function that proves that one ran.
 * `isExploring`: with controls pressed and fields filled.
 */
export type PageLoad = {
  url: string;
  plant: PagePlant;
  marks: readonly string[];
  proof: string | null;
  isExploring: boolean;
};
