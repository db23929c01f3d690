import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock, HOUR_MS } from '@/lib/core/clock';
import type { FaultName } from '@/lib/fakes/faults';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { fakeKooGalleryCommand } from '@/lib/wiring/commands/fake-koogallery';
import { KEY, KIT_KEY, optionsFor, runAgainst } from './run-against';

let seller: FakeSeller;
const clock = fixedClock(new Date());
beforeAll(async () => {
  seller = await startFakeSeller({ accessKey: KEY, kitAccessKey: KIT_KEY }, { clock });
});
afterAll(() => seller.close());
const faultsOn: FaultName[] = [];
afterEach(() => {
  for (const name of faultsOn.splice(0)) seller.state.setFault(name, false);
});
function switchOn(name: FaultName) {
  faultsOn.push(name);
  seller.state.setFault(name, true);
}

/** Waits move the clock of both sides. */
const pause = async (ms: number) => clock.advanceMs(ms);
type Changes = NonNullable<Parameters<typeof runAgainst>[3]>;
const run = (args: readonly string[], { world, terminal, files = {} }: Changes = {}) =>
  runAgainst(fakeKooGalleryCommand, [...optionsFor(seller), ...args], seller, {
    files,
    terminal: { clock, ...terminal },
    world: { pause, ...world },
  });
const callsIn = (out: string) => [...out.matchAll(/^== (\w+)( \(poll\))?/gm)].map(([, name]) => name);

describe('without an activity', () => {
  it('walks one life, shows every exchange and needs no further permission for a private seller', async () => {
    const { code, out } = await run([]);
    expect(code).toBe(0);
    expect(callsIn(out)).toEqual([
      ...['newInstance', 'queryInstance', 'refreshInstance'],
      ...['updateInstanceStatus', 'updateInstanceStatus', 'releaseInstance'],
    ]);
    expect(out).toMatch(/Request, \d+ bytes of body\n {2}POST https:\/\/localhost/);
    expect(out).toContain('{"resultCode":"000000"');
    expect(out).toContain("Checks in KooGallery's order\n  pass    Production address reachable");
  });

  it('names what the seller does wrong', async () => {
    switchOn('swapped-key-verification');
    const { code, out } = await run(['--protocol', 'v1']);
    expect(code).toBe(1);
    expect(out).toContain('KooGallery says: Call interface failed.');
    expect(out).toMatch(/1\. Your verification has a known mistake \[signature\]/);
  });

  it('replays the saved cases of a file', async () => {
    const cases = [
      { activity: 'newInstance', name: 'Trial order' },
      { activity: 'newInstance' },
      { activity: 'queryInstance' },
    ];
    const files = { 'cases.json': JSON.stringify(cases) };
    const { code, out } = await run(['--daily-replay', 'cases.json'], { files });
    expect([code, callsIn(out)]).toEqual([0, ['newInstance', 'newInstance', 'queryInstance']]);
    expect(out).toContain('newInstance · Trial order');
  });
});

describe('one activity', () => {
  it('is called once, with an instance made before where it needs one', async () => {
    const { code, out } = await run(['--activity', 'queryInstance']);
    expect([code, callsIn(out)]).toEqual([0, ['newInstance', 'queryInstance']]);
    expect(out).toContain('Debugging would succeed');
  });

  it('names the algorithm that the seller decrypts by, where it is not the declared one', async () => {
    const options = ['--protocol', 'v1', '--activity', 'newInstance'];
    const { code, out } = await run([...options, '--encryption', 'aes128']);
    expect(code).toBe(1);
    expect(out).toContain('Cause: Your side decrypts with the other algorithm');
    const right = await run([...options, '--encryption', 'aes256']);
    expect([right.code, right.out.includes('other algorithm')]).toEqual([0, false]);
  });

  it('asks about the instance that was named', async () => {
    const { code, out } = await run(['--activity', 'queryInstance', '--instance', 'unheard-of']);
    expect([code, callsIn(out)]).toEqual([1, ['queryInstance']]);
    expect(out).toContain('Cause: The server does not know the instance (000003)');
  });

  it('sends the request of a file or of standard input, and the template that was named', async () => {
    const request = { activity: 'newInstance', orderId: 'own', orderLineId: 'own-1', businessId: 'b' };
    for (const from of ['-', 'own.json']) {
      const files = { [from]: JSON.stringify(request) };
      const { code, out } = await run(['--activity', 'newInstance', '--request', from], { files });
      expect([code, out.includes('"orderId":"own"')]).toEqual([0, true]);
    }
    const { out } = await run(['--activity', 'newInstance', '--template', 'with-order-info']);
    expect(out).toContain('"buyerInfo"');
    expect(out).toContain('"mobilePhone":"********"');
    const revealed = await run(['--activity', 'newInstance', '--template', 'with-order-info', '--reveal']);
    expect(revealed.out).not.toContain('"mobilePhone":"********"');
  });

  it('calls the kit interfaces', async () => {
    const kit = [
      '--kit-access-key-env',
      'KIT_KEY',
      '--kit-public-key-file',
      'kit.pem',
      '--product-kind',
      'joint',
    ];
    const { code, out } = await run([...kit, '--activity', 'tenantSync']);
    expect([code, callsIn(out)]).toEqual([0, ['newInstance', 'tenantSync']]);
  });

  it('is in progress until it is followed', async () => {
    switchOn('in-progress');
    const once = await run(['--activity', 'newInstance']);
    expect([once.code, callsIn(once.out)]).toEqual([3, ['newInstance']]);
    const followed = await run(['--activity', 'newInstance', '--poll']);
    const [first, ...polls] = callsIn(followed.out);
    expect([followed.code, first, new Set(polls)]).toEqual([0, 'newInstance', new Set(['queryInstance'])]);
    // Polls that were answered alike are shown once: the end is not below hundreds of lines.
    const alike = Number(/^(\d+) more polls? got the same response/m.exec(followed.out)?.[1]);
    expect(alike).toBeGreaterThan(0);
    expect(followed.error.match(/000004: still in progress/g)).toHaveLength(polls.length + alike);
    expect(polls).toHaveLength(2);
  });

  it('shows no key, whatever is revealed', async () => {
    switchOn('plain-sha256-verification');
    const { code, out, error } = await run(['--activity', 'newInstance', '--reveal']);
    expect(code).toBe(1);
    expect(out).toContain('Your verification has a known mistake');
    expect(out + error).not.toContain(KEY);
  });
});

describe('calls again', () => {
  it('as KooGallery does until the order is unsubscribed after three hours', async () => {
    switchOn('http-500');
    const startedMs = clock.now().getTime();
    const { code, out, error } = await run(['--activity', 'newInstance', '--retry', '--every', '1800']);
    expect([code, callsIn(out)]).toEqual([1, Array(7).fill('newInstance')]);
    expect(clock.now().getTime() - startedMs).toBe(3 * HOUR_MS);
    expect(error).toContain('attempt 6 failed');
    expect(out).toContain('The order is unsubscribed automatically.');
    const orders = [...out.matchAll(/"orderId":"([^"]+)"/g)].map(([, id]) => id);
    const business = [...out.matchAll(/"businessId":"([^"]+)"/g)].map(([, id]) => id);
    expect([new Set(orders).size, new Set(business).size]).toEqual([1, 7]);
  });

  it('until the seller accepts the call', async () => {
    switchOn('http-500');
    let waits = 0;
    const repair = async () => {
      waits += 1;
      if (waits === 2) seller.state.setFault('http-500', false);
    };
    const { code, out } = await run(['--activity', 'newInstance', '--retry'], { world: { pause: repair } });
    expect([code, callsIn(out)]).toEqual([0, Array(3).fill('newInstance')]);
    expect(out).toContain('Succeeded at attempt 3.');
  });

  it('never for a query, and for an hour at most for a change', async () => {
    switchOn('http-500');
    const about = ['--instance', 'some', '--retry', '--every', '1800', '--activity'];
    const query = await run([...about, 'queryInstance']);
    expect([query.code, callsIn(query.out)]).toEqual([1, ['queryInstance']]);
    const release = await run([...about, 'releaseInstance']);
    expect(callsIn(release.out)).toHaveLength(3);
    expect(release.out).toContain('Restart Debugging');
  });

  it('while it watches, and shows what has changed', async () => {
    const stop = new AbortController();
    let waits = 0;
    const watch = async () => {
      waits += 1;
      if (waits === 3) switchOn('result-code-000005');
      if (waits === 5) stop.abort();
    };
    const request = { activity: 'newInstance', orderId: 'w', orderLineId: 'w-1', businessId: 'b' };
    const files: Record<string, string> = { 'own.json': JSON.stringify(request) };
    const { code, out, error } = await run(
      ['--activity', 'newInstance', '--request', 'own.json', '--watch'],
      {
        files,
        world: { pause: watch, stopSignal: () => stop.signal },
      },
    );
    expect(code).toBe(1);
    expect(callsIn(out)).toHaveLength(2);
    expect(error.match(/as before: Debugging would succeed/g)).toHaveLength(2);
    expect(out).toContain('the response has changed');
    expect(out).toContain('000005');
  });
});

describe('usage', () => {
  it.each([
    ['--poll needs --activity', ['--poll']],
    ['--request needs --activity', ['--request', 'own.json']],
    ['--instance needs --activity', ['--instance', 'some']],
    ['--watch and --retry', ['--activity', 'newInstance', '--watch', '--retry']],
    ['--activity and --daily-replay', ['--activity', 'newInstance', '--daily-replay', 'c.json']],
    ['--every needs', ['--activity', 'newInstance', '--every', '5']],
    ['from 1 to 3600', ['--activity', 'newInstance', '--watch', '--every', '0']],
    ['not an interface', ['--activity', 'expireInstance']],
    ['no template', ['--activity', 'newInstance', '--template', 'unheard-of']],
    ['does not contain a JSON object', ['--activity', 'newInstance', '--request', '-']],
    ['cannot be read', ['--activity', 'newInstance', '--request', 'gone.json']],
    ['not a complete URL', ['--url', 'nowhere']],
  ])('says %s', async (what, args) => {
    const { code, error } = await run(args);
    expect([code, error]).toEqual([2, expect.stringContaining(what)]);
  });
});
