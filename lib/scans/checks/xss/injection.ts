import { parse } from 'parse5';
import {
  decodeJavascript,
  type HtmlElement,
  isCodeSource,
  isElement,
  isModule,
  isNavigated,
  isScript,
  walk,
} from '../probing/html-walk';
import { resolveAddress } from '../probing/resolve-address';
import { codeTokens, type ScriptGoal, scanScript } from '../probing/script-state';
import { type Marks, type Payload, XHTML } from './payloads';

const MAX_DOCUMENT_DEPTH = 2;

/** Whether `y` runs in this code with the payload's own characters around it. */
function runsIn(code: string, fragment: string, y: string, goal?: ScriptGoal): boolean {
  const normal = code.replace(/\r\n?/g, '\n').toLowerCase();
  const wanted = fragment.toLowerCase();
  if (!normal.includes(wanted)) return false;
  const shift = wanted.indexOf(y);
  // A script that is out of step (an unclosed string) would make text look like code.
  return (
    scanScript(normal, goal).isReliable &&
    codeTokens(normal, y, goal).some((at) => normal.startsWith(wanted, at - shift))
  );
}

const beginsWith = (code: string, y: string) => new RegExp(`^\\s*${y}(?![\\w$])`, 'i').test(code);

function isForeign(address: string, y: string): boolean {
  return resolveAddress(address, 'https://base.invalid/')?.hostname === `${y}.invalid`;
}

function attributeRuns(
  element: HtmlElement,
  { name, value }: { name: string; value: string },
  { expects }: Payload,
  { y }: Marks,
): boolean {
  const isHandler = /^on[a-z]/.test(name);
  const runsAddress = isNavigated(element, name);
  switch (expects.kind) {
    case 'handler':
      return isHandler && beginsWith(value, y);
    case 'script-url':
      return runsAddress && codeTokens(decodeJavascript(value) ?? '', y).length > 0;
    case 'foreign-code':
      return isCodeSource(element.tagName, name) && isForeign(value, y);
    case 'code':
      return runsIn(
        isHandler ? value : runsAddress ? (decodeJavascript(value) ?? '') : '',
        expects.fragment,
        y,
      );
    default:
      return false;
  }
}

function scriptRuns(element: HtmlElement, { expects }: Payload, { y }: Marks): boolean {
  const code = element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
  if (expects.kind === 'script-element') return beginsWith(code, y);
  return expects.kind === 'code' && runsIn(code, expects.fragment, y, { isModule: isModule(element) });
}

function runsInXml(xml: string, { x, y }: Marks): boolean {
  const at = xml.toLowerCase().indexOf(`<${x}:script xmlns:${x}="${XHTML}">${y}</${x}:script>`);
  if (at === -1) return false;
  const before = xml.slice(0, at);
  const isOpen = (from: string, to: string) => before.lastIndexOf(from) > before.lastIndexOf(to);
  return !isOpen('<!--', '-->') && !isOpen('<![CDATA[', ']]>') && !isOpen('<', '>');
}

/**
 * Whether a browser that parses this answer would run the payload's identifier: as the handler of an element, as a
 * script, as a `javascript:` address, as foreign code. Text that merely looks like the payload does not count.
 */
export function isInjected(text: string, payload: Payload, marks: Marks, depth = 0): boolean {
  if (payload.expects.kind === 'xml-script') return runsInXml(text, marks);
  if (!text.toLowerCase().includes(marks.y)) return false;
  for (const [node, around] of walk(parse(text))) {
    if (!isElement(node) || around.includes('template')) continue;
    if (node.attrs.some((attribute) => attributeRuns(node, attribute, payload, marks))) return true;
    const inner = node.attrs.find(({ name }) => name === 'srcdoc' && node.tagName === 'iframe');
    if (inner && depth < MAX_DOCUMENT_DEPTH && isInjected(inner.value, payload, marks, depth + 1))
      return true;
    if (isScript(node) && scriptRuns(node, payload, marks)) return true;
  }
  return false;
}
