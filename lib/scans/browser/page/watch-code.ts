import type { PageApi, Tell, WatchSettings } from './page-message';

/** Tells that code is made of text, and which mark comes there. */
export function watchCode(_settings: WatchSettings, tell: Tell, { tools }: PageApi): void {
  if (!tools) return;
  const { told, onCall } = tools;
  const make = Function;
  const onCode = (args: unknown[]) => {
    tell({ kind: 'compiled', text: '' });
    told('code', args.join('\n'));
  };
  window.Function = new Proxy(make, {
    apply(target, self, args) {
      onCode(args);
      return Reflect.apply(target, self, args);
    },
    construct(target, args) {
      onCode(args);
      return Reflect.construct(target, args);
    },
  });
  make.prototype.constructor = window.Function;
  for (const name of ['setTimeout', 'setInterval', 'eval'])
    onCall(window, name, ([code]) => {
      if (typeof code === 'string') onCode([code]);
    });
  window.Blob = new Proxy(Blob, {
    construct(target, args) {
      if (/javascript/i.test(String(args[1]?.type))) told('worker', [...args[0]].join(''));
      return Reflect.construct(target, args);
    },
  });
}
