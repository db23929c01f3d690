import { IntlMessageFormat } from 'intl-messageformat';

type Options = ConstructorParameters<typeof IntlMessageFormat>[3];
type Values = Parameters<IntlMessageFormat['format']>[0];

/** Texts that were read already, by language and text. There are as many as the catalogues have. */
const known = new Map<string, IntlMessageFormat>();

/** One factory for all of them, so that a language has one formatter of a shape; next-intl makes one a request. */
let formatters: NonNullable<Options>['formatters'];

function readText(text: string, locale: string, given: typeof formatters): IntlMessageFormat {
  const key = `${locale} ${text}`;
  const read = known.get(key);
  if (read !== undefined) return read;
  formatters ??= given;
  const made = new IntlMessageFormat(text, locale, undefined, { formatters });
  known.set(key, made);
  return made;
}

/**
 * Takes the place of `use-intl/format-message` (next.config.js): the same results, but a text is read once a process.
 * next-intl reads it at every request, which was a tenth of the time of a long list. Dates are no arguments of texts
 * (`test/architecture/i18n-parity.test.ts`), so that no zone matters here.
 * @param path key of the text, for messages of errors
 * @throws when the text is none, or lacks a value; next-intl reports it and shows the key
 */
export default function formatMessage(
  path: string,
  text: unknown,
  values: Values,
  { locale, formatters: given }: { locale: string; formatters: typeof formatters },
): unknown {
  if (typeof text !== 'string') throw new Error(`${path} is no text.`);
  if (!values && !/[<{']/.test(text)) return text;
  return readText(text, locale, given).format(values);
}

formatMessage.raw = true;
