import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: makes values that have every member that is asked for, and tell which. */
export function makeRecorder(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const { merges } = api;
  if (!merges) return;
  const deepest = 6;
  const named = (names: string) => new Set(names.split(' '));
  const listMethods = named('map forEach filter find findIndex some every reduce flatMap flat join push');
  const noMembers = named('then constructor nodeType prototype');
  const texts = 'substring substr trim replace replaceAll split indexOf includes startsWith endsWith';
  const textMethods = named(`${texts} toLowerCase toUpperCase charAt charCodeAt match padStart at`);
  /** Parts of a text and of a list alike: the whole stands for them. */
  const wholeMethods = named('slice concat reverse sort');
  /** A member of what is asked: it is a text, and has all members itself. */
  const member = (
    path: string,
    text: (path: string) => string,
    known: ReadonlyMap<string, string>,
    ask: (path: string) => void,
  ): unknown => {
    const own = text(path);
    const inner = (name: string): unknown => {
      const at = path === '' ? name : `${path}.${name}`;
      ask(at);
      if (known.has(at)) return known.get(at);
      return at.split('.').length > deepest ? own : member(at, text, known, ask);
    };
    const one: object = new Proxy(
      {},
      {
        ownKeys: () => merges.listed,
        getOwnPropertyDescriptor: (_target, name) =>
          typeof name === 'string' && merges.listed.includes(name)
            ? { value: inner(name), enumerable: true, configurable: true }
            : undefined,
        get(_target, name) {
          if (name === Symbol.iterator)
            return function* one() {
              yield inner('0');
            };
          if (typeof name === 'symbol' || noMembers.has(name)) return undefined;
          if (name === 'toString' || name === 'valueOf' || name === 'toJSON') return () => own;
          if (wholeMethods.has(name)) return () => one;
          if (name === 'length') return 1;
          if (listMethods.has(name)) {
            const list = [inner('0')];
            return Reflect.get(list, name).bind(list);
          }
          return textMethods.has(name) ? Reflect.get(String.prototype, name).bind(own) : inner(name);
        },
        has(_target, name) {
          if (typeof name === 'string') ask(path === '' ? name : `${path}.${name}`);
          return true;
        },
      },
    );
    merges.made.add(one);
    return one;
  };
  api.recorder = (text, known, ask) => member('', text, known, ask);
}
