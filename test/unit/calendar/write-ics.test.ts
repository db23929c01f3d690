import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type IcsCalendar, type IcsEvent, writeIcs } from '@/lib/calendar/rules/write-ics';

const event = (change: Partial<IcsEvent> = {}): IcsEvent => ({
  uid: 'scan-ends.1@preflight.example.com',
  stamp: new Date('2026-03-01T08:00:00.500Z'),
  start: new Date('2026-03-31T09:00:00Z'),
  end: null,
  summary: 'Scan results of Console end',
  description: 'Assets: Ledger',
  url: 'https://preflight.example.com/scans/1',
  ...change,
});
const calendar = (change: Partial<IcsCalendar> = {}): IcsCalendar => ({
  ...{ name: 'Preflight: Example', everyHours: 6, events: [event()] },
  ...change,
});

/** The reader leaves properties that RFC 5545 does not have as they are written. */
const readEscaped = (text: string) =>
  text.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));

/** What an independent reader makes of the file. */
function parse(text: string) {
  const read = new ICAL.Component(ICAL.parse(text));
  return {
    name: readEscaped(String(read.getFirstPropertyValue('x-wr-calname'))),
    parts: read.getAllSubcomponents().map(({ name }) => name),
    events: read.getAllSubcomponents('vevent').map((one) => {
      const value = (name: string) => one.getFirstPropertyValue(name);
      const instant = (name: string) => (value(name) as ICAL.Time | null)?.toJSDate() ?? null;
      return {
        ...{ uid: value('uid'), summary: value('summary'), description: value('description') },
        ...{ url: value('url'), properties: one.getAllProperties().length },
        ...{ stamp: instant('dtstamp'), start: instant('dtstart'), end: instant('dtend') },
      };
    }),
  };
}

const lines = (text: string) => text.split('\r\n').slice(0, -1);

const HOSTILE = [
  'a, b; c: d "e" \\n \\, \\',
  'first\nsecond\r\nthird\rfourth\u2028fifth\u0085sixth',
  'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged',
  'BEGIN:VEVENT',
  '\r\n ATTENDEE:mailto:a@example.com',
  '😀'.repeat(5_000),
  '长'.repeat(5_000),
  'a'.repeat(5_000),
  `${'a'.repeat(66)}😀${'é'.repeat(80)}`,
  '\u0000\u0007\u001b[31m\u007f',
  '\ud800 alone \udc00',
  '\u202egnorw\u2066',
  '',
];
/** What of a text a file can hold: lines, and no control characters. */
const kept = (text: string) =>
  text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/(?![\t\n])[\p{Cc}\p{Cs}]/gu, '');

describe('an iCalendar file', () => {
  it('is what RFC 5545 asks for', () => {
    expect(lines(writeIcs(calendar({ events: [event({ end: new Date('2026-03-31T13:00:00Z') })] })))).toEqual(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Preflight//Calendar//EN',
        'CALSCALE:GREGORIAN',
        'NAME:Preflight: Example',
        'X-WR-CALNAME:Preflight: Example',
        'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
        'X-PUBLISHED-TTL:PT6H',
        'BEGIN:VEVENT',
        'UID:scan-ends.1@preflight.example.com',
        'DTSTAMP:20260301T080000Z',
        'DTSTART:20260331T090000Z',
        'DTEND:20260331T130000Z',
        'SUMMARY:Scan results of Console end',
        'DESCRIPTION:Assets: Ledger',
        'URL:https://preflight.example.com/scans/1',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
      ],
    );
  });

  it('is read as it was meant, without events too', () => {
    expect(parse(writeIcs(calendar())).events).toEqual([
      expect.objectContaining({ start: event().start, end: null, url: event().url }),
    ]);
    expect(parse(writeIcs(calendar({ events: [] }))).parts).toEqual([]);
  });

  it.each(HOSTILE.map((text) => [text.slice(0, 40), text]))(
    'holds a hostile text as a text: %j',
    (_start, text) => {
      const read = parse(
        writeIcs(calendar({ name: text, events: [event({ summary: text, description: text }), event()] })),
      );
      expect(read.parts).toEqual(['vevent', 'vevent']);
      expect(read.name).toBe(kept(text));
      const plain = parse(writeIcs(calendar())).events[0];
      expect(read.events).toEqual([{ ...plain, summary: kept(text), description: kept(text) }, plain]);
    },
  );

  it('has lines of 75 octets at most, each whole characters, whatever is in it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.constantFrom(...HOSTILE),
    );
    fc.assert(
      fc.property(text, text, (name, summary) => {
        const file = writeIcs(calendar({ name, events: [event({ summary })] }));
        expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
        for (const line of lines(file)) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]|\p{Cs}/u);
        }
        const read = parse(file);
        expect(read.parts).toEqual(['vevent']);
        expect([read.name, read.events[0]?.summary]).toEqual([kept(name), kept(summary)]);
      }),
    );
  });
});
