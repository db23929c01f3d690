import { describe, expect, test } from 'vitest';
import { hasChromium, SITE, startChromium, visitOf } from './with-chromium';

/** Leaves something wherever a page can keep it; `/ready` is asked for in the end. */
const LEAVING = `<script>
  localStorage.setItem('kept', 'old'); sessionStorage.setItem('kept', 'old'); document.cookie = 'kept=old'; window.name = 'old';
  history.pushState(0, '', '/old'); history.pushState(0, '', '/older'); fetch('/wait');
  indexedDB.open('kept').onsuccess = () => fetch('/ready');
</script>`;
const LOOKING = `<script>fetch('/wait'); (async () => {
  const bases = (await indexedDB.databases()).map((one) => one.name);
  const seen = [localStorage.length, sessionStorage.length, document.cookie, window.name, bases, history.length];
  fetch('/ready?' + encodeURIComponent(JSON.stringify(seen)));
})();</script>`;

/** A visit that is over once its page asked for `/ready`; tells what that said. */
function waitingVisit(html: string) {
  let isReady = (_said: string) => {};
  const said = new Promise<string>((resolve) => {
    isReady = resolve;
  });
  const visit = visitOf({ '/': html });
  const { answer } = visit;
  visit.answer = async (request) => {
    const { pathname, search } = new URL(request.url);
    if (pathname === '/ready') isReady(decodeURIComponent(search.slice(1)));
    if (pathname === '/wait') await said;
    return answer(request);
  };
  return { visit, said };
}

describe.skipIf(!hasChromium)('a tab that is used again', () => {
  test('shows a page nothing of the visits before', async () => {
    const browser = await startChromium();
    const [first, leaving, last] = [LOOKING, LEAVING, LOOKING].map(waitingVisit);
    for (const one of [first, leaving, last]) if (one) await browser.visit(one.visit);
    expect(await first?.said).toMatch(/^\[0,0,"","",\[\],\d+\]$/);
    expect(await last?.said).toBe(await first?.said);
  });

  test('asks for nothing more once its visit is over', async () => {
    const browser = await startChromium();
    const leaving = visitOf({
      '/': `<script>addEventListener('pagehide', () => { navigator.sendBeacon('/late'); fetch('/later', { keepalive: true }); });
        setInterval(() => document.title === 'over' && fetch('/much-later'), 5);</script>`,
    });
    await browser.visit(leaving);
    const next = visitOf({ '/': '<p>next</p>' });
    await browser.visit(next);
    expect([...leaving.asked, ...next.asked]).toEqual([`GET ${SITE}/`, `GET ${SITE}/`]);
  });

  test('does not go on with presses of a visit that was proven before its end', async () => {
    const browser = await startChromium();
    let presses = 0;
    const explorer = {
      chooseFields: () => [],
      chooseControl: (controls: readonly { at: number }[]) => {
        presses += 1;
        return controls[0] ? { at: controls[0].at, cause: 'press' } : null;
      },
    };
    const html = '<button onclick="proven1()">a</button><button>b</button>';
    const proven = await browser.visit(visitOf({ '/': html }, { proof: 'proven1', explorer }));
    expect(proven.hasRun).toBe(true);
    const before = presses;
    const next = await browser.visit(visitOf({ '/': `<button onclick="document.title='over'">c</button>` }));
    expect(next.states[0]).not.toContain('<title>');
    expect(presses - before).toBeLessThanOrEqual(1);
  });
});
