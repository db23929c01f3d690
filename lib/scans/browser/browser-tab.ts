import type { Browser, BrowserContext, CDPSession, Disposable, Page, Request, Route } from 'playwright-core';
import { newId } from '@/lib/core/ids';
import { type PageSettings, pageText } from './page-text';
import { TimeLimit } from './time-limit';

/** A page that cannot be left within this time is given up with its process. */
const CLEAR_LIMIT_MS = 3_000;

/** What a visit is told of its page. */
export type TabListener = {
  onTold(told: unknown): void;
  onRequest(route: Route, request: Request): Promise<void>;
  onStream(address: string): void;
  onCrash(): void;
};

/** One page in a context of its own, which one visit after the other uses: none finds anything of those before it. */
export class BrowserTab {
  private listener: TabListener | null = null;
  private added: Disposable[] = [];
  private popups: Promise<void>[] = [];

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async open(browser: Browser): Promise<BrowserTab> {
    const context = await browser.newContext({
      serviceWorkers: 'block',
      acceptDownloads: false,
      locale: 'en',
    });
    const page = await context.newPage();
    const tab = new BrowserTab(context, page, await context.newCDPSession(page));
    await tab.watch();
    return tab;
  }

  /** @returns the name of what can be asked of the page */
  async start(listener: TabListener, settings: PageSettings): Promise<string> {
    this.listener = listener;
    const name = () => `w${newId().replaceAll('-', '')}`;
    const names = { report: name(), api: name() };
    this.added = [
      await this.context.exposeBinding(names.report, (_, told: unknown) => this.listener?.onTold(told)),
      await this.context.addInitScript(pageText({ ...names, ...settings })),
    ];
    return names.api;
  }

  async setCookie(name: string, value: string, url: string): Promise<void> {
    await this.context.addCookies([{ name, value, url }]).catch(() => undefined);
  }

  /** Leaves the page with all that it kept. @returns false where something of it would stay */
  async clear({ origin }: URL, work: Promise<unknown>): Promise<boolean> {
    this.listener = null;
    const limit = new TimeLimit(CLEAR_LIMIT_MS);
    try {
      return await Promise.race([this.forget(origin, work), limit.spent.then(() => false)]);
    } catch {
      return false;
    } finally {
      limit.stop();
    }
  }

  async close(): Promise<void> {
    this.listener = null;
    await this.context.close().catch(() => undefined);
  }

  /** @param work of the visit: it ends once its page is gone, and must not go on in the next one */
  private async forget(origin: string, work: Promise<unknown>): Promise<boolean> {
    for (const one of this.added) await one.dispose();
    await this.page.goto('about:blank', { waitUntil: 'commit', timeout: CLEAR_LIMIT_MS });
    await Promise.all([
      ...this.popups,
      work.catch(() => undefined),
      this.context.clearCookies(),
      this.session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' }),
      this.session.send('Page.resetNavigationHistory'),
    ]);
    this.popups = [];
    return this.context.pages().length === 1;
  }

  private async watch(): Promise<void> {
    const { context, page } = this;
    await context.routeWebSocket(/./, (socket) => {
      this.listener?.onStream(socket.url());
      return socket.close();
    });
    await context.route('**', (route, request) =>
      this.listener ? this.listener.onRequest(route, request) : route.abort('aborted'),
    );
    context.on('page', (popup) => {
      if (popup !== page) this.popups.push(popup.close().catch(() => undefined));
    });
    page.on('dialog', (dialog) => {
      const answer = dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss();
      void answer.catch(() => undefined);
    });
    page.on('crash', () => this.listener?.onCrash());
  }
}
