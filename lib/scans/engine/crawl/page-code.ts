import { type Element, elementText, getAttribute } from './page-elements';

/** What of a page runs, and by which names scripts could find what is in it. */
export type PageCode = {
  /** Inline scripts, handlers and addresses of `javascript:`. */
  inline: readonly string[];
  /** Addresses of script files, as they are written. */
  files: readonly string[];
  /** Ids, names of fields and data, elements of scripts' own; classes as `.name`. */
  names: readonly string[];
};

const MAX_PIECES = 1_000;
const MAX_NAMES = 3_000;
/** Every other type is data for scripts that read it. */
const RUNS = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma|live|j)script[\d.]*)$/i;

const runs = (element: Element): boolean =>
  element.tagName === 'script' &&
  RUNS.test((getAttribute(element, 'type') ?? '').split(';', 1)[0]?.trim() ?? '');

function listInline(element: Element): string[] {
  const own = runs(element) && getAttribute(element, 'src') === null ? [elementText(element).trim()] : [];
  const handlers = element.attrs.filter(
    ({ name, value }) => name.startsWith('on') || /^\s*javascript:/i.test(value),
  );
  return [...own, ...handlers.map(({ value }) => value)].filter((code) => code !== '');
}

const listNames = ({ tagName, attrs }: Element): string[] =>
  [
    ...(tagName.includes('-') ? [tagName] : []),
    ...attrs.flatMap(({ name, value }) => {
      if (name === 'class') return value.split(/\s+/).flatMap((one) => (one === '' ? [] : `.${one}`));
      if (name === 'id' || name === 'name') return [value];
      return /^(?:data-|ng-|v-|x-|@|:)/.test(name) ? [name.replace(/^data-/, '')] : [];
    }),
  ].filter((name) => name !== '');

export function readPageCode(elements: readonly Element[]): PageCode {
  const files = elements.filter(runs).flatMap((element) => getAttribute(element, 'src') ?? []);
  return {
    inline: elements.flatMap(listInline).slice(0, MAX_PIECES),
    files: [...new Set(files)].slice(0, MAX_PIECES),
    names: [...new Set(elements.flatMap(listNames))].slice(0, MAX_NAMES),
  };
}
