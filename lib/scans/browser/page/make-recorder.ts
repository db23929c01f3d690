import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: makes values that have every member that is asked for, and tell which. */
export function makeRecorder(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const deepest = 6;
  const listMethods = new Set(
    'map forEach filter find findIndex some every reduce flatMap flat join push'.split(' '),
  );
  const noMembers = new Set('then toJSON constructor nodeType prototype'.split(' '));
  const textMethods = new Set(
    'slice substring substr trim replace replaceAll split indexOf includes startsWith endsWith toLowerCase toUpperCase charAt charCodeAt concat match padStart at'.split(
      ' ',
    ),
  );
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
    return new Proxy(
      {},
      {
        get(_target, name) {
          if (name === Symbol.iterator)
            return function* one() {
              yield inner('0');
            };
          if (typeof name === 'symbol' || noMembers.has(name)) return undefined;
          if (name === 'toString' || name === 'valueOf') return () => own;
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
  };
  api.recorder = (text, known, ask) => member('', text, known, ask);
}
