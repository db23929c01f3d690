const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Whether a text looks like one that a program printed with escapes: a log line, a JSON string, Go's %q. */
export const hasEscapes = (text: string): boolean => /\\["nrtux/\\]/.test(text);

/** The text without one layer of escapes: `\"`, `\n`, `\u0026`, `\x22`. Quotes around the whole go too. */
export function unescapeText(text: string): string {
  const inner = /^\s*"([\s\S]*)"\s*$/.exec(text)?.[1] ?? text;
  return inner.replace(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g,
    (_, unit: string | undefined, byte: string | undefined, plain: string | undefined) =>
      plain === undefined
        ? String.fromCharCode(Number.parseInt(unit ?? byte ?? '0', 16))
        : (ESCAPES[plain] ?? plain),
  );
}
