import type { PageApi, Tell, WatchSettings } from './page-message';

/** Sends the planted messages when it is asked to, and does what a visitor would do with what a probe made its own. */
export function playPlants({ plant, proof, marks }: WatchSettings, _tell: Tell, api: PageApi): void {
  const { replaceState } = history;
  const press = (element: Element, call: string) => {
    for (const { name, value } of [...element.attributes])
      if (name.startsWith('on') && value.includes(call)) element.dispatchEvent(new Event(name.slice(2)));
    const values = ['href', 'action', 'formaction'].map((name) => element.getAttribute(name) ?? '');
    if (!values.some((value) => value.includes(call))) return;
    if (element instanceof HTMLFormElement) element.submit();
    else if (element instanceof HTMLElement) element.click();
  };
  api.play = () => {
    let isPlayed = (plant.messages ?? []).length > 0 || plant.literals !== undefined || proof !== null;
    if (window === window.top && location.hash.length > 1 && (marks.length > 0 || proof !== null)) {
      const { hash, pathname, search } = location;
      replaceState.call(history, history.state, '', pathname + search);
      location.hash = hash;
      isPlayed = true;
    }
    for (const message of plant.messages ?? []) api.send?.(message);
    if (plant.literals) api.askListeners?.(plant.literals);
    if (proof !== null) for (const element of api.elements?.all() ?? []) press(element, proof);
    return isPlayed;
  };
}
