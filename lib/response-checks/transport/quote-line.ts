import type { ResponsePage } from './read-page';
import { withoutSecrets } from './recognise-crash';
import { oneLine } from './to-single-line';

/** What the answer says of itself in one line: its title, or its first words. */
export function saidByPage({ title, text, json }: ResponsePage): string {
  const said = ['message', 'error_msg', 'detail', 'msg', 'error', 'title']
    .map((name) => json?.[name])
    .find((value) => typeof value === 'string' && value !== '');
  const telling = BLAND_TITLE.test(title)
    ? text.split('\n').find((line) => !BLAND_TITLE.test(line) && !title.includes(line))
    : undefined;
  const whole = (said as string | undefined) ?? telling ?? (title || text.slice(0, 500));
  return withoutSecrets(oneLine(whole)).replace(/[.。]$/, '') || '–';
}
/** A title that says no more than the status does. */
const BLAND_TITLE = /^(error|\d{3}|\d{3} [a-z ]{1,30}|[a-z ]{1,30} \(\d{3}\))$/i;

/** The line that says it. */
export const quoteLine = (page: ResponsePage, words: RegExp): string =>
  withoutSecrets(
    oneLine(page.text.split('\n').find((line) => words.test(line.toLowerCase())) ?? saidByPage(page)),
  );
