import { toBytes } from '../encoding';
import { type HttpMessage, parseHttpMessage } from '../http-message';
import { readCurlCommand } from './curl-command';
import type { PasteReader } from './pasted-message';

/** Lines of curl itself: its remarks, and the sizes of what it sent and received. */
const REMARK = /^(?:\* |[{}] \[\d)/;

/**
 * What `curl -v` printed: the request behind `>`, the response behind `<` and then its body. It does not print the body of
 * the request; where the command is in the text, that has it.
 */
export const readCurlTranscript: PasteReader = (pasted) => {
  const lines = pasted.split('\n');
  if (!lines.some((line) => /^> [A-Z]{1,16} \S/.test(line)) && !lines.some((line) => /^< HTTP\//.test(line)))
    return null;
  if (isAnsweredMail(lines)) return null;
  const [command] = readCurlCommand(pasted) ?? [];
  const requests = readHeads(lines, '>').map((head) => addBody(head, command));
  const responses = readHeads(lines, '<').filter(
    ({ start }) => start.kind === 'response' && start.status >= 200,
  );
  const response = responses.at(-1);
  const body = response ? bodyBehind(lines) : '';
  return [...requests, ...(response ? [{ ...response, body: toBytes(body) }] : [])];
};

/** A mail puts `>` before each line, also before those of the body, which curl does not print. */
function isAnsweredMail(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  const end = filled.findIndex((line) => line.slice(1).trim() === '');
  return end > 0 && filled.every((line) => line.startsWith('>')) && /^>\s*[{[]/.test(filled[end + 1] ?? '');
}

/** The heads behind one sign, each as a message without a body. */
function readHeads(lines: readonly string[], sign: '>' | '<'): HttpMessage[] {
  const heads: string[][] = [[]];
  for (const line of lines) {
    if (!line.startsWith(sign)) continue;
    const text = line.slice(1).trim();
    if (text === '') heads.push([]);
    else heads.at(-1)?.push(text);
  }
  return heads.flatMap((head) => {
    const message = parseHttpMessage(toBytes(`${head.join('\r\n')}\r\n\r\n`));
    return message
      ? [{ ...message, notes: [{ code: 'READ_AS' as const, form: 'transcript' as const }] }]
      : [];
  });
}

function addBody(head: HttpMessage, command: HttpMessage | undefined): HttpMessage {
  if (command) return { ...head, body: command.body, notes: [...head.notes, ...command.notes.slice(1)] };
  const isWithout = head.start.kind === 'request' && /^(?:GET|HEAD)$/.test(head.start.method);
  return isWithout ? head : { ...head, notes: [...head.notes, { code: 'BODY_UNKNOWN' }] };
}

/** What follows the last head of a response, without the remarks. */
function bodyBehind(lines: readonly string[]): string {
  const last = lines.findLastIndex((line) => line.startsWith('<'));
  return lines
    .slice(last + 1)
    .filter((line) => !REMARK.test(line))
    .join('\n')
    .replace(/\r?\n$/, '');
}
