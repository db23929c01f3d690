import type { PageApi, Tell, WatchSettings } from './page-message';

/** Tells which mark comes to the function of a library that builds elements of a text where it looks for some. */
export function watchLibraries({ marks }: WatchSettings, _tell: Tell, { tools }: PageApi): void {
  if (marks.length === 0 || !tools) return;
  const { told } = tools;
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
