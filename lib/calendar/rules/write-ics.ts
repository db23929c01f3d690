/** One date of an iCalendar file; times are written in UTC, which every program shows in its own zone. */
export type IcsEvent = {
  /** The same for ever, and of no other event. */
  uid: string;
  /** When it came to be as it is. */
  stamp: Date;
  start: Date;
  /** Null: an instant. */
  end: Date | null;
  summary: string;
  description: string;
  url: string;
};

export type IcsCalendar = {
  name: string;
  /** How often a program may look again, in hours. */
  everyHours: number;
  events: readonly IcsEvent[];
};

/** Octets of a line without its end (RFC 5545 §3.1). */
const LINE_OCTETS = 75;

/** Folded at 75 octets, never within a character; what continues begins with a space. */
function foldLine(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return `${folded}\r\n`;
}

// Control characters have no place in a value (RFC 5545 §3.3.11), and a lone surrogate is no character.
const UNWRITABLE = /(?![\t\n])[\p{Cc}\p{Cs}]/gu;

/** A value of type TEXT (RFC 5545 §3.3.11): whatever is in it begins no line. */
const escapeText = (text: string): string =>
  text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(UNWRITABLE, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

const writeInstant = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '');

const eventLines = ({ uid, stamp, start, end, summary, description, url }: IcsEvent): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `DTSTAMP:${writeInstant(stamp)}`,
  `DTSTART:${writeInstant(start)}`,
  ...(end ? [`DTEND:${writeInstant(end)}`] : []),
  `SUMMARY:${escapeText(summary)}`,
  `DESCRIPTION:${escapeText(description)}`,
  `URL:${new URL(url).href}`,
  // It takes nobody's time.
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/**
 * An iCalendar file (RFC 5545, with the name and the interval of RFC 7986 as programs of both ages read them). The same
 * calendar is the same text.
 */
export const writeIcs = ({ name, everyHours, events }: IcsCalendar): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Preflight//Calendar//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${everyHours}H`,
    `X-PUBLISHED-TTL:PT${everyHours}H`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
    .map(foldLine)
    .join('');
