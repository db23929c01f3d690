import type { BrowserContext, Page } from '@playwright/test';
import { ZONE_COOKIE } from '@/lib/i18n/time-zones';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { stagesV2Request } from '@/lib/signing/profiles/v2-request';
import {
  demo,
  expect,
  expectAccessible,
  expectFitsPhone,
  findViolations,
  signIn,
  test,
} from './support/desk';

const KEY = 'planted-key-41c7d2';
const BODY = '{"activity":"queryInstance","instanceId":"planted/instance","testFlag":"1"}';

/** A V2.0 request whose signature covers another body than the one that is sent. */
function rawRequest(signedBody: string): string {
  const parts = { nonce: '0123456789abcdef0123456789abcdef', timestamp: '1775000000000' };
  const body = Buffer.from(signedBody);
  const { signature } = stagesV2Request({ ...parts, accessKey: KEY, body }, nodePrimitives);
  const query = `signature=${signature}&timestamp=${parts.timestamp}&nonce=${parts.nonce}`;
  return `POST /produce?${query} HTTP/1.1\nContent-Type: application/json\n\n${BODY}`;
}

const tool = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Tools' }).getByRole('link', { name });

const make = (page: Page, kind: string) => page.getByLabel('Make').selectOption({ label: kind });
const signedText = (page: Page) => page.locator('pre').filter({ visible: true }).first();

/** Everything a page can leave behind in a browser. */
const traces = async (page: Page, context: BrowserContext) => ({
  cookies: await context.cookies(),
  ...(await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }))),
});

test('nothing that is typed leaves the page or stays behind', async ({ page, context }) => {
  await signIn(page, 'seller');
  await page.goto('/toolkit', { waitUntil: 'networkidle' });
  // The first page of a browser has its time zone remembered, once that page runs.
  await expect.poll(async () => (await context.cookies()).map(({ name }) => name)).toContain(ZONE_COOKIE);
  const before = await traces(page, context);
  // Browsers ask for the page's icons again whenever the address changes; these are theirs, and always the same.
  const icons = await page
    .locator('link[rel~=icon]')
    .evaluateAll((links: HTMLLinkElement[]) => links.map(({ href }) => href));
  const sent: string[] = [];
  context.on('request', (request) => {
    if (!icons.includes(request.url())) sent.push(`${request.method()} ${request.url()}`);
  });

  await page.getByLabel('HTTP message').fill(rawRequest(BODY.replace('/', '\\/')));
  await page.getByRole('textbox', { name: 'Access key' }).filter({ visible: true }).fill(KEY);
  await page.getByRole('button', { name: 'Check the signature' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Slashes were escaped' })).toBeFocused();
  await page.getByLabel('Value your code calculated').fill('no value of ours');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/No known mistake reproduces this value/)).toBeVisible();
  await page.getByRole('button', { name: 'Its parts' }).click();
  await page.getByLabel('URL').filter({ visible: true }).fill('/produce?signature=planted');
  const file = { name: 'planted.bin', mimeType: 'application/octet-stream', buffer: Buffer.from(BODY) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText('planted.bin')).toBeVisible();
  await page.getByRole('button', { name: 'Check the signature' }).click();
  await expect(page).toHaveURL('/toolkit');

  await tool(page, 'Encrypt and decrypt').click();
  await page.getByLabel('Plaintext').fill('planted plaintext');
  await expect(page.getByText(/^60 of 128 characters/).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Ciphertext' }).fill('planted-ciphertext');
  await expect(page.getByText(/initialisation vector .* has characters/)).toBeVisible();
  await expect(page).toHaveURL('/toolkit?tab=encrypt');

  await tool(page, 'Sign a message').click();
  await page.getByLabel('Production URL').fill('https://planted.example.com/produce');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText(/^curl --include/)).toBeVisible();
  for (const format of ['.http', 'Postman']) await page.getByRole('button', { name: format }).click();
  await make(page, 'V2.0 kit request (x-sign)');
  await page.getByLabel('Path').fill('/produceAPI/v2/planted');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(signedText(page)).toContainText('/produceAPI/v2/planted');
  await make(page, 'V1.0 request (authToken)');
  await page.getByLabel('Parameters').fill('{"activity":"queryInstance","instanceId":"planted instance"}');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(signedText(page)).toContainText('instanceId=planted%20instance');
  await make(page, 'V1.0 or V2.0 response (Body-Sign)');
  await page.getByLabel('Body of the response').fill('{"resultCode":"planted"}');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(signedText(page)).toContainText('Body-Sign: sign_type="HMAC-SHA256"');
  await expect(page).toHaveURL('/toolkit?tab=sign');

  await tool(page, 'Check a message').click();
  await expect(page.getByText('planted.bin')).toBeVisible();
  expect(sent).toEqual([]);
  expect(await traces(page, context)).toEqual(before);

  await page.reload();
  await page.getByRole('button', { name: 'Its parts' }).click();
  await expect(page.getByLabel('URL').filter({ visible: true })).toHaveValue('');
  await expect(page.getByRole('textbox', { name: 'Access key' }).filter({ visible: true })).toHaveValue('');
  expect(sent.join()).not.toContain('planted');
});

test('works by keyboard, and back leads through the tools', async ({ page }) => {
  await signIn(page, 'seller');
  await page.goto('/toolkit?tab=nonsense');
  await expect(tool(page, 'Check a message')).toHaveAttribute('aria-current', 'page');
  await page.getByLabel('HTTP message').focus();
  await page.keyboard.insertText(rawRequest(BODY));
  for (const name of ['Open a file', 'Access key']) {
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveAccessibleName(name);
  }
  await page.keyboard.insertText(KEY);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'The signature is correct.' })).toBeFocused();
  await expect(page.getByText(/A verifier accepts 60 seconds, so it would refuse/)).toBeVisible();
  await expect(page.getByText(KEY)).toHaveCount(0);

  await tool(page, 'Sign a message').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Production URL')).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('HTTP message')).toHaveValue(rawRequest(BODY));
});

test('every kind of message can be made by keyboard', async ({ page }) => {
  await signIn(page, 'seller');
  await page.goto('/toolkit?tab=sign');
  await page.getByRole('textbox', { name: 'Access key' }).filter({ visible: true }).fill(KEY);
  await page.getByLabel('Production URL').fill('https://saas.example.com/produce');
  await page.getByLabel('Make').focus();
  for (const seen of [/--header 'x-sign: [0-9a-f]{64}'/, /--url '.*&authToken=/, /^Body-Sign: sign_type=/]) {
    await page.getByLabel('Make').press('ArrowDown');
    const isResponse = seen.source.startsWith('^Body-Sign');
    await (isResponse
      ? page.getByRole('button', { name: 'Sign', exact: true })
      : page.getByLabel('Production URL')
    ).focus();
    await page.keyboard.press('Enter');
    await expect(signedText(page)).toHaveText(seen);
  }
  await expect(page.getByText('Valid for exactly these bytes')).toBeVisible();
  await page.getByLabel('Make').press('Home');
  await page.getByLabel('Production URL').focus();
  await page.keyboard.press('Enter');
  await expect(signedText(page)).toHaveText(/\?signature=[0-9A-F]{64}&timestamp=/);
  await page.getByRole('button', { name: '.http' }).focus();
  await page.keyboard.press('Space');
  await expect(signedText(page)).toHaveText(/^### newInstance/);
});

test('a signed request is accepted by a seller’s service', async ({ page, playwright }) => {
  await signIn(page, 'seller');
  await page.goto('/toolkit?tab=sign');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText('Enter the access key. It is needed to sign.')).toBeVisible();
  await expect(page.getByText('Enter an http or https address.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Access key' }).filter({ visible: true })).toBeFocused();
  await page.getByRole('textbox', { name: 'Access key' }).filter({ visible: true }).fill(demo().accessKey);
  await page.getByLabel('Production URL').fill(demo().safe.productionUrl);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByRole('button', { name: 'Postman' }).click();
  const collection = JSON.parse(
    (await page.locator('pre').filter({ visible: true }).textContent()) ?? '',
  ) as {
    item: [{ request: { url: string; header: { key: string; value: string }[]; body: { raw: string } } }];
  };
  const [{ request }] = collection.item;
  const outside = await playwright.request.newContext({ ignoreHTTPSErrors: true });
  const answer = await outside.post(request.url, {
    headers: Object.fromEntries(request.header.map(({ key, value }) => [key, value])),
    data: Buffer.from(request.body.raw),
  });
  expect(await answer.json()).toMatchObject({ resultCode: '000000' });
  await outside.dispose();
});

test('every tool is accessible and fits a phone, in both languages', async ({ page, context }) => {
  await signIn(page, 'seller');
  for (const locale of ['en', 'zh-CN']) {
    await context.addCookies([{ name: 'preflight-locale', value: locale, domain: 'localhost', path: '/' }]);
    for (const tab of ['check', 'encrypt', 'sign', 'downloads']) {
      await page.goto(`/toolkit?tab=${tab}`);
      await expectAccessible(page);
      await expectFitsPhone(page);
    }
    await page.goto('/toolkit');
    await page.getByRole('button', { name: /Try it with an example|用示例试一试/ }).click();
    await expect(page.locator('mark').first()).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
    await expectFitsPhone(page);
  }
});

test('the samples and vectors can be downloaded', async ({ page }) => {
  await signIn(page, 'seller');
  await page.goto('/toolkit?tab=downloads');
  const links = await page.locator('main a[download]').all();
  expect(links.length).toBeGreaterThanOrEqual(9);
  for (const link of links) {
    const address = (await link.getAttribute('href')) ?? '';
    const answer = await page.request.get(address);
    expect(answer.status(), address).toBe(200);
    expect((await answer.body()).length, address).toBeGreaterThan(500);
  }
});
