import type { InsideStep } from '../scan-browser';
import type { PageApi, Tell, WatchSettings } from './page-message';

/**
 * Tells what scripts look for in a value that is a mark where they expect base64 or JSON: they get a value that has every
 * member that is asked for.
 */
export function recordShapes({ marks }: WatchSettings, tell: Tell, { recorder }: PageApi): void {
  const mostAsked = 60;
  if (marks.length === 0 || !recorder) return;
  /** Texts that stand for what is inside of a mark. */
  const tokens = new Map<string, { mark: string; steps: InsideStep[] }>();
  const found = (text: unknown) => {
    const key = String(text).trim();
    return tokens.get(key) ?? (marks.includes(key) ? { mark: key, steps: [] } : undefined);
  };
  const note = (mark: string, steps: InsideStep[]): string => {
    const token = `inside${tokens.size}`;
    if (tokens.size > mostAsked) return '';
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
    return recorder(read, new Map(), () => undefined);
  };
}
