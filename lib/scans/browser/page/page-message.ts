import type { InsideStep, MessageShape, PagePlant, SeenControl, SeenField, SinkName } from '../scan-browser';

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
  | {
      kind: 'parameter' | 'storage' | 'route' | 'opened' | 'cookie' | 'stream' | 'listener' | 'run';
      text: string;
    }
  /** Code was made of text. */
  | { kind: 'compiled'; text: '' }
  /** A mark was read as base64 or JSON, and this of it was asked for. */
  | { kind: 'inside'; mark: string; steps: InsideStep[] }
  /** A message with such members was listened to, and these others were asked for. */
  | { kind: 'shape'; shape: MessageShape };

export type Tell = (message: PageMessage) => void;

type Look<First> = (first: First, second: unknown) => void;

/** What the scripts in a page watch with. */
export type PageTools = {
  told(sink: SinkName, value: unknown): void;
  onSet(owner: object, name: string, look: Look<unknown>): void;
  onCall(owner: object, name: string, look: Look<unknown[]>): void;
};

/** How elements are found, in the shadow of others too. */
export type PageReach = {
  all(): Element[];
  /** Roots of shadows, closed ones too. */
  shadows(): ShadowRoot[];
  /** It listens for a press by itself. */
  hears(element: Element): boolean;
  /** Something around it does. */
  isBelowListener(element: Element): boolean;
  isShown(element: Element): boolean;
  /** The form around it, or what stands for one: a dialog, or what holds its fields. */
  around(element: Element): Element | null;
  /** Where it is: the same for the rows of a list. */
  place(element: Element): string;
};

/** What the page is asked for from outside. */
export type PageApi = {
  tools?: PageTools;
  reach?: PageReach;
  /** A text or member that stands for a mark in base64 or JSON; null where the value is none. */
  recorder?: (text: string, known: ReadonlyMap<string, string>, ask: (path: string) => void) => unknown;
  quiet?: () => Promise<void>;
  /** Lets the next timer that is set for later run now; whether there was one. */
  skip?: () => boolean;
  /** Shows what is further down; whether there was more than fits. */
  scroll?: () => Promise<boolean>;
  /** The document as text; null where it is too large. */
  html?: () => string | null;
  links?: () => string[];
  controls?: () => SeenControl[];
  fields?: () => SeenField[];
  press?: (at: number) => boolean;
  fill?: (chosen: { at: number; values: readonly string[] }) => void;
  /** Sends the planted messages and presses what a probe made its own. */
  play?: () => void;
};
