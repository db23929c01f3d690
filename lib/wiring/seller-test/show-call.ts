import type { RawHeader } from '@/lib/http/exchange';
import { sayTest } from './say-test';
import type { BodyReport, CallReport } from './test-report';
import { causeLines, checkMark, forTerminal, indent } from './write-summary';

/** A body that is longer says nothing more to somebody at a terminal. */
const MOST_CHARACTERS = 8_192;

/** One call for a terminal: what was sent, what came back, the checks in KooGallery's order, causes and fixes. */
export function showCall(call: CallReport): string {
  const { activity, purpose, startedAt, request, causes } = call;
  const heading = `== ${activity}${purpose === 'POLL' ? ' (poll)' : ''} · ${startedAt}`;
  const parts = [
    heading,
    [
      sayTest('requestLine', { bytes: request.bytes }),
      indent(messageText(`${request.method} ${request.url}`, request.headers, request), 2),
    ].join('\n'),
    responseText(call),
    [sayTest('checks'), ...checkTexts(call)].join('\n'),
    ...causes.map((cause) => causeLines(cause).join('\n')),
  ];
  return `${forTerminal(parts.join('\n\n'))}\n\n`;
}

function responseText({ response, failure, timing }: CallReport): string {
  const ms = Math.round(timing.totalMs);
  if (!response) return sayTest('noResponse', { code: failure?.code ?? '–', seen: failure?.seen ?? '–', ms });
  const shown = (value: number | null) => (value === null ? '–' : `${Math.round(value)} ms`);
  const { dnsMs, connectMs, tlsMs, firstByteMs } = timing;
  const times = {
    dns: shown(dnsMs),
    connect: shown(connectMs),
    tls: shown(tlsMs),
    firstByte: shown(firstByteMs),
  };
  return [
    sayTest('responseLine', { bytes: response.bytes, ms }),
    indent(messageText(`HTTP ${response.status}`, response.headers, response), 2),
    indent(sayTest('timing', { ...times, total: `${ms} ms` }), 2),
  ].join('\n');
}

function messageText(first: string, headers: readonly RawHeader[], body: BodyReport): string {
  const head = [first, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return [...head, '', ...(body.bytes === 0 ? [] : [bodyText(body), ''])].join('\n');
}

function bodyText({ body, base64, bytes }: BodyReport): string {
  const text = body ?? base64;
  if (text === null) return sayTest('notText', { bytes });
  if (text.length <= MOST_CHARACTERS) return text;
  const cut = sayTest('cutText', { shown: MOST_CHARACTERS, of: text.length });
  return `${text.slice(0, MOST_CHARACTERS)}\n${cut}`;
}

function checkTexts({ checks }: CallReport): string[] {
  return checks.map(({ title, state, field, expected, seen, message, fix }) => {
    const name = field ? `${title} (${field})` : title;
    const isUnsound = state === 'fail' || state === 'warn';
    const evidence = isUnsound
      ? `: ${sayTest('evidence', { expected: expected ?? '–', seen: seen ?? '–' })}`
      : seen === null
        ? ''
        : `: ${seen}`;
    const told = [
      ...(message === null ? [] : [sayTest('koogallery', { message })]),
      ...(fix === null ? [] : [sayTest('fix', { fix })]),
    ];
    return [`  ${checkMark(state)}${name}${evidence}`, ...told.map((text) => indent(text, 12))].join('\n');
  });
}
