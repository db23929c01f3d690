import type { PageApi, Tell, WatchSettings } from './page-message';

/** Keeps dialogs and ways past the requests away, knows when the page is quiet, and scrolls. */
export function watchPage(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const { timers } = api;
  if (!timers) return;
  const nothing = () => undefined;
  Object.assign(window, { alert: nothing, print: nothing, confirm: () => false, prompt: () => null });
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'SharedWorker'])
    Object.defineProperty(window, name, { value: undefined });
  const turn = () => new Promise<void>((resolve) => timers.wait(resolve, 0));
  const draw = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => resolve());
      timers.wait(resolve, 60);
    });
  api.quiet = async () => {
    if (document.readyState === 'loading')
      await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));
    await timers.idle();
    await draw();
    await turn();
    await turn();
    return [...timers.pending.values()].some(({ isShort }) => !isShort);
  };
  api.scroll = async () => {
    const scrollers = [document.scrollingElement, ...document.querySelectorAll('main, section, div, ul')]
      .filter((element) => element !== null)
      .slice(0, 2_000)
      .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 50 && clientHeight > 100)
      .slice(0, 4);
    for (let step = 1; step <= 5 && scrollers.length > 0; step++) {
      for (const one of scrollers) one.scrollTop = (one.scrollHeight - one.clientHeight) * (step / 5);
      await draw();
      await draw();
    }
    return scrollers.length > 0;
  };
}
