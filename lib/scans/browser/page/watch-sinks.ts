import type { PageApi, PageTools, Tell, WatchSettings } from './page-message';

/** Tells which mark comes to which place that shows markup or runs code. */
export function watchSinks({ marks }: WatchSettings, tell: Tell, { tools }: PageApi): void {
  if (!tools) return;
  const { told, onSet, onCall }: PageTools = tools;
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
  if (marks.length === 0) return;
  const isScript = (element: unknown) => element instanceof HTMLScriptElement;
  const markup = (element: unknown, value: unknown) => told(isScript(element) ? 'script' : 'html', value);
  for (const owner of [Element.prototype, ShadowRoot.prototype]) {
    onSet(owner, 'innerHTML', markup);
    if ('setHTMLUnsafe' in owner) onCall(owner, 'setHTMLUnsafe', ([value], self) => markup(self, value));
  }
  onSet(Element.prototype, 'outerHTML', markup);
  onCall(Element.prototype, 'insertAdjacentHTML', ([, value]) => told('html', value));
  onCall(Range.prototype, 'createContextualFragment', ([value]) => told('html', value));
  onCall(DOMParser.prototype, 'parseFromString', ([value]) => told('html', value));
  for (const name of ['write', 'writeln'])
    onCall(Document.prototype, name, (args) => told('html', args.join('')));
  const ofScript = (element: unknown, value: unknown) => {
    if (isScript(element)) told('script', value);
  };
  onSet(Node.prototype, 'textContent', ofScript);
  onSet(HTMLElement.prototype, 'innerText', ofScript);
  onSet(HTMLScriptElement.prototype, 'text', ofScript);
  const added = (args: unknown[], self: unknown) => {
    for (const arg of args) ofScript(self, arg instanceof Node ? arg.textContent : arg);
  };
  onCall(Node.prototype, 'appendChild', added);
  for (const name of ['append', 'replaceChildren']) onCall(Element.prototype, name, added);
  window.Blob = new Proxy(Blob, {
    construct(target, args) {
      if (/javascript/i.test(String(args[1]?.type))) told('worker', [...args[0]].join(''));
      return Reflect.construct(target, args);
    },
  });
  // The libraries that build elements of a text where others look for some.
  for (const name of ['$', 'jQuery']) {
    let kept: unknown;
    const apply = (target: object, self: unknown, args: unknown[]) => {
      told('selector', args[0]);
      return Reflect.apply(target as () => unknown, self, args);
    };
    Object.defineProperty(window, name, {
      configurable: true,
      get: () => kept,
      set(value) {
        kept = typeof value === 'function' ? new Proxy(value, { apply }) : value;
      },
    });
  }
}
