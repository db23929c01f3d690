type Given = Readonly<Record<string, string | number | readonly string[]>>;

/** Several names as one text, with the separator of the language: `a, b, c` in English, `a、b、c` in Chinese. */
export const listText = (locale: string, names: readonly string[]): string =>
  new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' }).format(names);

/** The values of a text, each list of names among them as one text. */
export const withLists = (locale: string, values: Given): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' ? listText(locale, value) : value,
    ]),
  );
