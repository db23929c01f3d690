import type { Browser } from 'playwright-core';
import { BrowserTab } from './browser-tab';
import { PageRun } from './page-run';
import type { PageSight, PageVisit } from './scan-browser';

/** What a process collects over the visits of one page after the other goes with it. */
const MAX_VISITS = 60;

type IdleTab = { tab: BrowserTab; isClear: Promise<boolean>; visits: number };

/** The tabs of one browser: starting one takes longer than most visits, so that each is used again. */
export class TabPool {
  private readonly idle: IdleTab[] = [];

  constructor(private readonly browser: Browser) {}

  async visit(visit: PageVisit): Promise<PageSight> {
    const { tab, visits } = await this.take();
    const run = new PageRun(tab, visit);
    const sight = await run.run();
    if (sight.outcome === 'QUIET' && visits < MAX_VISITS)
      this.idle.push({ tab, isClear: tab.clear(new URL(visit.url), run.work), visits });
    else await tab.close();
    return sight;
  }

  private async take(): Promise<{ tab: BrowserTab; visits: number }> {
    for (let next = this.idle.shift(); next; next = this.idle.shift()) {
      const { tab, isClear, visits } = next;
      if (await isClear) return { tab, visits: visits + 1 };
      await tab.close();
    }
    return { tab: await BrowserTab.open(this.browser), visits: 1 };
  }
}
