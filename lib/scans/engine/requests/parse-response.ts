import { type ApiOperation, parseApiDocument, readApiDocument } from '../crawl/api/api-documents';
import { readWsdl } from '../crawl/api/wsdl-operations';
import { type HtmlPage, readHtmlPage } from '../crawl/html-page';
import { type ScriptReference, scriptReferences } from '../crawl/script-urls';
import { type DocumentReference, documentReferences } from '../crawl/seed-documents';
import type { ControlWords } from '../danger/control-words';
import { isDangerousButton } from '../danger/danger';

/** A page as its server sent it, as its scripts built it, or as it was after something was pressed. */
export type PageBuilt = 'SENT' | 'BUILT' | 'PRESSED';

/** An answer as text; `asPage` where it came as HTML, and else it is whatever its type and content say. */
export type ReadableResponse = { url: string; type: string; text: string; asPage: boolean };

/** What an answer holds that a crawl can follow. `pressed` are the harmless controls that run a script. */
export type Reading =
  | {
      kind: 'page';
      page: HtmlPage;
      scripts: readonly ScriptReference[];
      pressed: readonly ScriptReference[];
    }
  | { kind: 'script'; references: readonly ScriptReference[] }
  | { kind: 'api'; operations: readonly ApiOperation[] }
  | { kind: 'document'; references: readonly DocumentReference[] };

const listHandlers = (controls: readonly ControlWords[]) =>
  controls.filter((control) => !isDangerousButton(control)).flatMap(({ handlers }) => handlers);

/** Reads an answer of the site: pure, and a stranger's bytes all the way. */
export function parseResponse({ url, type, text, asPage }: ReadableResponse): Reading {
  if (asPage) {
    const page = readHtmlPage(text, url);
    return {
      kind: 'page',
      page,
      scripts: page.scripts.flatMap((script) => scriptReferences(script, page.boxes)),
      pressed: listHandlers(page.pressed).flatMap((handler) => scriptReferences(handler, page.boxes)),
    };
  }
  const { pathname } = new URL(url);
  if (/javascript|ecmascript/.test(type) || /\.m?js$/i.test(pathname))
    return { kind: 'script', references: scriptReferences(text) };
  const api = parseApiDocument(text);
  const operations = api ? readApiDocument(api, url) : readWsdl(text, url);
  return operations
    ? { kind: 'api', operations }
    : { kind: 'document', references: documentReferences(text, type, pathname) };
}
