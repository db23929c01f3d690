import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: sends messages as a foreign window does, and finds out what listeners ask of them. */
export function askListeners(_settings: WatchSettings, tell: Tell, api: PageApi): void {
  const mostSent = 150;
  const parse = JSON.parse;
  /** Another window than the page and its frames, which is closed meanwhile. */
  const makeSender = () => {
    const frame = document.createElement('iframe');
    document.documentElement.append(frame);
    const sender = frame.contentWindow;
    frame.remove();
    return sender;
  };
  let sender: Window | null = null;
  const send = (data: unknown) => {
    sender ??= makeSender();
    window.dispatchEvent(
      new MessageEvent('message', { data, origin: 'https://sender.invalid', source: sender }),
    );
  };
  api.send = send;
  let sent = 0;
  /** The members that listeners ask a message for which has some of them already. */
  const ask = (isJson: boolean, known: ReadonlyMap<string, string>): string[] => {
    const asked = new Set<string>();
    const data = api.recorder?.(
      () => '',
      known,
      (path) => asked.add(path),
    );
    const before = JSON.parse;
    sent += 1;
    if (isJson) JSON.parse = (text, reviver) => (text === 'asking' ? data : parse(text, reviver));
    send(isJson ? 'asking' : data);
    JSON.parse = before;
    const found = [...asked].filter((path) => !known.has(path)).slice(0, 20);
    if (found.length > 0) tell({ kind: 'shape', shape: { isJson, known: [...known], asked: found } });
    return found;
  };
  const explore = (isJson: boolean, literals: readonly string[]) => {
    const waiting: (readonly [known: ReadonlyMap<string, string>, asked: readonly string[]])[] = [
      [new Map(), ask(isJson, new Map())],
    ];
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [known, asked] = next;
      for (const path of asked)
        for (const literal of literals) {
          if (sent >= mostSent) return;
          const more = new Map([...known, [path, literal]]);
          const found = ask(isJson, more);
          if (found.some((one) => !asked.includes(one))) waiting.push([more, found]);
        }
    }
  };
  api.askListeners = (literals) => {
    for (const isJson of [false, true]) explore(isJson, literals);
  };
}
