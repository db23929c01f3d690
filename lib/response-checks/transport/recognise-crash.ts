import { headerValue } from '@/lib/http/exchange';
import type { JsonObject } from '@/lib/signing/canonical';
import type { ResponsePage } from './read-page';
import { oneLine } from './to-single-line';

const MASK = '********';
/** What frameworks write when a program ended in an exception; enough by itself, whatever the status is. */
const MARKS =
  /werkzeug debugger|traceback \(most recent call last\)|exception value:|debug = true|an unhandled exception occurred|server error in '[^'\n]{0,200}' application|action controller: exception caught|symfony\\component\\|illuminate\\|whoops, looks like|whoops! there was an error|系统发生错误|(?<!json )(fatal|parse) error: |panic: |panicked at |goroutine \d{1,9} \[|http status 5\d\d|\n ?at [\w$.<>/]{3,150} ?\([^()\n]{0,200}:\d{1,9}(:\d{1,9})?\)|type=internal server error/;
const ERROR_NAME =
  /(?<![\w.$\\])(?:[A-Za-z_][\w$]{0,60}(?:\.|\\|::)){0,10}[A-Za-z_][\w$]{0,60}(?:Error|Exception|Panic|Fault)(?![\w.$])[^\n]{0,200}/;
/** The heading of a page of Django: `KeyError at /path`, and the message below it. */
const DJANGO_HEADING = /(?:^|\n)\s{0,10}([A-Z]\w{0,80}) at \/[^\n]{0,300}\n\s{0,20}([^\n]{1,200})/;
/** Sentences that a framework puts in front of the exception itself. */
const LABELLED = [
  /Exception Details: ?([^\n]{1,300})/,
  /(?:Fatal|Parse) error: {1,4}([^\n]{1,300})/,
  /panic: ([^\n]{1,300})/,
  /(runtime error: [^\n]{1,300})/,
  /panicked at (?:[^\s']{1,200}:\d+:\n)?'?([^\n]{1,300})/,
  /HTTP Error 500\.\d{1,2} [^\n]{0,100}\n([^\n]{1,300})/,
  /(?:^|\n)([^\n]{0,100}(?:database|数据库)[^\n]{0,200})/i,
];
/** A place, as PHP frameworks put it above the message: `ErrorException in Saas.php line 42`. */
const PLACE_HEADING = /[A-Z]\w{0,80}(?:Error|Exception) in [^\n]{1,200} line \d{1,7}(?=:?\n)/;
const NOT_STARTED =
  /\b(failed to start|startup failure|failed to load asp\.net core runtime|could not be started|could not start|unable to start)\b|500\.3\d\b|502\.5\b|启动失败/;

/** Whether what was to run the program says that it does not run. */
export const hasNotStarted = ({ status, title, text }: ResponsePage): boolean =>
  status >= 500 && NOT_STARTED.test(`${title}\n${text}`.slice(0, 6_000).toLowerCase());

/** A response that says in a member that the call failed, while its status is 200. */
export function isErrorEnvelope(status: number, json: JsonObject | null): boolean {
  if (status !== 200 || json === null || 'resultCode' in json) return false;
  const code = Number(json.code ?? json.status ?? json.statusCode ?? json.errcode);
  return code >= 400 && code < 600;
}
const BLAND =
  /^(?:[^\n]{0,40}\b)?(?:internal server error|server error|error|exception caught|500|系统发生错误)\b[^a-z]{0,20}$/i;

/** Whether the program behind a response ended in an exception. */
export const isCrash = ({ status, isHtml, json, title, text }: ResponsePage): boolean =>
  MARKS.test(`${title}\n${text}`.toLowerCase()) ||
  DJANGO_HEADING.test(text) ||
  isSpringError(json) ||
  (isErrorEnvelope(status, json) && json !== null && ofJson(json) !== null) ||
  (status === 500 && (isHtml || (json === null ? isNamed(text) : ofJson(json) !== null)));

/** What Spring Boot answers for an exception, whatever the status became on its way. */
const isSpringError = (json: JsonObject | null): boolean =>
  json !== null &&
  ['timestamp', 'error', 'path'].every((name) => Object.hasOwn(json, name)) &&
  Number(json.status) >= 500 &&
  // What a gateway answers without the program.
  ![502, 503, 504].includes(Number(json.status));

/** Of a text without markup: whether it begins with an exception. */
const isNamed = (text: string): boolean => ERROR_NAME.exec(text.slice(0, 2_000).trimStart())?.index === 0;

/** The exception as its page tells it, decoded, in one line and without credentials; null where it tells none. */
export function readException(page: ResponsePage): string | null {
  const { title, text, json, headers } = page;
  const debugger_ = /^(.{1,300}?) \/\/ Werkzeug Debugger$/.exec(title)?.[1];
  const found =
    debugger_ ??
    decoded(headerValue(headers, 'x-debug-exception')) ??
    (json && ofJson(json)) ??
    ofDjango(text) ??
    ofPlace(text) ??
    withMessage(readErrorName(text), title) ??
    ofTitle(title);
  return found ? withoutSecrets(oneLine(found)).replace(/[.。]$/, '') : null;
}

function ofDjango(text: string): string | null {
  const type = /Exception Type:\s{0,4}([^\n]{1,100})/.exec(text)?.[1];
  const value = /Exception Value:\s{0,4}([^\n]{1,200})/.exec(text)?.[1];
  if (type) return `${type}: ${value ?? ''}`;
  const [, name, message] = DJANGO_HEADING.exec(text) ?? [];
  return name ? `${name}: ${message}` : null;
}

function ofPlace(text: string): string | null {
  const found = PLACE_HEADING.exec(text);
  if (!found) return null;
  const below = text.slice(found.index + found[0].length).replace(/^:?\n/, '');
  return `${found[0]}: ${below.split('\n', 1)[0]}`;
}

/** The class alone, where the page has the message as its title. */
function withMessage(found: string | null, title: string): string | null {
  const message = found !== null && /^[\w$.\\:]{1,200}$/.test(found) ? ofTitle(title) : null;
  return message === null || /\b5\d\d\b/.test(message) || message.includes(found ?? '')
    ? found
    : `${found}: ${message}`;
}

const readErrorName = (text: string): string | null =>
  LABELLED.map((label) => label.exec(text)?.[1]).find((one) => one) ?? ERROR_NAME.exec(text)?.[0] ?? null;

function ofTitle(title: string): string | null {
  const named = title.replace(/^[^\p{L}\p{N}"'$\\]{1,10}/u, '').replace(/ \(500 [A-Z][^()]{0,40}\)$/, '');
  return named === '' || BLAND.test(named) ? null : named;
}

/** Spring, Laravel and Express with their details switched on, and `problem+json`. */
function ofJson(json: JsonObject): string | null {
  const text = (name: string) => (typeof json[name] === 'string' ? (json[name] as string) : '');
  const stack = text('trace') || text('stack') || text('detail');
  const named = ERROR_NAME.exec(stack.slice(0, 2_000))?.[0];
  const type = text('exception') || text('errorType');
  const said = text('message') || text('errorMessage') || text('msg');
  if (type !== '') return [type, said].filter((part) => part !== '').join(': ');
  return named ?? ERROR_NAME.exec(said.slice(0, 2_000))?.[0] ?? (text('errorMessage') || null);
}

function decoded(header: string | null): string | null {
  if (header === null) return null;
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

/** Passwords in addresses, and what follows the name of a secret. */
export const withoutSecrets = (text: string): string =>
  text
    .replace(/:\/\/[^\s/@]{1,100}@/g, `://${MASK}@`)
    .replace(
      /\b(password|passwd|pwd|secret|token|access_?key|api_?key|signature)(["']?\s{0,3}(?:=>|[=:])\s{0,3}["']?)[^\s"',;&)]{1,200}/gi,
      `$1$2${MASK}`,
    );
