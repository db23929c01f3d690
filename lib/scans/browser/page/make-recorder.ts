import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: makes values that have every member that is asked for, and tell which. */
export function makeRecorder(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const deepest = 6;
  const listMethods = new Set(
    'map forEach filter find findIndex some every reduce flatMap flat join push'.split(' '),
  );
  const noMembers = new Set('then constructor nodeType prototype'.split(' '));
  const textMethods = new Set(
    'substring substr trim replace replaceAll split indexOf includes startsWith endsWith toLowerCase toUpperCase charAt charCodeAt match padStart at'.split(
      ' ',
    ),
  );
  /** Parts of a text and of a list alike: the whole stands for them. */
  const wholeMethods = new Set('slice concat reverse sort'.split(' '));
  const made = new WeakSet<object>();
  /** What it has where somebody lists its members: those of the object that it is merged into. */
  let listed = ['key'];
  const assign = Object.assign;
  Object.assign = (target: object, ...sources: unknown[]) => {
    const isMade = (one: unknown): one is object => one instanceof Object && made.has(one);
    if (sources.some(isMade)) {
      const others = [target, ...sources].filter((one) => one instanceof Object && !made.has(one));
      listed = [...new Set(others.flatMap((one) => Object.keys(one as object)))];
    }
    try {
      return assign(target, ...sources);
    } finally {
      listed = ['key'];
    }
  };
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
        ownKeys: () => listed,
        getOwnPropertyDescriptor: (_target, name) =>
          typeof name === 'string' && listed.includes(name)
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
    made.add(one);
    return one;
  };
  api.recorder = (text, known, ask) => member('', text, known, ask);
}
