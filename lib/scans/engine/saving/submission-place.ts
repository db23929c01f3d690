import type { RequestEffect, RequestTemplate } from '../../checks/check';
import type { LeftBehind } from '../../rules/result';
import { MAX_UPLOADS } from '../../rules/run-limits';
import { isPrefilled, untouchedRequest } from '../crawl/form-requests';
import { requestEffect } from '../danger/request-effect';
import type { ResponseShape } from '../requests/response-shape';
import type { Keeping } from './submission-signs';

/** How often a place that adds records, or may add them, is submitted in one scan, the untouched request included. */
export const MAX_SUBMISSIONS = 6;
/** How often a file is offered at one place, those that it refuses included. */
const MAX_UPLOAD_TRIES = 2 * MAX_UPLOADS;
const MAX_LISTED = 20;

/** One round of inert marks: what was sent where, and the pages that were read afterwards. */
export type InertRound<E> = {
  marks: ReadonlyMap<string, { text: string; element: string }>;
  pages: readonly E[];
};

/** The response to plain marks in all text places, by their location and name. */
export type FirstResponse<E> = { exchange: E; marks: ReadonlyMap<string, string> };

/** What is known of one request that is submitted, and what was done to it. */
export class SubmissionPlace<E> {
  /** What is sent when nothing is probed, and last of all. */
  untouched: RequestTemplate;
  /** The request that probes start from: with tokens that hold for the session. */
  current: RequestTemplate;
  effect: RequestEffect;
  readonly isCertain: boolean;
  keeping: Keeping | null = null;
  /** Each probe needs a token of its own. */
  renews = false;
  /** The form called even a fresh submission too old. */
  isExpired = false;
  readonly expiredAt = new Set<string>();
  expiredShape: ResponseShape | null = null;
  readonly tokenNames = new Set<string>();
  /** What the request was answered when nothing in it was changed. */
  untouchedAnswer: E | null = null;
  /** Nothing of its page is a token, as far as it can be seen. */
  isTokenless = false;
  submissions = 0;
  /** What the first submission was answered. */
  trial: FirstResponse<E> | null = null;
  /** Files that were sent, by their field and name; `isRefused` where the response was an error. */
  readonly uploads: { field: string; fileName: string; isRefused: boolean }[] = [];
  /** The first mark that each parameter got. */
  readonly marks = new Map<string, string>();
  /** Pages that showed a mark later. */
  readonly showing = new Set<string>();
  readonly rounds = new Map<number, Promise<InertRound<E> | null>>();
  wasPutBack = false;

  constructor(readonly template: RequestTemplate) {
    this.untouched = untouchedRequest(template);
    this.current = template;
    ({ effect: this.effect, isCertain: this.isCertain } = requestEffect(template));
  }

  /** What the request was answered when it was tried out with plain marks; null where it saves. */
  get markedResponse(): FirstResponse<E> | null {
    return this.effect === 'READS' ? this.trial : null;
  }

  /** What it was answered as its page fills it; null where that was not tried, or where its values are ours. */
  get untouchedResponse(): E | null {
    const isFilled = (this.template.form?.fields ?? []).every(({ value, untouched }) => value === untouched);
    return this.effect === 'READS' && !this.renews && isFilled ? this.untouchedAnswer : null;
  }

  /** Whether one more submission is allowed beside the untouched one at the end. */
  get maySubmit(): boolean {
    return this.keeping === 'REPLACES' || this.submissions - this.uploads.length < MAX_SUBMISSIONS - 1;
  }

  /** A whole request that is changed may also take the turn of the untouched one where none is sent at the end. */
  get mayChange(): boolean {
    const isLast = this.keeping === 'ADDS' && this.submissions - this.uploads.length < MAX_SUBMISSIONS;
    return isLast || this.maySubmit;
  }

  /** Each file stays, whatever is sent afterwards. */
  get mayUpload(): boolean {
    const taken = this.uploads.filter(({ isRefused }) => !isRefused).length;
    return taken < MAX_UPLOADS && this.uploads.length < MAX_UPLOAD_TRIES;
  }

  /**
   * A record that was added cannot be taken back by adding another, and what was seen to be kept nowhere has values to be
   * put back only where its page shows some.
   */
  get needsPutBack(): boolean {
    const mayHold = this.effect === 'SAVES' || isPrefilled(this.template);
    return mayHold && this.submissions > 0 && !this.wasPutBack && this.keeping !== 'ADDS';
  }

  get leftBehind(): LeftBehind[] {
    const { method, url } = this.template;
    const files = this.uploads
      .filter(({ isRefused }) => !isRefused)
      .map(({ field: parameter, fileName: mark }) => ({
        ...{ method, url, parameter, mark, count: 1, wasPutBack: false },
      }));
    return [...this.texts, ...files];
  }

  /** What was sent beside files. */
  private get texts(): LeftBehind[] {
    const count = this.submissions - this.uploads.length;
    if (count === 0 || this.effect === 'READS') return [];
    const { method, url } = this.template;
    const { wasPutBack } = this;
    const entry = (parameter: string | null, mark: string): LeftBehind => ({
      method,
      url,
      parameter,
      mark,
      count,
      wasPutBack,
    });
    const marks = [...this.marks];
    const [first] = marks;
    if (!first || this.keeping === 'ADDS') return [entry(null, first?.[1] ?? '')];
    return marks.slice(0, MAX_LISTED).map(([parameter, mark]) => entry(parameter, mark));
  }
}
