import type { Request, Route } from 'playwright-core';
import { attackerResponse } from './attacker-response';
import type { BrowserTab } from './browser-tab';
import { explorePage } from './explore-page';
import { PageFrames } from './page-frames';
import { PageNotes } from './page-notes';
import { browserRequest } from './route-request';
import type { BrowserRequest, BrowserResponse, Explorer, PageSight, PageVisit } from './scan-browser';
import { Watchdog } from './watchdog';

const MAX_REQUESTS = 150;
const MAX_STATES = 12;
const MAX_FRAMES = 8;
/** Of what a response says nothing is left that would make the browser keep or open something. */
const DROPPED =
  /^(?:set-cookie2?|content-(?:encoding|length)|transfer-encoding|connection|alt-svc|link|refresh|location|strict-transport-security|report-to|nel)$/i;

/** One visit of one page. */
export class PageRun {
  /** All that the visit does in its page; it may still be under way when the visit is over. */
  work: Promise<void> = Promise.resolve();
  private readonly notes: PageNotes;
  private readonly watchdog = new Watchdog();
  private requests = 0;
  private frames = 0;
  private pending = 0;
  private isOpened = false;
  private cause = '';
  private onIdle: (() => void) | null = null;

  constructor(
    private readonly tab: BrowserTab,
    private readonly visit: PageVisit,
  ) {
    this.notes = new PageNotes(visit, () => this.watchdog.stop('QUIET'));
  }

  /** What the page looks like is known from before. */
  private get isProbe(): boolean {
    const { marks, proof, plant } = this.visit;
    return marks.length > 0 || proof !== null || plant.literals !== undefined;
  }

  async run(): Promise<PageSight> {
    this.work = this.look();
    const outcome = await this.watchdog.guard(this.work);
    this.watchdog.stop();
    return this.notes.sight(outcome);
  }

  private async look(): Promise<void> {
    const { marks, proof, plant, explorer } = this.visit;
    const api = await this.tab.start(
      {
        onTold: (told) => this.notes.take(told),
        onRequest: (route, request) => this.onRequest(route, request),
        onStream: (address) => this.notes.onStream(address),
        onCrash: () => this.watchdog.stop(),
      },
      { marks, proof, plant },
    );
    await this.open();
    const frames = new PageFrames(this.tab.page, api, () => this.watchdog.release(this.pending));
    await this.settle(frames);
    if ((await frames.askAll('play')).includes(true)) await this.settle(frames);
    if ((await frames.askAll('scroll')).includes(true)) await this.settle(frames);
    if (!this.isProbe) await this.keepState(frames);
    if (explorer) await this.explore(frames, explorer);
  }

  private async explore(frames: PageFrames, explorer: Explorer): Promise<void> {
    await explorePage({
      frames,
      explorer,
      onCause: (cause) => {
        this.cause = cause;
        this.notes.isPressed = true;
      },
      settle: async () => {
        await this.settle(frames);
        if (!this.isProbe) await this.keepState(frames);
      },
      isSpent: () => this.watchdog.isSpent,
    });
    if (this.visit.proof !== null && (await frames.askAll('play')).includes(true)) await this.settle(frames);
  }

  private async open(): Promise<void> {
    const { url, cookies, plant } = this.visit;
    const planted = (plant.cookies ?? []).map(([name, value]) => ({ name, value }));
    const all = [...cookies.filter(({ name }) => !planted.some((one) => one.name === name)), ...planted];
    for (const { name, value } of all) await this.tab.setCookie(name, value, url);
    await this.tab.page.goto(url, {
      waitUntil: 'commit',
      timeout: 0,
      ...(plant.referrer === undefined ? {} : { referer: plant.referrer }),
    });
  }

  private async keepState(frames: PageFrames): Promise<void> {
    for (const link of (await frames.askAll('links')).flat().slice(0, 3_000)) this.notes.onLink(link);
    if (this.notes.states.size >= MAX_STATES) return;
    const html = await frames.ask('html');
    if (html === null) throw new RangeError('the document is too large');
    this.notes.states.add(String(html));
  }

  /** Until nothing is asked for and no timer is left that would run soon. */
  private async settle(frames: PageFrames): Promise<void> {
    for (let round = 0; round < 30; round++) {
      await this.idle();
      const hasTimers = (await frames.askAll('quiet')).includes(true);
      if (this.pending > 0) continue;
      if (!hasTimers || !(await frames.askAll('skip')).includes(true)) return;
    }
  }

  private idle(): Promise<void> {
    return this.pending === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.onIdle = resolve;
        });
  }

  private async onRequest(route: Route, request: Request): Promise<void> {
    // A page that never stops asking is not waited for.
    if (this.requests > MAX_REQUESTS) return route.abort('aborted').catch(() => undefined);
    this.pending += 1;
    this.watchdog.hold();
    try {
      const response = await this.answer(browserRequest(request, this.cause), request);
      if (response === null) return await route.abort('aborted');
      const kept = response.headers.filter(([name]) => !DROPPED.test(name));
      const headers = Object.fromEntries(kept.map(([name, value]) => [name.toLowerCase(), value]));
      await route.fulfill({ status: response.status, headers, body: Buffer.from(response.body) });
    } catch {
      // The page was closed meanwhile.
      await route.abort('aborted').catch(() => undefined);
    } finally {
      this.pending -= 1;
      this.watchdog.release(this.pending);
      if (this.pending === 0) this.onIdle?.();
    }
  }

  private async answer(asked: BrowserRequest, request: Request): Promise<BrowserResponse | null> {
    const { proof } = this.visit;
    if (asked.kind === 'document') return this.answerDocument(asked, request);
    if (asked.kind === 'script') this.notes.onAsked(asked.url, 'script-address');
    if (asked.kind === 'call') this.notes.onAsked(asked.url, 'request');
    const planted = proof === null ? null : attackerResponse(asked, proof);
    if (planted) {
      if (planted.isRun) this.notes.onRun(proof ?? '');
      return planted.response;
    }
    this.requests += 1;
    if (asked.kind === 'picture') return null;
    return this.visit.answer(asked);
  }

  /** The page itself, once, and frames of the same site; wherever else it wants to go is only noted. */
  private answerDocument(asked: BrowserRequest, request: Request): Promise<BrowserResponse | null> | null {
    const frame = request.frame();
    const isTop = frame.parentFrame() === null;
    if (isTop && !this.isOpened && frame.page() === this.tab.page) {
      this.isOpened = true;
      return this.visit.answer(asked);
    }
    if (isTop) this.notes.onOpened(asked.url);
    else this.notes.onFrame(asked.url);
    const isItself = asked.url === this.visit.url.split('#', 1)[0];
    this.frames += 1;
    if (isTop || isItself || this.frames > MAX_FRAMES) return null;
    return this.visit.answer({ ...asked, kind: 'frame' });
  }
}
