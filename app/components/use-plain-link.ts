import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import type { MouseEvent } from 'react';

export type PlainLink = { href: Route; onClick: (event: MouseEvent) => void };

/**
 * Makes an `<a>` a `<Link>`: a click changes the page without loading it again. For long lists, where a `<Link>` in each
 * row takes a quarter of the time in which the rows are drawn.
 */
export function usePlainLink(): (href: Route) => PlainLink {
  const router = useRouter();
  return (href) => ({
    href,
    onClick(event) {
      const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
      // Another tab, another window or a download: that is the browser's.
      if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
      event.preventDefault();
      router.push(href);
    },
  });
}
