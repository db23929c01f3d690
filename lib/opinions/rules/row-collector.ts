import type { Severity } from '@/lib/findings/rules/finding';
import { maskHeader } from '@/lib/http/mask-secrets';
import { OpinionRefused } from './opinion-problem';
import {
  type LeftOutReason,
  type OpinionCounts,
  type OpinionRow,
  ROW_LENGTHS,
  ROWS_MAXIMUM,
  ROWS_TEXT_MAXIMUM,
} from './opinion-row';

/** A finding as a reader found it; `texts` are what the report says of it, by the report's own names. */
export type RawRow = Omit<OpinionRow, 'path' | 'text'> & {
  texts: readonly (readonly [name: string, text: string])[];
  /** The address that says which site it is about, where the place is none itself. */
  address?: string | undefined;
};

const HEADER_LINE = /^([\w-]{1,60}):[ \t]{0,20}(.*)$/gm;
const HOSTS_NAMED = 5;

/** Collects the rows of a report about one website, within limits, and counts what is left out. */
export class RowCollector {
  readonly rows: OpinionRow[] = [];
  readonly leftOut: Record<LeftOutReason, number> = { OTHER_SITE: 0, NO_FINDING: 0, OVER_LIMIT: 0 };
  private readonly otherHosts = new Set<string>();
  private characters = 0;

  /** @param host of the website, with its port where that is not the scheme's own */
  constructor(private readonly host: string) {}

  add(raw: RawRow): void {
    const url = readAddress(raw.place) ?? readAddress(raw.address ?? '');
    if (url && url.host !== this.host) {
      this.leftOut.OTHER_SITE += 1;
      this.otherHosts.add(url.host);
      return;
    }
    const text = this.rows.length < ROWS_MAXIMUM ? joinTexts(raw.texts) : null;
    if (text === null || this.characters + text.length > ROWS_TEXT_MAXIMUM) {
      this.leftOut.OVER_LIMIT += 1;
      return;
    }
    this.characters += text.length;
    this.rows.push({
      class: raw.class,
      cwe: raw.cwe,
      severity: raw.severity,
      title: raw.title.slice(0, ROW_LENGTHS.title),
      method: raw.method.slice(0, ROW_LENGTHS.method),
      place: withoutCredentials(raw.place).slice(0, ROW_LENGTHS.place),
      path: url ? url.pathname.slice(0, ROW_LENGTHS.place) : null,
      parameter: raw.parameter.slice(0, ROW_LENGTHS.parameter),
      text,
    });
  }

  leaveOut(reason: LeftOutReason): void {
    this.leftOut[reason] += 1;
  }

  /** @throws OpinionRefused where everything is about other sites */
  finish(): { rows: OpinionRow[]; counts: OpinionCounts } {
    if (this.rows.length === 0 && this.leftOut.OTHER_SITE > 0)
      throw new OpinionRefused('OTHER_SITE', [...this.otherHosts].slice(0, HOSTS_NAMED));
    const severities = { HIGH: 0, MEDIUM: 0, LOW: 0, HINT: 0, NONE: 0 };
    for (const { severity } of this.rows) severities[severity ?? 'NONE'] += 1;
    return {
      rows: this.rows,
      counts: { rows: this.rows.length, severities, leftOut: this.leftOut },
    };
  }
}

/** Only what a browser would open is an address of a site. */
function readAddress(text: string): URL | null {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  return url && url.host !== '' ? url : null;
}

/** A text without the names and passwords that its addresses have in them. */
const withoutCredentials = (text: string): string => text.replace(/(https?:\/\/)[^\s/?#@]{1,300}@/gi, '$1');

/** Other scanners write down whole requests: cookies and credentials among their headers are masked. */
const maskHeaders = (text: string): string =>
  text.replace(HEADER_LINE, (line, name: string, value: string) => {
    const [, masked] = maskHeader([name, value]);
    return masked === value ? line : `${name}: ${masked}`;
  });

function joinTexts(texts: RawRow['texts']): string {
  const said = texts.flatMap(([name, text]) => {
    const shown = maskHeaders(
      withoutCredentials(text.slice(0, ROW_LENGTHS.text).replace(/\r\n?/g, '\n')),
    ).trim();
    return shown === '' ? [] : [`[${name}]\n${shown}`];
  });
  return said.join('\n\n').slice(0, ROW_LENGTHS.text);
}

/** The severity that a word of a report means; null where it is none of its words. */
export const severityOrNull = (
  severities: Readonly<Record<string, Severity>>,
  word: string,
): Severity | null => (Object.hasOwn(severities, word) ? (severities[word] ?? null) : null);
