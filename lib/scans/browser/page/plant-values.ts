import type { Tell, WatchSettings } from './page-message';

/** Puts what the visit plants where scripts read it. */
export function plantValues({ plant, proof }: WatchSettings, tell: Tell): void {
  // A frame with an origin of its own runs no script of the site.
  if (proof !== null && self.origin !== 'null')
    Object.defineProperty(window, proof, { value: () => tell({ kind: 'run', text: proof }) });
  if (window !== window.top) return;
  // The visit before this one may have left something.
  window.name = plant.windowName ?? '';
  for (const storage of ['localStorage', 'sessionStorage'] as const) {
    try {
      window[storage].clear();
      for (const [key, value] of plant.storage ?? []) window[storage].setItem(key, value);
    } catch {
      // A page without storage has nothing that could be read from it.
    }
  }
}
