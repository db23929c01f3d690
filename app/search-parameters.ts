/** The query of an address, as Next hands it to a page. */
export type Search = Record<string, string | string[] | undefined>;

/** The first value of a parameter, whatever somebody wrote into the address; the empty string where there is none. */
export const firstValue = (value: string | string[] | undefined): string =>
  ((Array.isArray(value) ? value[0] : value) ?? '').replaceAll('\0', '').trim();

/** The first value where it is one of `known`; the empty string otherwise. */
export function knownValue(value: string | string[] | undefined, known: readonly string[]): string {
  const first = firstValue(value);
  return known.includes(first) ? first : '';
}
