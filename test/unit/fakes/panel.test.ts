import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAULT_NAMES } from '@/lib/fakes/faults';
import { FAULT_SCOPES } from '@/lib/fakes/faults/fault-entry';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { ask } from './ask-seller';

let seller: FakeSeller;
beforeEach(async () => {
  seller = await startFakeSeller();
});
afterEach(() => seller.close());

const CONTROL = { 'content-type': 'application/json', 'x-fake-seller-control': '1' };
const put = (path: string, body: unknown, headers: Record<string, string> = CONTROL) =>
  ask(seller, seller.controlUrl + path, { method: 'PUT', headers, body: JSON.stringify(body) });
const post = (path: string, form: FormData | URLSearchParams, headers?: Record<string, string>) => {
  const request = new Request('http://form.invalid', { method: 'POST', body: form });
  return request.arrayBuffer().then((bytes) =>
    ask(seller, seller.controlUrl + path, {
      method: 'POST',
      headers: {
        origin: seller.controlUrl,
        'content-type': request.headers.get('content-type') ?? '',
        ...headers,
      },
      body: new Uint8Array(bytes),
    }),
  );
};
const fileText = (site: 'safe' | 'vulnerable') =>
  Buffer.from(seller.state.verificationFile(site) ?? []).toString();

describe('for programs', () => {
  it('sets and removes a verification file', async () => {
    const answer = await put('/control/sites/safe/verification-file', { content: 'tökén localhost\n' });
    expect(JSON.parse(answer.text).sites.safe.verificationFile).toMatchObject({ bytes: 18 });
    expect((await ask(seller, seller.sites.safe.verificationFileUrl)).text).toBe('tökén localhost\n');
    await put('/control/sites/safe/verification-file', { content: null });
    expect((await ask(seller, seller.sites.safe.verificationFileUrl)).status).toBe(404);
  });

  it('sets an access key and never shows it', async () => {
    const answer = await put('/control/sites/vulnerable/access-key', { accessKey: 'planted-secret' });
    const { sites } = JSON.parse(answer.text);
    expect([sites.safe.hasAccessKey, sites.vulnerable.hasAccessKey]).toEqual([false, true]);
    expect(seller.state.accessKey('vulnerable')).toBe('planted-secret');
    const page = await ask(seller, seller.controlUrl);
    expect(answer.text + page.text).not.toContain('planted-secret');
  });

  it('sets a joint-operations key apart, and shows the public key and what was synchronised', async () => {
    const answer = await put('/control/sites/safe/kit-access-key', { accessKey: 'planted-secret' });
    const { sites, kitPublicKeyPem, encryptType } = JSON.parse(answer.text);
    expect(sites.safe).toMatchObject({
      hasAccessKey: false,
      hasKitAccessKey: true,
      kitRecords: { tenants: 0, applications: 0, users: 0, organizations: 0 },
    });
    expect([kitPublicKeyPem, encryptType]).toEqual([seller.kitPublicKeyPem, '1']);
    expect(seller.state.accessKey('safe', 'kit')).toBe('planted-secret');
  });

  it('switches a fault whose name has a dot', async () => {
    await put('/control/faults/tls-1.1-only', { enabled: true });
    expect(seller.state.isFaultOn('tls-1.1-only')).toBe(true);
  });

  it('switches faults and the delay', async () => {
    await put('/control/faults/slow', { enabled: true, delayMs: 9_000 });
    const { faults, slowMs } = JSON.parse((await ask(seller, `${seller.controlUrl}/control/state`)).text);
    expect(slowMs).toBe(9_000);
    expect(faults.map(({ name }: { name: string }) => name)).toEqual(FAULT_NAMES);
    expect(faults.filter(({ isEnabled }: { isEnabled: boolean }) => isEnabled)).toMatchObject([
      { name: 'slow' },
    ]);
  });

  it.each([
    ['/control/faults/slow', { enabled: true, delayMs: 30_001 }, 422],
    ['/control/faults/slow', { enabled: 'yes' }, 422],
    ['/control/faults/unheard-of', { enabled: true }, 404],
    ['/control/faults/constructor', { enabled: true }, 404],
    ['/control/sites/other/access-key', { accessKey: 'k' }, 404],
    ['/control/sites/safe/access-key', { accessKey: '' }, 422],
    ['/control/sites/safe/verification-file', { content: 'x'.repeat(65 * 1024) }, 422],
    ['/control/sites/safe/verification-file', 'not an object', 422],
  ])('answers PUT %s with %j by %i and changes nothing', async (path, body, status) => {
    const before = (await ask(seller, `${seller.controlUrl}/control/state`)).text;
    expect((await put(path, body)).status).toBe(status);
    expect((await ask(seller, `${seller.controlUrl}/control/state`)).text).toBe(before);
  });
});

describe('for people', () => {
  it('shows the addresses, the forms and every fault', async () => {
    const page = (await ask(seller, seller.controlUrl)).text;
    for (const { produceUrl, verificationFileUrl } of Object.values(seller.sites)) {
      expect(page).toContain(produceUrl);
      expect(page).toContain(verificationFileUrl);
    }
    for (const name of FAULT_NAMES) expect(page).toContain(`value="${name}"`);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/ for="([^"]+)"/g)) expect(ids).toContain(target);
  });

  it('takes pasted text with plain newlines, and an upload byte for byte', async () => {
    const pasted = new FormData();
    pasted.set('content', 'token localhost\r\n');
    pasted.set('file', new Blob([]), '');
    const answer = await post('/sites/safe/verification-file', pasted);
    expect([answer.status, answer.header('location')]).toEqual([303, '/?notice=file-saved']);
    expect(fileText('safe')).toBe('token localhost\n');
    const upload = new FormData();
    upload.set('content', 'ignored');
    upload.set('file', new Blob([new Uint8Array([0x61, 0x0d, 0x0a])]), 'hwwebscan_verify.html');
    await post('/sites/vulnerable/verification-file', upload);
    expect(fileText('vulnerable')).toBe('a\r\n');
    await post('/sites/vulnerable/verification-file', new FormData());
    expect(seller.state.verificationFile('vulnerable')).toBeNull();
  });

  it('sets exactly the ticked faults and keeps them when the delay is wrong', async () => {
    seller.state.setFault('redirect', true);
    const form = new URLSearchParams([
      ['fault', 'slow'],
      ['fault', 'http-500'],
      ['delay-ms', '100'],
    ]);
    await post('/faults', form);
    expect(FAULT_NAMES.filter(seller.state.isFaultOn)).toEqual(['slow', 'http-500']);
    const wrong = await post('/faults', new URLSearchParams([['delay-ms', 'soon']]));
    expect(wrong.header('location')).toBe('/?notice=delay-invalid');
    expect([seller.state.isFaultOn('slow'), seller.state.slowMs()]).toEqual([true, 100]);
    const page = await ask(seller, `${seller.controlUrl}/?notice=delay-invalid`);
    expect(page.text).toContain('role="alert"');
    expect((await ask(seller, `${seller.controlUrl}/?notice=<script>`)).text).not.toContain('<script');
  });

  it('groups the faults, says where they show, and switches all off at once', async () => {
    seller.state.setFault('redirect', true);
    const page = (await ask(seller, seller.controlUrl)).text;
    expect(page.match(/<legend>/g)).toHaveLength(FAULT_SCOPES.length);
    expect(page).toContain('On now: 1.');
    expect(page).toMatch(/<code>sensitive-in-clear<\/code><\/label><span class="protocols">V1\.0<\/span>/);
    await post('/faults', new URLSearchParams({ fault: 'redirect', 'delay-ms': '100', none: '1' }));
    expect(FAULT_NAMES.filter(seller.state.isFaultOn)).toEqual([]);
  });

  it('sets and removes the joint-operations key', async () => {
    await post('/sites/vulnerable/kit-access-key', new URLSearchParams({ 'access-key': 'k' }));
    expect(seller.state.accessKey('vulnerable', 'kit')).toBe('k');
    await post('/sites/vulnerable/kit-access-key', new URLSearchParams({ 'access-key': '' }));
    expect(seller.state.accessKey('vulnerable', 'kit')).toBeNull();
  });

  it('sets and removes the access key', async () => {
    await post('/sites/safe/access-key', new URLSearchParams({ 'access-key': ' key ' }));
    expect(seller.state.accessKey('safe')).toBe('key');
    const long = await post('/sites/safe/access-key', new URLSearchParams({ 'access-key': 'k'.repeat(257) }));
    expect(long.header('location')).toContain('key-invalid');
    await post('/sites/safe/access-key', new URLSearchParams({ 'access-key': '' }));
    expect(seller.state.accessKey('safe')).toBeNull();
  });
});

describe('foreign requests', () => {
  const fault = () => seller.state.isFaultOn('http-500');

  it.each([
    ['a name that somebody points to 127.0.0.1', { host: 'evil.invalid' }],
    ['another origin', { origin: 'https://evil.invalid' }],
    ['another port of this machine', { origin: 'http://localhost:1' }],
    ['an opaque origin', { origin: 'null' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['no custom header', { 'x-fake-seller-control': '' }],
    ['a body that needs no preflight', { 'content-type': 'text/plain' }],
  ])('refuses a change from %s', async (_, headers) => {
    const answer = await put('/control/faults/http-500', { enabled: true }, {
      ...CONTROL,
      ...headers,
    } as Record<string, string>);
    expect([answer.status, fault()]).toEqual([403, false]);
  });

  it.each([
    ['another origin', { origin: 'https://evil.invalid' }],
    ['the vulnerable site', { origin: 'https://localhost' }],
  ])('refuses a form from %s', async (_, headers) => {
    const form = new URLSearchParams([
      ['fault', 'http-500'],
      ['delay-ms', '1'],
    ]);
    expect((await post('/faults', form, headers)).status).toBe(403);
    expect(fault()).toBe(false);
  });

  it('refuses a form that does not say where it comes from', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'fault=http-500&delay-ms=1';
    const answer = await ask(seller, `${seller.controlUrl}/faults`, { method: 'POST', headers, body });
    expect([answer.status, fault()]).toEqual([403, false]);
  });

  it('does not let a rebinding page read the state', async () => {
    const answer = await ask(seller, `${seller.controlUrl}/control/state`, {
      headers: { host: 'evil.invalid' },
    });
    expect(answer.status).toBe(403);
    const own = await ask(seller, `${seller.controlUrl}/control/state`);
    expect([own.status, own.header('access-control-allow-origin')]).toEqual([200, null]);
  });
});
