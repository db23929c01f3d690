import type { PageApi, Tell, WatchSettings } from './page-message';

/** Tells which parameters and keys scripts ask for, what they keep, and where they lead. */
export function watchSources({ proof }: WatchSettings, tell: Tell, { tools }: PageApi): void {
  if (!tools) return;
  const { onCall, onSet } = tools;
  for (const name of ['get', 'getAll', 'has'])
    onCall(URLSearchParams.prototype, name, ([key]) => tell({ kind: 'parameter', text: String(key) }));
  // Whoever looks for a parameter by its name makes an expression of it.
  const onPattern = (source: unknown) => {
    const name = /([\w-]{1,40})=\(?\(?\??:?\[\^/.exec(String(source))?.[1];
    if (name) tell({ kind: 'parameter', text: name });
  };
  const pattern = RegExp;
  window.RegExp = new Proxy(pattern, {
    apply(target, self, args) {
      onPattern(args[0]);
      return Reflect.apply(target, self, args);
    },
    construct(target, args, made) {
      onPattern(args[0]);
      return Reflect.construct(target, args, made);
    },
  });
  onCall(Storage.prototype, 'getItem', ([key]) => tell({ kind: 'storage', text: String(key) }));
  onSet(Document.prototype, 'cookie', (_, value) =>
    tell({ kind: 'cookie', text: String(value).slice(0, 2_000) }),
  );
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    const storage = window[name];
    const watched = new Proxy(storage, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (typeof value === 'function') return value.bind(target);
        if (typeof key === 'string' && key !== 'length') tell({ kind: 'storage', text: key });
        return value;
      },
      set: (target, key, value) => Reflect.set(target, key, value),
    });
    Object.defineProperty(window, name, { get: () => watched, configurable: true });
  }
  for (const name of ['pushState', 'replaceState'])
    onCall(History.prototype, name, ([, , address]) => {
      if (address) tell({ kind: 'route', text: new URL(String(address), document.baseURI).href });
    });
  addEventListener('hashchange', () => tell({ kind: 'route', text: location.href }));
  onCall(EventTarget.prototype, 'addEventListener', ([type, listener], target) => {
    if (type === 'message' && (target === window || target === undefined))
      tell({ kind: 'listener', text: String(listener).slice(0, 3_000) });
  });
  onSet(window, 'onmessage', (_, listener) =>
    tell({ kind: 'listener', text: String(listener).slice(0, 3_000) }),
  );
  window.EventSource = new Proxy(EventSource, {
    construct(target, args) {
      tell({ kind: 'stream', text: new URL(String(args[0]), document.baseURI).href });
      return Reflect.construct(target, args);
    },
  });
  const open = window.open;
  window.open = (address, ...rest) => {
    tell({ kind: 'opened', text: String(address ?? '') });
    return proof === null ? null : open.call(window, address, ...rest);
  };
}
