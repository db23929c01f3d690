import type { PagePlant, SeenControl, SinkName } from '../scan-browser';

/** What the scripts in a page are told in front. */
export type WatchSettings = {
  /** The function that tells, which the page itself never sees. */
  report: string;
  /** Where what can be asked of the page is kept. */
  api: string;
  marks: readonly string[];
  proof: string | null;
  plant: PagePlant;
};

/** What the scripts in a page tell; the page could tell the same, so that nothing of it is trusted. */
export type PageMessage =
  | { kind: 'sink'; sink: SinkName; mark: string; text: string; place?: string }
  | { kind: 'parameter' | 'storage' | 'member' | 'route' | 'opened'; text: string }
  | { kind: 'run'; text: string };

export type Tell = (message: PageMessage) => void;

type Look<First> = (first: First, second: unknown) => void;

/** What the scripts in a page watch with. */
export type PageTools = {
  told(sink: SinkName, value: unknown): void;
  onSet(owner: object, name: string, look: Look<unknown>): void;
  onCall(owner: object, name: string, look: Look<unknown[]>): void;
};

/** What the page is asked for from outside. */
export type PageApi = {
  tools?: PageTools;
  quiet?: () => Promise<void>;
  /** The document as text; null where it is too large. */
  html?: () => string | null;
  controls?: () => SeenControl[];
  press?: (at: number) => void;
  /** Sends the planted message and presses the links that a probe made its own. */
  play?: () => void;
};
