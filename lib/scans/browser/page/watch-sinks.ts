import type { PageApi, Tell, WatchSettings } from './page-message';

/** Tells which mark comes to which place that shows markup or fills a script. */
export function watchSinks({ marks }: WatchSettings, _tell: Tell, { tools }: PageApi): void {
  if (marks.length === 0 || !tools) return;
  const { told, onSet, onCall } = tools;
  const isScript = (element: unknown) => element instanceof HTMLScriptElement;
  const markup = (element: unknown, value: unknown) => told(isScript(element) ? 'script' : 'html', value);
  for (const owner of [Element.prototype, ShadowRoot.prototype]) {
    onSet(owner, 'innerHTML', markup);
    if ('setHTMLUnsafe' in owner) onCall(owner, 'setHTMLUnsafe', ([value], self) => markup(self, value));
  }
  onSet(Element.prototype, 'outerHTML', markup);
  onCall(Element.prototype, 'insertAdjacentHTML', ([, value]) => told('html', value));
  onCall(Range.prototype, 'createContextualFragment', ([value]) => told('html', value));
  onCall(DOMParser.prototype, 'parseFromString', ([value]) => told('html', value));
  for (const name of ['write', 'writeln'])
    onCall(Document.prototype, name, (args) => told('html', args.join('')));
  const ofScript = (element: unknown, value: unknown) => {
    if (isScript(element)) told('script', value);
  };
  onSet(Node.prototype, 'textContent', ofScript);
  onSet(HTMLElement.prototype, 'innerText', ofScript);
  onSet(HTMLScriptElement.prototype, 'text', ofScript);
  const added = (args: unknown[], self: unknown) => {
    for (const arg of args) ofScript(self, arg instanceof Node ? arg.textContent : arg);
  };
  onCall(Node.prototype, 'appendChild', added);
  for (const name of ['append', 'replaceChildren']) onCall(Element.prototype, name, added);
}
