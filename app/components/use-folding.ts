import { type RefObject, useEffect } from 'react';

/**
 * While a menu is open: Escape, a choice in its panel, or moving on by key or pointer folds it.
 * @param panel beside its button, inside an element of their own
 */
export function useFolding(
  panel: RefObject<HTMLElement | null>,
  isOpen: boolean,
  setOpen: (isOpen: boolean) => void,
): void {
  useEffect(() => {
    const element = panel.current?.parentElement;
    if (!isOpen || element == null) return;
    const folding = new AbortController();
    const { signal } = folding;
    const isOutside = (target: EventTarget | null) => !(target instanceof Node && element.contains(target));
    const foldOutside = (event: Event) => isOutside(event.target) && setOpen(false);
    document.addEventListener('pointerdown', foldOutside, { signal });
    document.addEventListener('focusin', foldOutside, { signal });
    element.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setOpen(false);
        element.querySelector('button')?.focus();
      },
      { signal },
    );
    panel.current?.addEventListener(
      'click',
      (event) => {
        // After the click has done its own work: a form whose button is hidden too early is not sent.
        if (event.target instanceof Element && event.target.closest('a, button'))
          setTimeout(() => setOpen(false));
      },
      { signal },
    );
    return () => folding.abort();
  }, [panel, isOpen, setOpen]);
}
