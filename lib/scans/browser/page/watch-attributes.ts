import type { SinkName } from '../scan-browser';
import type { PageApi, Tell, WatchSettings } from './page-message';

/** Tells which mark comes to an attribute that runs code, holds a document or is opened as an address. */
export function watchAttributes({ marks }: WatchSettings, _tell: Tell, { tools }: PageApi): void {
  if (marks.length === 0 || !tools) return;
  const { told, onSet, onCall } = tools;
  const addresses: Record<string, string[]> = {
    href: ['A', 'AREA', 'BASE'],
    src: ['IFRAME', 'FRAME', 'EMBED', 'SCRIPT'],
    data: ['OBJECT'],
    action: ['FORM'],
    formaction: ['BUTTON', 'INPUT'],
  };
  const attributeSink = ({ tagName }: Element, name: string): SinkName | null => {
    if (name.startsWith('on')) return 'handler';
    if (name === 'srcdoc') return tagName === 'IFRAME' ? 'srcdoc' : null;
    if (!addresses[name]?.includes(tagName.toUpperCase())) return null;
    return tagName === 'SCRIPT' ? 'script-address' : 'address';
  };
  const look = (element: unknown, attribute: unknown, value: unknown) => {
    const sink = element instanceof Element ? attributeSink(element, String(attribute).toLowerCase()) : null;
    if (sink !== null) told(sink, value);
  };
  onCall(Element.prototype, 'setAttribute', ([name, value], self) => look(self, name, value));
  const sending = [HTMLFormElement, HTMLButtonElement, HTMLInputElement];
  const showing = [HTMLIFrameElement, HTMLEmbedElement, HTMLObjectElement, HTMLScriptElement];
  for (const { prototype } of [HTMLAnchorElement, HTMLAreaElement, ...showing, ...sending])
    for (const name of ['href', 'src', 'data', 'action', 'formAction', 'srcdoc'])
      onSet(prototype, name, (element, value) => look(element, name, value));
}
