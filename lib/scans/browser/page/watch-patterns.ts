import type { PageApi, Tell, WatchSettings } from './page-message';

/** Tells which parameters scripts cut out of an address: whoever looks for one by its name makes an expression of it. */
export function watchPatterns(_settings: WatchSettings, tell: Tell, _api: PageApi): void {
  const look = (source: unknown) => {
    const name = /([\w-]{1,40})=\(?\(?\??:?\[\^/.exec(String(source))?.[1];
    if (name) tell({ kind: 'parameter', text: name });
  };
  window.RegExp = new Proxy(RegExp, {
    apply(target, self, args) {
      look(args[0]);
      return Reflect.apply(target, self, args);
    },
    construct(target, args, made) {
      look(args[0]);
      return Reflect.construct(target, args, made);
    },
  });
}
