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
export type ElementReach = {
  all(): Element[];
  /** Roots of shadows, closed ones too. */
  shadows(): ShadowRoot[];
  isShown(element: Element): boolean;
  /** The form around it, or what stands for one: a dialog, or what holds its fields. */
  around(element: Element): Element | null;
  /** Where it is: the same for the rows of a list. */
  place(element: Element): string;
};

/** Which elements do something when they are pressed. */
export type PagePresses = {
  /** It listens by itself. */
  hears(element: Element): boolean;
  /** Something around it does. */
  isBelowListener(element: Element): boolean;
};

/** Timers of the page. */
export type PageTimers = {
  /** Resolves once no short one runs. */
  idle(): Promise<void>;
  /** The browser's own, which are not counted. */
  wait(work: () => void, ms: number): void;
  clear(id: number): void;
  /** Those that run within a few seconds, by their number; `due` is when, as if nobody had waited. */
  pending: Map<number, PageTimer>;
  /** How long nobody had to wait so far. */
  skippedMs: number;
};
export type PageTimer = { due: number; isShort: boolean; isInterval: boolean; run: () => void };

/**
 * A value that is a text and has every member that is asked for. @param text what the member at a path is as a text.
 * @param known members that are told from before
 */
export type Recorder = (
  text: (path: string) => string,
  known: ReadonlyMap<string, string>,
  ask: (path: string) => void,
) => unknown;

/** What scripts of ours share, and what the page is asked for from outside. */
export type PageApi = {
  tools?: PageTools;
  elements?: ElementReach;
  presses?: PagePresses;
  timers?: PageTimers;
  recorder?: Recorder;
  /** Controls and fields that were named by a number. */
  kept: { controls: Element[]; fields: Element[] };
  /** How sure it is that a press on it does something, from 0 on; null for what is no control. */
  rank?: (element: Element) => number | null;
  /** Sends messages until it is known what listeners ask of them. */
  askListeners?: (literals: readonly string[]) => void;
  /** Sends data as a foreign window does. */
  send?: (data: unknown) => void;
  /** A field as a form would hold it, and what labels it. */
  asField?: (field: Element) => { html: string; label: string };
  /** Resolves once nothing runs soon; whether timers are left that run later. */
  quiet?: () => Promise<boolean>;
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
  /** Sends the planted messages and presses what a probe made its own; whether there was anything to do. */
  play?: () => boolean;
};
