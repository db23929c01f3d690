import type { PageApi, Tell, WatchSettings } from './page-message';

/** Tells which parameters and keys scripts ask for, and where they lead. */
export function watchSources({ proof }: WatchSettings, tell: Tell, { tools }: PageApi): void {
  if (!tools) return;
  const { onCall } = tools;
  for (const name of ['get', 'getAll', 'has'])
    onCall(URLSearchParams.prototype, name, ([key]) => tell({ kind: 'parameter', text: String(key) }));
  onCall(Storage.prototype, 'getItem', ([key]) => tell({ kind: 'storage', text: String(key) }));
  for (const name of ['pushState', 'replaceState'])
    onCall(History.prototype, name, ([, , address]) => {
      if (address) tell({ kind: 'route', text: new URL(String(address), document.baseURI).href });
    });
  addEventListener('hashchange', () => tell({ kind: 'route', text: location.href }));
  const open = window.open;
  window.open = (address, ...rest) => {
    tell({ kind: 'opened', text: String(address ?? '') });
    return proof === null ? null : open.call(window, address, ...rest);
  };
}
