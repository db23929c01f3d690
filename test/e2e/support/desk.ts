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

/** Answers that browsers note in the console and that a test asks for: a refused password, a page that is not there. */
const EXPECTED = [
  { status: /status of 401/, path: /^\/api\/auth\// },
  { status: /status of 404/, path: /^\/no-such-page$/ },
];

const isExpected = (message: ConsoleMessage): boolean => {
  const { url } = message.location();
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  return EXPECTED.some((known) => known.status.test(message.text()) && known.path.test(path));
};

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
      await use(undefined);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export async function signIn(page: Page, who: 'seller' | 'viewer' | 'reviewer'): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(`${who}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill(demo()[who]);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

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
  const light = await new AxeBuilder({ page })
    .options({
      runOnly: { type: 'tag', values: WCAG },
      // Marked as experimental, and right on our pages: a name holds the words that are shown (WCAG 2.5.3).
      rules: { 'label-content-name-mismatch': { enabled: true } },
    })
    .analyze();
  await showTheme(page, 'dark');
  const dark = await new AxeBuilder({ page }).withRules(RULES_OF_COLOURS).analyze();
  const violations = Object.entries({ light, dark }).flatMap(([theme, found]) =>
    found.violations.map(({ id, nodes }) => ({
      ...{ theme, id },
      at: nodes.map(({ target }) => target.join(' ')),
    })),
  );
  expect(violations).toEqual([]);
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
