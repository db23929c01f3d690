import type { RawHeader } from '@/lib/http/exchange';

/** What a page asks for; a `document` is the page itself, everything else that a browser shows is a `picture`. */
export type BrowserRequest = {
  kind: 'document' | 'script' | 'style' | 'call' | 'picture';
  method: string;
  url: string;
  headers: readonly RawHeader[];
  body: Uint8Array;
};

export type BrowserResponse = { status: number; headers: readonly RawHeader[]; body: Uint8Array };

/** What an attacker could put where scripts of the page read it. */
export type PagePlant = {
  windowName?: string;
  referrer?: string;
  /** Keys of both storages with their values. */
  storage?: readonly (readonly [key: string, value: string])[];
  /** Data of a message from a foreign window: a text, or an object whose members all have the text. */
  message?: { text: string; members: readonly string[] };
};

/** A control as it is in the page, and the form around it; `at` is how it is named when it is pressed. */
export type SeenControl = { at: number; html: string; form: string | null };

export type PageVisit = {
  /** With its fragment. */
  url: string;
  cookies: readonly { name: string; value: string }[];
  /** Everything that the page asks for comes from here; null refuses it. */
  answer(request: BrowserRequest): Promise<BrowserResponse | null>;
  plant: PagePlant;
  /** Texts whose arrival in a sink is told. */
  marks: readonly string[];
  /** The name of a function that nobody else calls: its call proves that planted code ran. */
  proof: string | null;
  /** Which of the controls are pressed, one after the other; none when absent. */
  choose?(controls: readonly SeenControl[]): readonly number[];
};

export const SINKS = [
  'html',
  'code',
  'handler',
  'srcdoc',
  'script',
  'script-address',
  'address',
  'location',
] as const;
export type SinkName = (typeof SINKS)[number];

/** A mark came to a sink. `text` is what was around it, `place` the script that put it there (`/app.js:12:5`). */
export type SinkSignal = { sink: SinkName; mark: string; text: string; place: string };

/** What was seen of a page until it was quiet. */
export type PageSight = {
  /** ENDED: it was never quiet, crashed or was too large; what is here came before. */
  outcome: 'QUIET' | 'ENDED';
  /** The documents as scripts built them: at first, and after each press that changed something. */
  states: readonly string[];
  /** Addresses that scripts and links put behind the `#` of the page, and where they wanted to go. */
  routes: readonly string[];
  opened: readonly string[];
  /** Names of parameters, keys of storages and members of messages that scripts asked for. */
  asked: { parameters: readonly string[]; storage: readonly string[]; members: readonly string[] };
  signals: readonly SinkSignal[];
  hasRun: boolean;
};

/** One browser for one scan. It opens no connection by itself: everything comes from `PageVisit.answer`. */
export type ScanBrowser = {
  /** Rejects only when the browser is gone. */
  visit(visit: PageVisit): Promise<PageSight>;
  close(): Promise<void>;
};

export type NoBrowserReason = 'NOT_FOUND' | 'SWITCHED_OFF' | 'NOT_STARTED';
export type OpenedBrowser = { ok: true; browser: ScanBrowser } | { ok: false; reason: NoBrowserReason };
/** `signal` is the stop button: the browser ends with it. */
export type OpenBrowser = (signal?: AbortSignal) => Promise<OpenedBrowser>;
