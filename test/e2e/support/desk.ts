import { readFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';

export const FOLDER = path.resolve(import.meta.dirname, '../../../.data-test/e2e');
const PORT = 4301;

/** What the demo printed: it keeps its accounts beside its data. */
export const demo = () => {
  const secrets = JSON.parse(readFileSync(path.join(FOLDER, 'demo.json'), 'utf8')) as {
    seller: string;
    viewer: string;
    reviewer: string;
    siteUser: { username: string; password: string };
    accessKey: string;
    kitAccessKey: string;
  };
  const site = (port: number) => ({
    origin: `https://localhost:${port}`,
    loginUrl: `https://localhost:${port}/login`,
    verifyUrl: `https://localhost:${port}/app`,
    productionUrl: `https://localhost:${port}/saas/produce`,
  });
  return {
    ...secrets,
    kitPublicKey: readFileSync(path.join(FOLDER, 'demo-kit-public-key.pem'), 'utf8'),
    control: `http://localhost:${PORT + 1}`,
    safe: site(PORT + 2),
    vulnerable: site(PORT + 3),
  };
};

/** The address of the demo's own database. */
export function demoDatabaseUrl(): string {
  const password = readFileSync(path.join(FOLDER, 'pg-password'), 'utf8');
  const port = readFileSync(path.join(FOLDER, 'pg/postmaster.pid'), 'utf8').split('\n')[3];
  return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/preflight`;
}

/** What browsers note in the console and a test asks for: a refused password, a page that is not there, no network. */
const EXPECTED = [
  // Only a test that cuts the network off has this, and browsers ask for more than the page's own code does: its icons.
  { status: /ERR_INTERNET_DISCONNECTED/, path: /^/ },
  { status: /status of 401/, path: /^\/api\/auth\// },
  { status: /status of 404/, path: /^\/no-such-page$/ },
];

const isExpected = (message: ConsoleMessage): boolean => {
  const { url } = message.location();
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  return EXPECTED.some((known) => known.status.test(message.text()) && known.path.test(path));
};

/**
 * Runs in each page: writes an error to the console when a page of the desk loses its title, even for a moment, in which
 * the tab shows the address and a screen reader has nothing to say.
 */
function watchTitle(port: string): void {
  if (location.port !== port) return;
  document.addEventListener('DOMContentLoaded', () =>
    new MutationObserver(() => {
      // While a redirect is followed there is no page.
      if (document.querySelector('h1') && !document.querySelector('title'))
        console.error('The page has lost its title.');
    }).observe(document.head, { childList: true }),
  );
}

/** A page that fails its test when anything is written to the console as an error, or thrown. */
export const test = base.extend<{ watched: undefined }>({
  watched: [
    async ({ context }, use) => {
      const problems: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error' && !isExpected(message))
          problems.push(`${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (problem) => problems.push(String(problem.error())));
      await context.addInitScript(watchTitle, String(PORT));
      await use(undefined);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

/** As the form does, which has walks of its own: the session is there, and no page is open. */
export async function signIn({ request }: Page, who: 'seller' | 'viewer' | 'reviewer'): Promise<void> {
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const form = {
    email: `${who}@example.com`,
    password: demo()[who],
    csrfToken,
    callbackUrl: '/',
    json: 'true',
  };
  const response = await request.post('/api/auth/callback/credentials', { form });
  expect(response.status(), `${who} signs in`).toBe(200);
}

/** Until the page hears single keys, which it declares then: whatever is pressed before reaches nobody. */
export const hearKeys = (page: Page) => expect(page.locator('[aria-keyshortcuts="?"]')).toBeAttached();

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** A theme changes nothing but colours: what else a page is like was looked at in the first one. */
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Every rule of WCAG 2.2 A and AA that a machine can check, on the page as it stands, in both themes. */
export async function expectAccessible(
  page: Page,
  { isReloaded = true }: { isReloaded?: boolean } = {},
): Promise<void> {
  // What stands in a form only, such as a preview, is looked at as it is: a reload would lose it.
  if (isReloaded) await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await showTheme(page, 'light');
  const light = await findViolations(page, {
    runOnly: { type: 'tag', values: WCAG },
    // Marked as experimental, and right on our pages: a name holds the words that are shown (WCAG 2.5.3).
    rules: { 'label-content-name-mismatch': { enabled: true } },
  });
  await showTheme(page, 'dark');
  const dark = await findViolations(page, { runOnly: { type: 'rule', values: RULES_OF_COLOURS } });
  expect({ light, dark }).toEqual({ light: [], dark: [] });
}

/**
 * What axe finds, by rule and place. No page of ours has frames, for which axe would put its results together in a page
 * that is opened for each look; and what it finds in order need not be described.
 */
export async function findViolations(page: Page, options: Parameters<AxeBuilder['options']>[0] = {}) {
  expect(page.frames()).toHaveLength(1);
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await axe.options({ ...options, resultTypes: ['violations'] }).analyze();
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target.join(' ')) }));
}

/** Shows the page in a theme as the server would write it, at its top: whatever a bar covers counts as too small a target. */
const showTheme = (page: Page, theme: 'light' | 'dark') =>
  page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
    for (const animation of document.getAnimations())
      if (animation instanceof CSSTransition) animation.finish();
    window.scrollTo(0, 0);
  }, theme);

/** Whether the page can be read at phone width without moving it sideways. */
export async function expectFitsPhone(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 375, height: 800 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${page.url()} at 375 px`).toBeLessThanOrEqual(0);
  if (size) await page.setViewportSize(size);
}

export { expect };
