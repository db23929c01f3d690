import type { Browser, BrowserContext, Page, Request, Route } from 'playwright-core';
import { newId } from '@/lib/core/ids';
import type { PageApi } from './page/page-message';
import { PageNotes } from './page-notes';
import { pageText } from './page-text';
import { browserRequest } from './route-request';
import type { PageSight, PageVisit } from './scan-browser';
import { Watchdog } from './watchdog';

const MAX_REQUESTS = 150;
const MAX_STATES = 8;
/** Of what an answer says nothing is left that would make the browser keep or open something. */
const DROPPED =
  /^(?:set-cookie2?|content-(?:encoding|length)|transfer-encoding|connection|alt-svc|link|refresh|location|strict-transport-security|report-to|nel)$/i;

/** One visit of one page in a context of its own, which knows nothing of other visits and is gone afterwards. */
export class PageRun {
  private readonly notes: PageNotes;
  private readonly watchdog: Watchdog;
  private readonly settings;
  private main: Page | null = null;
  private requests = 0;
  private pending = 0;
  private isOpened = false;
  private onIdle: (() => void) | null = null;

  constructor(
    private readonly browser: Browser,
    private readonly visit: PageVisit,
  ) {
    this.notes = new PageNotes(visit);
    this.watchdog = new Watchdog();
    const { marks, proof, plant } = visit;
    const name = () => `w${newId().replaceAll('-', '')}`;
    this.settings = { report: name(), api: name(), marks, proof, plant };
  }

  async run(): Promise<PageSight> {
    const context = await this.browser.newContext({
      serviceWorkers: 'block',
      acceptDownloads: false,
      locale: 'en',
    });
    try {
      const ended = this.watchdog.guard(this.look(context));
      return this.notes.sight((await ended) ? 'QUIET' : 'ENDED');
    } finally {
      this.watchdog.stop();
      await context.close().catch(() => undefined);
    }
  }

  private async look(context: BrowserContext): Promise<void> {
    await context.exposeBinding(this.settings.report, (_, text: unknown) => this.notes.take(text));
    await context.addInitScript(pageText(this.settings));
    await context.routeWebSocket(/./, (socket) => socket.close());
    await context.route('**', (route, request) => this.onRequest(route, request));
    const { url, cookies, plant } = this.visit;
    if (cookies.length > 0) await context.addCookies(cookies.map((cookie) => ({ ...cookie, url })));
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
    await this.quiet(page);
    await this.ask(page, 'play');
    await this.quiet(page);
    await this.keepState(page);
    if (this.visit.choose) await this.press(page);
  }

  /** Presses one control after the other, those that a press brings included. */
  private async press(page: Page): Promise<void> {
    for (let round = 0; round < 2; round++) {
      const controls = await this.ask(page, 'controls');
      for (const at of this.visit.choose?.(controls ?? []) ?? []) {
        await this.ask(page, 'press', at);
        await this.quiet(page);
        await this.keepState(page);
      }
    }
  }

  private async keepState(page: Page): Promise<void> {
    if (this.notes.states.size >= MAX_STATES) return;
    const html = await this.ask(page, 'html');
    if (html === null) throw new RangeError('the document is too large');
    this.notes.states.add(String(html));
    const links = await page.evaluate(() => [...document.links].slice(0, 3_000).map(({ href }) => href));
    for (const link of links) this.notes.onLink(link);
  }

  /** Nothing is asked for, and no short timer runs. */
  private async quiet(page: Page): Promise<void> {
    for (let round = 0; round < 20; round++) {
      await this.idle();
      await this.ask(page, 'quiet');
      if (this.pending === 0) return;
    }
  }

  private idle(): Promise<void> {
    return this.pending === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.onIdle = resolve;
        });
  }

  private ask<Name extends Exclude<keyof PageApi, 'tools'>>(page: Page, name: Name, at = 0) {
    type Answer = Awaited<ReturnType<NonNullable<PageApi[Name]>>>;
    return page.evaluate(
      ([api, name, at]) => {
        const call = (window as unknown as Record<string, Record<string, (at: number) => unknown>>)[api]?.[
          name
        ];
        return call?.(at);
      },
      [this.settings.api, name, at] as const,
    ) as Promise<Answer>;
  }

  private async onRequest(route: Route, request: Request): Promise<void> {
    this.pending += 1;
    this.watchdog.hold();
    try {
      await this.answer(route, request);
    } catch {
      // The page was closed meanwhile.
      await route.abort('aborted').catch(() => undefined);
    } finally {
      this.pending -= 1;
      this.watchdog.release(this.pending);
      if (this.pending === 0) this.onIdle?.();
    }
  }

  private async answer(route: Route, request: Request): Promise<void> {
    const asked = browserRequest(request);
    const isDocument = asked.kind === 'document';
    const isOwn = isDocument && !this.isOpened && this.isMainFrame(request);
    if (isDocument && !isOwn) this.notes.onOpened(asked.url);
    this.requests += 1;
    const isRefused = (isDocument && !isOwn) || asked.kind === 'picture' || this.requests > MAX_REQUESTS;
    if (isOwn) this.isOpened = true;
    const response = isRefused ? null : await this.visit.answer(asked);
    if (response === null) return route.abort('aborted');
    const kept = response.headers.filter(([name]) => !DROPPED.test(name));
    const headers = Object.fromEntries(kept.map(([name, value]) => [name.toLowerCase(), value]));
    await route.fulfill({ status: response.status, headers, body: Buffer.from(response.body) });
  }

  private isMainFrame(request: Request): boolean {
    const frame = request.frame();
    return frame.parentFrame() === null && (this.main === null || frame.page() === this.main);
  }
}
