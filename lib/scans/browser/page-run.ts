import type { Browser, BrowserContext, Page, Request, Route } from 'playwright-core';
import { newId } from '@/lib/core/ids';
import { attackerResponse } from './attacker-response';
import { explorePage } from './explore-page';
import { PageFrames } from './page-frames';
import { PageNotes } from './page-notes';
import { pageText } from './page-text';
import { browserRequest } from './route-request';
import type { BrowserRequest, BrowserResponse, PageSight, PageVisit } from './scan-browser';
import { Watchdog } from './watchdog';

const MAX_REQUESTS = 150;
const MAX_STATES = 12;
const MAX_FRAMES = 8;
/** Of what a response says nothing is left that would make the browser keep or open something. */
const DROPPED =
  /^(?:set-cookie2?|content-(?:encoding|length)|transfer-encoding|connection|alt-svc|link|refresh|location|strict-transport-security|report-to|nel)$/i;

/** One visit of one page in a context of its own, which knows nothing of other visits and is gone afterwards. */
export class PageRun {
  private readonly notes: PageNotes;
  private readonly watchdog = new Watchdog();
  private readonly settings;
  private main: Page | null = null;
  private requests = 0;
  private frames = 0;
  private pending = 0;
  private isOpened = false;
  private cause = '';
  private onIdle: (() => void) | null = null;

  constructor(
    private readonly browser: Browser,
    private readonly visit: PageVisit,
  ) {
    this.notes = new PageNotes(visit, () => this.watchdog.stop('QUIET'));
    const { marks, proof, plant } = visit;
    const name = () => `w${newId().replaceAll('-', '')}`;
    this.settings = { report: name(), api: name(), marks, proof, plant };
  }

  /** What the page looks like is known from before. */
  private get isProbe(): boolean {
    const { marks, proof, plant } = this.visit;
    return marks.length > 0 || proof !== null || plant.literals !== undefined;
  }

  async run(): Promise<PageSight> {
    const context = await this.browser.newContext({
      serviceWorkers: 'block',
      acceptDownloads: false,
      locale: 'en',
    });
    try {
      return this.notes.sight(await this.watchdog.guard(this.look(context)));
    } finally {
      this.watchdog.stop();
      await context.close().catch(() => undefined);
    }
  }

  private async look(context: BrowserContext): Promise<void> {
    await context.exposeBinding(this.settings.report, (_, text: unknown) => this.notes.take(text));
    await context.addInitScript(pageText(this.settings));
    await context.routeWebSocket(/./, (socket) => {
      this.notes.onStream(socket.url());
      return socket.close();
    });
    await context.route('**', (route, request) => this.onRequest(route, request));
    const page = await this.open(context);
    const frames = new PageFrames(page, this.settings.api);
    await this.settle(frames);
    await frames.askAll('play');
    await this.settle(frames);
    if ((await frames.askAll('scroll')).includes(true)) await this.settle(frames);
    const { explorer } = this.visit;
    if (!this.isProbe) await this.keepState(frames);
    if (!explorer) return;
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
    if (this.visit.proof !== null) {
      await frames.askAll('play');
      await this.settle(frames);
    }
  }

  private async open(context: BrowserContext): Promise<Page> {
    const { url, cookies, plant } = this.visit;
    const planted = (plant.cookies ?? []).map(([name, value]) => ({ name, value }));
    const all = [...cookies.filter(({ name }) => !planted.some((one) => one.name === name)), ...planted];
    for (const cookie of all) await context.addCookies([{ ...cookie, url }]).catch(() => undefined);
    const page = await context.newPage();
    this.main = page;
    context.on('page', (popup) => void popup.close().catch(() => undefined));
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
    page.on('crash', () => this.watchdog.stop());
    await page.goto(url, {
      waitUntil: 'commit',
      timeout: 0,
      ...(plant.referrer === undefined ? {} : { referer: plant.referrer }),
    });
    return page;
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
      await frames.askAll('quiet');
      if (this.pending === 0 && !(await frames.askAll('skip')).includes(true)) return;
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
    if (asked.kind === 'picture' || this.requests > MAX_REQUESTS) return null;
    return this.visit.answer(asked);
  }

  /** The page itself, once, and frames of the same site; wherever else it wants to go is only noted. */
  private answerDocument(asked: BrowserRequest, request: Request): Promise<BrowserResponse | null> | null {
    const frame = request.frame();
    const isTop = frame.parentFrame() === null;
    if (isTop && !this.isOpened && (this.main === null || frame.page() === this.main)) {
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
