import type { FindingClass, FindingDraft, ParameterLocation } from '@/lib/findings/rules/finding';
import type { Exchange, RawHeader } from '@/lib/http/exchange';
import type { PageSight } from '../browser/scan-browser';
import type { NotTestedReason } from '../rules/result';
import type { OutsideListener } from './outside-listener';
import type { PageLoad } from './page-load';
import type { SeenSite } from './probing/application-folders';
import type { MarkedResponse, Reaction } from './reaction';

/** A place of a request where a value can be replaced; `send` of the probe context builds the request from it. */
export type InsertionPoint = {
  id: string;
  method: string;
  /** URL with its original query. */
  url: string;
  location: ParameterLocation;
  /** Of a part it says which: `name(id)`, `json(state)/user`, `filename(photo)`. */
  name: string;
  /** The place is only a part of the parameter. */
  part?: PlacePart;
  /** The value seen, or a harmless default for its kind. */
  value: string;
  /** Everything else of the request that stays as it was. */
  template: RequestTemplate;
  /** `SAVES` takes plain text and inert marks only; full payloads belong to places that `READS`. */
  effect: RequestEffect;
};

/** How a value is written inside another one. */
export type Wrapping = { kind: 'BASE64' } | { kind: 'JSON'; pointer: string };

/**
 * What of the parameter `of` a place is. NAME: the name of a further parameter in front of it that has the same value; of
 * no parameter where `of` is empty. INSIDE: what its value holds, from the outside to the inside. FILE_NAME: of its file.
 */
export type PlacePart =
  | { kind: 'NAME'; of: string }
  | { kind: 'INSIDE'; of: string; value: string; wrappings: readonly Wrapping[] }
  | { kind: 'FILE_NAME'; of: string };

/** Whether a request only asks for something or changes what the site keeps. */
export type RequestEffect = 'READS' | 'SAVES';

/** The form that a request was read from. */
export type FormFacts = {
  /** What it says it does: id, name, legend and buttons. */
  words: string;
  /** `untouched`: what a browser sends when nobody typed anything; null for nothing at all (a box that is not ticked). */
  fields: readonly { name: string; value: string; type: string; untouched: string | null }[];
};

export type RequestTemplate = {
  method: string;
  url: string;
  headers: readonly (readonly [string, string])[];
  body:
    | { kind: 'none' }
    | {
        kind: 'form' | 'multipart';
        fields: readonly (readonly [string, string])[];
        /** Names of the fields that are files; sent with a file name where the body is multipart. */
        files?: readonly string[];
        /** How one of the files is sent; the others are sent as plain text. */
        sentAs?: { field: string; fileName: string; type: string };
      }
    /** `isWide`: sent as UTF-16 with its mark in front. */
    | { kind: 'json' | 'xml' | 'text'; text: string; isWide?: boolean };
  /** The page that carries the form, or the script, that makes the request. */
  pageUrl?: string;
  form?: FormFacts;
};

type CheckFacts = {
  /** Stable and kebab-case: stored with each finding. */
  id: string;
  /** Raised when the verdict of the check may change for the same exchange. */
  version: number;
  class: FindingClass;
  cwe: number;
};

/** What passive checks may look at besides the exchange itself; data, so that it can go to another thread. */
export type PassiveContext = {
  origin: string;
  isBehindLogin: boolean;
};

/** A pure function of one captured exchange. */
export type PassiveCheck = CheckFacts & {
  kind: 'passive';
  run(exchange: Exchange, context: PassiveContext): FindingDraft[];
};

/** `text` was sent in front of an element named `element`. */
export type InertTrial = { text: string; element: string; pages: readonly Exchange[] };

/** How an active check reaches the site: the engine applies scope, pace, session, budget and evidence. */
export type ProbeContext = {
  /**
   * Sends the insertion point's request with `value` in place; null when the budget is spent, the scan was stopped,
   * nothing came back, or the place saves.
   */
  probe(point: InsertionPoint, value: string): Promise<Exchange | null>;
  /** The response to the untouched request; cached. Null as with `probe`. */
  baseline(point: InsertionPoint): Promise<Exchange | null>;
  /** Answers that all checks share: to a plain mark with `MARK_TAIL`, and to a `breakingValue`. Null as with `probe`. */
  plain(point: InsertionPoint): Promise<MarkedResponse | null>;
  broken(point: InsertionPoint): Promise<MarkedResponse | null>;
  reaction(point: InsertionPoint): Promise<Reaction>;
  /** Whether the place says the same to this value as to a plain mark, but for the value itself; null as with `probe`. */
  takesAsText(point: InsertionPoint, value: string, mark: string): Promise<boolean | null>;
  /**
   * What a place that saves shows of an inert mark: an unknown element without script or handler behind a plain text, in
   * the response and on the pages that list it. All text fields of a form share one submission a round. Null where
   * nothing more may be sent.
   */
  inert(point: InsertionPoint, round: number): Promise<InertTrial | null>;
  /** Files that the site itself serves, of several kinds; the same for all places. */
  siteFiles(): Promise<readonly SiteFile[]>;
  outside?: OutsideListener | undefined;
  /** A fresh unique mark: lower-case letters and digits, starts with a letter, carries the scan's id. */
  mark(): string;
  origin: string;
};

/** A file that anybody gets by its address: `path` is decoded and starts with a slash, `text` is its beginning. */
export type SiteFile = { path: string; text: string };

/** Runs once an insertion point. */
export type ActiveCheck = CheckFacts & {
  kind: 'active';
  applies(point: InsertionPoint): boolean;
  run(point: InsertionPoint, context: ProbeContext): Promise<FindingDraft[]>;
  /** What takes many requests and seldom finds more: asked where `run` found nothing, once all checks had their turn. */
  runFurther?(point: InsertionPoint, context: ProbeContext): Promise<FindingDraft[]>;
};

/** A request that the crawl found. */
export type FoundRequest = {
  id: string;
  template: RequestTemplate;
  effect: RequestEffect;
  /** Whether the site kept what it was sent when the request was tried out. */
  isKept: boolean;
};

/** What a check changes of a request; the rest stays as its page sends it, with fresh tokens. */
export type RequestChange = {
  /** Headers to set or, with null, to leave out. */
  headers?: readonly (readonly [string, string | null])[];
  /** Leave out the headers of the request itself, except the type of its body: a foreign page sets no others. */
  isBare?: boolean;
  /** Names of the only cookies that go along; all when absent. */
  cookies?: readonly string[];
  /** Fields of a form to set or, with null, to leave out. */
  fields?: readonly (readonly [string, string | null])[];
  /** The same of the parameters of the address. */
  query?: readonly (readonly [string, string | null])[];
  /** How the fields travel instead, the members of a JSON object included. `QUERY` makes the request a GET. */
  sentAs?: 'QUERY' | 'FORM' | 'MULTIPART';
  /** The other files of the form are sent as a browser does where nobody chose one. With `body`, the body holds the file. */
  file?: { field: string; fileName: string; type: string; content: string };
  /** Another body altogether, with its media type; `isWide`: as UTF-16. */
  body?: { type: string; text: string; isWide?: boolean };
};

/**
 * What came of a changed request. At a place that saves, `marks` are what each text field was sent that the change did
 * not name, and `pages` were read afterwards: where the response leads, the page of the form, and pages that showed earlier
 * marks. At other places both are empty.
 */
export type ChangedResponse = {
  exchange: Exchange;
  /** The response says that the file was not taken. */
  isFileRefused?: boolean;
  pages: readonly Exchange[];
  marks: readonly { name: string; mark: string }[];
};

/** A cookie of the scan's user: `unknown` where it was given by hand, so that nobody saw how the site sets it. */
export type RequestCookie = { name: string; sameSite: 'strict' | 'lax' | 'none' | 'absent' | 'unknown' };

/** How a request check reaches the site: the engine applies scope, pace, session, budget and evidence. */
export type RequestContext = {
  /** What a browser would send to the address of the request. */
  cookies: readonly RequestCookie[];
  /** Sends the request with `change`; null as with `probe`, and where a place that saves was submitted often enough. */
  send(change: RequestChange): Promise<ChangedResponse | null>;
  /** GET of an address of this origin, as the scan's user or as a stranger; null as with `probe`. */
  open(url: string, isStranger?: boolean): Promise<Exchange | null>;
  /** What the crawl got for the request; null for all but links and forms by GET. */
  captured(): Promise<Exchange | null>;
  /** What a browser asks (OPTIONS, without a session) before a script of `origin` may send the request with `headers`. */
  preflight(origin: string, headers: readonly string[]): Promise<Exchange | null>;
  /** What the request was sent did not reach the application, as far as the check can tell. */
  notTested(reason: NotTestedReason): Promise<void>;
  outside?: OutsideListener | undefined;
  mark(): string;
  origin: string;
};

/** Runs once a request. */
export type RequestCheck = CheckFacts & {
  kind: 'request';
  applies(target: FoundRequest): boolean;
  /** Requests that have their turn once all checks had theirs: they take several probes and seldom hold the fault. */
  isLate?(target: FoundRequest): boolean;
  run(target: FoundRequest, context: RequestContext): Promise<FindingDraft[]>;
};

/** How a site check asks for things that no insertion point covers: files at known paths, TLS handshakes. */
export type SiteContext = SeenSite & {
  origin: string;
  mark(): string;
  /** GET of a path of this origin, `//x` too, with additional request headers; null as with `probe`. */
  fetchPath(path: string, headers?: readonly RawHeader[]): Promise<Exchange | null>;
  /** Whether a response of `fetchPath` looks like the site's response to a random missing path. */
  looksLikeMissing(exchange: Exchange): boolean;
  inspectTls(): Promise<import('@/lib/http/tls-inspection').TlsInspection | null>;
};

/** Runs once an origin. */
export type SiteCheck = CheckFacts & { kind: 'site'; run(context: SiteContext): Promise<FindingDraft[]> };

/** A page that was opened in the browser, and what its scripts asked for. */
export type BrowserTarget = Pick<PageSight, 'asked' | 'routes' | 'hasControls'> & {
  url: string;
  exchange: Exchange;
  /** Names of the cookies that scripts of the page can read. */
  cookies: readonly string[];
  /** Texts of its document and its scripts. */
  scripts: readonly string[];
};

/** How a browser check reaches the browser: the engine answers everything that the page asks for. */
export type BrowserContext = {
  /** Null when the scan was stopped or the browser is gone. */
  load(load: PageLoad): Promise<PageSight | null>;
  /** One that was never used; with a name the same for every check of the page, which then share what loads show. */
  mark(name?: string): string;
};

/** Runs once a page that was opened in the browser. */
export type BrowserCheck = CheckFacts & {
  kind: 'browser';
  run(target: BrowserTarget, context: BrowserContext): Promise<FindingDraft[]>;
};

export type Check = PassiveCheck | ActiveCheck | RequestCheck | SiteCheck | BrowserCheck;
