import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: finds elements, in shadows too. */
export function reachElements(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const most = { elements: 20_000, shadows: 300, levels: 3, inside: 40 };
  const roots = new Map<Element, ShadowRoot>();
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function watched(init) {
    const root = attach.call(this, init);
    if (roots.size < most.shadows) roots.set(this, root);
    return root;
  };
  const shadowFor = (element: Element) => element.shadowRoot ?? roots.get(element);
  const walk = (root: ParentNode, found: Element[]) => {
    for (const element of root.querySelectorAll('*')) {
      if (found.length >= most.elements) return;
      found.push(element);
      const shadow = shadowFor(element);
      if (shadow) walk(shadow, found);
    }
  };
  const parentFor = (element: Element): Element | null =>
    element.parentElement ??
    (element.getRootNode() instanceof ShadowRoot ? (element.getRootNode() as ShadowRoot).host : null);
  /** What is in these has nothing to do with the fields around them. */
  const apart =
    'body, main, nav, header, footer, aside, table, ul, [role=navigation], [role=tablist], [role=menu]';
  const around = (element: Element) => {
    const form = element.closest('form, dialog, [role=dialog], [role=form], [role=search], fieldset');
    if (form) return form;
    let at: Element | null = element.parentElement;
    for (let level = 0; at && level < most.levels && !at.matches(apart); level++, at = at.parentElement)
      if (at.querySelector('input, textarea, select'))
        return at.querySelectorAll('*').length <= most.inside ? at : null;
    return null;
  };
  api.elements = {
    all() {
      const found: Element[] = [];
      if (document.body) walk(document.body, found);
      return found;
    },
    shadows: () => [...roots.values()],
    isShown: (element) => element.getClientRects().length > 0,
    around,
    place(element) {
      const names: string[] = [];
      for (let at = parentFor(element); at && names.length < 4; at = parentFor(at))
        names.push(`${at.localName}#${at.id}.${String(at.getAttribute('class') ?? '').split(/\s+/)[0]}`);
      return names.join(' ').replace(/\d+/g, '#').slice(0, 300);
    },
  };
}
