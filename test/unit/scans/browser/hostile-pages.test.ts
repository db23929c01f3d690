import { describe, expect, test } from 'vitest';
import { PageExplorer } from '@/lib/scans/browser/page-explorer';
import type { ScanBrowser, VisitLimits } from '@/lib/scans/browser/scan-browser';
import { hasChromium, SITE, shareChromium, startChromium, startWitness, visitOf } from './with-chromium';

const openBrowser = shareChromium();
/** The browser that opened the hostile pages before: none may have harmed it. */
async function findBrowser(): Promise<ScanBrowser> {
  const opened = await openBrowser();
  if (!opened.ok) throw new Error(`Chromium did not start: ${opened.reason}`);
  return opened.browser;
}

const HOSTILE: Readonly<Record<string, string>> = {
  'an endless loop': '<script>for (;;);</script>',
  'an endless loop later': '<p>here</p><script>setTimeout(() => { for (;;); }, 20)</script>',
  'microtasks without end': '<script>const go = () => Promise.resolve().then(go); go();</script>',
  'timers without end': '<script>const go = () => setTimeout(go, 0); go(); setInterval(() => 1, 1);</script>',
  'dialogs without end':
    '<script>setInterval(() => { alert(1); confirm(2); prompt(3); print(); }, 1)</script>',
  'dialogs of a frame': '<iframe srcdoc="<script>for (let i = 0; i < 50; i++) alert(i)</script>"></iframe>',
  'a question before leaving': '<script>onbeforeunload = () => "stay"; location.href = "/next";</script>',
  popups: '<script>for (let i = 0; i < 50; i++) window.open("/popup" + i);</script>',
  downloads: '<a id="a" href="/file" download>x</a><script>for (let i = 0; i < 20; i++) a.click();</script>',
  'a huge document':
    '<body><script>for (let i = 0; i < 60000; i++) document.body.append(document.createElement("p"));</script>',
  'a document that grows': '<script>setInterval(() => document.body.append("x".repeat(1e6)), 1)</script>',
  'much memory': '<script>const all = []; for (;;) all.push(new Array(1e6).fill(Math.random()));</script>',
  'going away': '<script>location.href = "http://other.test/"</script>',
  'reloading without end': '<script>location.reload()</script>',
  'routes without end':
    '<script>let i = 0; setInterval(() => { location.hash = i++; history.pushState(0, "", "/r" + i); }, 1)</script>',
  'requests without end': '<script>setInterval(() => fetch("/x" + Math.random()).catch(() => 0), 1)</script>',
  'broken tools':
    '<script>JSON.stringify = () => { for (;;); }; Promise = Set = Object = null; document.write("x");</script>',
  'shadows without end':
    '<script>const grow = (at) => { const one = document.createElement("x-a"); at.append(one); setTimeout(() => grow(one.attachShadow({ mode: "closed" })), 0); }; grow(document.body);</script>',
  'controls without end':
    '<script>let i = 0; const more = () => { const b = document.createElement("button"); b.textContent = String.fromCharCode(97 + (i++ % 26)).repeat(i); b.onclick = more; document.body.append(b); }; more();</script>',
  'listeners that make listeners':
    '<script>onmessage = (event) => { event.data.a.b.c; postMessage({ a: event.data }, "*"); };</script>',
  'frames in frames': '<iframe src="/"></iframe><iframe src="/"></iframe>',
};

/** What never comes to rest; for which reason it is ended depends on the machine, as does whether the others rest. */
const ENDLESS = [
  'an endless loop',
  'an endless loop later',
  'microtasks without end',
  'a huge document',
  'a document that grows',
  'much memory',
];

/** Whatever their limits are, these come to them; the usual ones would only take longer. */
const FLOODING = ['routes without end', 'requests without end'];
/** Short from the moment in which the page was asked for: until then the machine works, and not the page. */
const shortLimits = (visit: { asked: readonly string[] }): VisitLimits => ({
  get busyMs() {
    return visit.asked.length > 0 ? 500 : 8_000;
  },
  exploringMs: 2_000,
  wholeMs: 15_000,
});

const ENDLESS_LIMITS: VisitLimits = { busyMs: 600_000, exploringMs: 600_000, wholeMs: 600_000 };

describe.skipIf(!hasChromium)('a hostile page', () => {
  test.each(Object.entries(HOSTILE))(
    'with %s neither freezes the browser nor leads it away',
    async (name, html) => {
      const browser = await findBrowser();
      const plant = name.startsWith('listeners') ? { literals: ['a'] } : {};
      const visit = visitOf({ '/': html }, { explorer: new PageExplorer(`${SITE}/`), plant });
      if ([...ENDLESS, ...FLOODING].includes(name)) visit.limits = shortLimits(visit);
      const { outcome } = await browser.visit(visit);
      if (ENDLESS.includes(name)) expect(outcome).not.toBe('QUIET');
      expect(visit.asked.filter((asked) => asked === `GET ${SITE}/`)).toHaveLength(1);
      const next = await browser.visit(visitOf({ '/': '<p>well</p>' }));
      expect(next).toMatchObject({ outcome: 'QUIET', states: [expect.stringContaining('well')] });
    },
  );

  test('says nothing in the name of another visit, and not without limits', async () => {
    const browser = await findBrowser();
    const html = `<script>for (const name of Object.getOwnPropertyNames(window)) if (/^w[0-9a-f]{20}/.test(name)) {
      document.title = name; if (typeof window[name] === 'function') window[name]('{"kind":"run","text":"proof1"}'); }
      for (let i = 0; i < 1000; i++) history.pushState(0, '', '/p' + i);</script>`;
    const sight = await browser.visit(visitOf({ '/': html }, { proof: 'proof1' }));
    expect(sight.hasRun).toBe(false);
    expect(sight.opened.length).toBeLessThanOrEqual(400);
  });

  test('ends with the stop button, also while it computes', async () => {
    const button = new AbortController();
    const browser = await startChromium(button.signal);
    const opened = new Promise<void>((resolve) => {
      const visit = visitOf({ '/': '<script>for (;;);</script>' }, { limits: ENDLESS_LIMITS });
      const { answer } = visit;
      visit.answer = async (request) => {
        resolve();
        return answer(request);
      };
      void browser.visit(visit).catch(() => undefined);
    });
    await opened;
    button.abort();
    // None of the visit's own limits comes before the end of the test.
    await browser.close();
    await expect(browser.visit(visitOf({ '/': '' }))).rejects.toThrow();
  });
});

describe.skipIf(!hasChromium)('the browser', () => {
  test('opens no connection, whatever a page tries', async () => {
    const witness = await startWitness();
    const hosts = [
      `127.0.0.1:${witness.port}`,
      `localhost:${witness.port}`,
      `[::ffff:127.0.0.1]:${witness.port}`,
    ];
    const tries = hosts.flatMap((host) => [
      `<link rel="preconnect" href="http://${host}"><link rel="dns-prefetch" href="//${host}"><link rel="prefetch" href="http://${host}/a">`,
      `<link rel="stylesheet" href="http://${host}/b"><img src="http://${host}/c"><script src="http://${host}/d"></script>`,
      `<iframe src="http://${host}/e"></iframe><object data="http://${host}/f"></object><video src="http://${host}/g" autoplay></video>`,
      `<a href="/" ping="http://${host}/h" id="p">x</a><form id="f" action="http://${host}/i" method="post"></form>`,
      `<script type="speculationrules">{"prerender":[{"source":"list","urls":["http://${host}/s"]}],"prefetch":[{"source":"list","urls":["http://${host}/t"]}]}</script>`,
      `<script>
        const at = 'http://${host}/';
        const quietly = (work) => { try { Promise.resolve(work()).catch(() => 0); } catch {} };
        quietly(() => fetch(at + 'j', { mode: 'no-cors', keepalive: true }));
        quietly(() => navigator.sendBeacon(at + 'k', 'x'));
        quietly(() => new WebSocket('ws://${host}/l'));
        quietly(() => new EventSource(at + 'm'));
        quietly(() => { const x = new XMLHttpRequest(); x.open('GET', at + 'n'); x.send(); });
        const inWorker = 'try { importScripts("' + at + 'o") } catch {} fetch("' + at + 'p"); new WebSocket("ws://${host}/q")';
        quietly(() => new Worker(URL.createObjectURL(new Blob([inWorker]))));
        quietly(() => new SharedWorker(URL.createObjectURL(new Blob([inWorker]))));
        quietly(() => navigator.serviceWorker.register('/worker.js'));
        quietly(() => { const f = document.body.appendChild(document.createElement('iframe'));
          const c = new f.contentWindow.RTCPeerConnection({ iceServers: [{ urls: ['stun:${host}', 'turn:${host}?transport=tcp'], username: 'a', credential: 'b' }] });
          c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o)); });
        quietly(() => new WebTransport('https://${host}/r'));
        quietly(() => window.open(at + 'u'));
        quietly(() => document.getElementById('p').click());
        quietly(() => document.getElementById('f').submit());
        setTimeout(() => { location.href = at + 'v'; }, 300);
      </script>`,
    ]);
    const browser = await findBrowser();
    for (const html of tries) await browser.visit(visitOf({ '/': `<body>${html}`, '/worker.js': '1' }));
    const redirecting = visitOf({});
    await browser.visit({
      ...redirecting,
      answer: async () => ({
        status: 302,
        headers: [
          ['Location', `http://127.0.0.1:${witness.port}/w`],
          ['Refresh', `0;url=http://127.0.0.1:${witness.port}/x`],
        ],
        body: new Uint8Array(),
      }),
    });
    expect(witness.connections()).toBe(0);
  });
});
