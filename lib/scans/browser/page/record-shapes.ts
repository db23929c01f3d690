import type { InsideStep } from '../scan-browser';
import type { PageApi, Tell, WatchSettings } from './page-message';

/**
 * Tells what scripts look for in a value that is a mark where they expect base64 or JSON: they get a value that has every
 * member that is asked for.
 */
export function recordShapes({ marks }: WatchSettings, tell: Tell, api: PageApi): void {
  const most = { depth: 6, asked: 60 };
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
      return at.split('.').length > most.depth ? own : member(at, text, known, ask);
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
  api.recorder = (text, known, ask) => member('', () => text, known, ask);
  if (marks.length === 0) return;
  /** Texts that stand for what is inside of a mark. */
  const tokens = new Map<string, { mark: string; steps: InsideStep[] }>();
  const found = (text: unknown) => {
    const key = String(text).trim();
    return tokens.get(key) ?? (marks.includes(key) ? { mark: key, steps: [] } : undefined);
  };
  const note = (mark: string, steps: InsideStep[]): string => {
    const token = `inside${tokens.size}`;
    if (tokens.size > most.asked) return '';
    tokens.set(token, { mark, steps });
    tell({ kind: 'inside', mark, steps });
    return token;
  };
  const decode = window.atob;
  window.atob = (text) => {
    const base = found(text);
    return base ? note(base.mark, [...base.steps, { path: null }]) : decode(text);
  };
  const parse = JSON.parse;
  JSON.parse = (text, reviver) => {
    const base = typeof text === 'string' ? found(text) : undefined;
    if (!base) return parse(text, reviver);
    const texts = new Map<string, string>();
    const read = (path: string) => {
      const known = texts.get(path);
      if (known !== undefined || path === '') return known ?? '';
      const token = note(base.mark, [...base.steps, { path: path.split('.') }]);
      texts.set(path, token);
      return token;
    };
    return member('', read, new Map(), () => undefined);
  };
}
