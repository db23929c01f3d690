import type { RawHeader } from '@/lib/http/exchange';

/**
 * What a page asks for; a `document` is the page itself, a `frame` one inside of it, everything else that a browser shows is
 * a `picture`.
 */
export type BrowserRequest = {
  kind: 'document' | 'frame' | 'script' | 'style' | 'call' | 'picture';
  method: string;
  url: string;
  headers: readonly RawHeader[];
  body: Uint8Array;
  /** What the control says that was pressed before; empty where nothing was. */
  cause: string;
};

export type BrowserResponse = { status: number; headers: readonly RawHeader[]; body: Uint8Array };

/** What an attacker could put where scripts of the page read it. */
export type PagePlant = {
  windowName?: string;
  referrer?: string;
  /** Keys of both storages with their values. */
  storage?: readonly (readonly [key: string, value: string])[];
  /** Data of messages from a foreign window, as they are sent. */
  messages?: readonly unknown[];
  /** Texts that listeners to messages may wait for: with them it is found out what else they ask of a message. */
  literals?: readonly string[];
  cookies?: readonly (readonly [name: string, value: string])[];
};

/**
 * A control as it is in the page, the form around it, and where both are; `at` is how it is named when it is pressed. `rank`
 * grows from what is a control in any case (0) to what only may be one (3).
 */
export type SeenControl = {
  at: number;
  html: string;
  form: string | null;
  place: string;
  rank: number;
  /** It was not there when controls were listed before. */
  isNew: boolean;
  isReady: boolean;
};

/** An empty field, or a list with other values than the chosen one. `isPrefilled`: another field of its form has a value. */
export type SeenField = {
  at: number;
  html: string;
  label: string;
  form: string | null;
  isPrefilled: boolean;
};

/** Decides what is done with a page, as somebody who looks around and changes nothing. */
export type Explorer = {
  /** Each takes the first of `values` that is valid. */
  chooseFields(
    fields: readonly SeenField[],
  ): readonly { at: number; values: readonly string[]; cause: string }[];
  /** The next one to press, with what it says; null when there is none left. */
  chooseControl(controls: readonly SeenControl[]): { at: number; cause: string } | null;
};

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
  /** Fills and presses what it chooses; nothing is when absent. */
  explorer?: Explorer;
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
  'selector',
  'worker',
  'request',
] as const;
export type SinkName = (typeof SINKS)[number];

/**
 * A mark came to a sink. `text` is what was around it, `place` the script that put it there (`/app.js:12:5`); `isPressed`:
 * only once controls were pressed.
 */
export type SinkSignal = { sink: SinkName; mark: string; text: string; place: string; isPressed: boolean };

/** `path` leads to a member of JSON; null is base64. */
export type InsideStep = { path: string[] | null };
export type MessageShape = {
  isJson: boolean;
  known: (readonly [path: string, value: string])[];
  asked: string[];
};

/** Names of parameters and keys of storages that scripts asked for, texts of listeners to messages. */
export type AskedSources = {
  parameters: readonly string[];
  storage: readonly string[];
  listeners: readonly string[];
  /** Code was made of text. */
  isCompiling: boolean;
};

/** BUSY: it computed without an end. LONG: it was not quiet for as long as a page may take. GONE: it crashed or did not answer. */
export type PageOutcome = 'QUIET' | 'BUSY' | 'LONG' | 'LARGE' | 'GONE';

/** What was seen of a page until it was quiet. */
export type PageSight = {
  /** What is here of a page that was ended came before. */
  outcome: PageOutcome;
  /** The documents as scripts built them: at first, and after each press that changed something. */
  states: readonly string[];
  /** Addresses that scripts show the page under: behind its `#` or by the history. */
  routes: readonly string[];
  /** Where scripts and links wanted to go. */
  opened: readonly string[];
  /** Connections that stay open. */
  streams: readonly string[];
  /** What scripts put into `document.cookie`. */
  cookies: readonly string[];
  asked: AskedSources;
  /** Something was pressed or filled. */
  hasControls: boolean;
  signals: readonly SinkSignal[];
  /** What was asked of marks that were read as base64 or JSON. */
  inside: readonly { mark: string; steps: readonly InsideStep[] }[];
  shapes: readonly MessageShape[];
  hasRun: boolean;
};

/** One browser for one scan. It opens no connection by itself: everything comes from `PageVisit.answer`. */
export type ScanBrowser = {
  /** How many visits this machine takes at once. */
  atOnce: number;
  /** Rejects only when the browser is gone. */
  visit(visit: PageVisit): Promise<PageSight>;
  close(): Promise<void>;
};

export type NoBrowserReason = 'NOT_FOUND' | 'SWITCHED_OFF' | 'NOT_STARTED' | 'NO_SANDBOX' | 'ROOT';
export type OpenedBrowser = { ok: true; browser: ScanBrowser } | { ok: false; reason: NoBrowserReason };
/** `signal` is the stop button: the browser ends with it. */
export type OpenBrowser = (signal?: AbortSignal) => Promise<OpenedBrowser>;
