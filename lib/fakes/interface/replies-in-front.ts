import type { FaultName, IsFaultOn } from '../faults';
import { htmlReply, type Reply, reply } from '../wire/ask-and-reply';
import { html } from '../wire/html';

const page = (title: string, text: string) =>
  html`<!doctype html>
<html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1><pre>${text}</pre></body></html>
`;

/** What a framework, a gateway or a web server answers in front of an interface that never sees the call. */
const REPLIES: Partial<Record<FaultName, () => Reply>> = {
  'charset-refused': () =>
    htmlReply(415, page('Error', 'UnsupportedMediaTypeError: unsupported charset "UTF8"'), [
      ['X-Powered-By', 'Express'],
    ]),
  'csrf-refused': () => htmlReply(403, page('403 Forbidden', 'CSRF verification failed. Request aborted.')),
  'http-login': () =>
    reply(401, 'application/json', '{"status":401,"error":"Unauthorized"}', [
      ['WWW-Authenticate', 'Basic realm="seller"'],
    ]),
  'exception-page': () =>
    htmlReply(500, page("KeyError: 'orderLineId' // Werkzeug Debugger", "KeyError: 'orderLineId'")),
  'gateway-without-server': () => htmlReply(502, page('502 Bad Gateway', ''), [['Server', 'nginx']]),
  'default-page': () => htmlReply(200, page('Welcome to nginx!', ''), [['Server', 'nginx']]),
};

/** The response of the first such fault that is on; null where the call gets through. */
export function replyInFront(isFaultOn: IsFaultOn): Reply | null {
  const found = Object.entries(REPLIES).find(([fault]) => isFaultOn(fault as FaultName));
  return found?.[1]() ?? null;
}
