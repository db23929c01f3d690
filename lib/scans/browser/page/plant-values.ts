import type { PageApi, Tell, WatchSettings } from './page-message';

/** Puts what the visit plants where scripts read it, and sends the planted message when it is asked to. */
export function plantValues({ plant, proof }: WatchSettings, tell: Tell, api: PageApi): void {
  if (proof !== null)
    Object.defineProperty(window, proof, { value: () => tell({ kind: 'run', text: proof }) });
  if (window === window.top) {
    if (plant.windowName !== undefined) window.name = plant.windowName;
    for (const [key, value] of plant.storage ?? [])
      for (const storage of ['localStorage', 'sessionStorage'] as const) {
        try {
          window[storage].setItem(key, value);
        } catch {
          // A page without storage has nothing that could be read from it.
        }
      }
  }
  const send = (data: unknown) => {
    const origin = 'https://sender.invalid';
    window.dispatchEvent(new MessageEvent('message', { data, origin, source: window }));
  };
  /** A text that tells which members are asked of it. */
  const asking = (text: string) =>
    new Proxy(Object(text), {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (typeof name === 'string' && value === undefined) tell({ kind: 'member', text: name });
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  api.play = () => {
    const { text, members } = plant.message ?? { text: '', members: [] };
    const data = Object.fromEntries(members.map((name) => [name, text]));
    if (members.length > 0) for (const one of [data, JSON.stringify(data)]) send(one);
    else if (plant.message) for (const one of [text, asking(text)]) send(one);
    if (proof === null) return;
    const places = 'a[href], area[href], form[action], button[formaction]';
    for (const link of document.querySelectorAll<HTMLElement>(places)) {
      const values = ['href', 'action', 'formaction'].map((name) => link.getAttribute(name) ?? '');
      if (!values.some((value) => value.includes(`${proof}(`))) continue;
      if (link instanceof HTMLFormElement) link.submit();
      else link.click();
    }
  };
}
