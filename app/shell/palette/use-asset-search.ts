'use client';

import { useEffect, useState } from 'react';
import { type FoundAssets, readFound } from './found-assets';

/** As long as somebody types on, nothing is asked. */
const TYPING_MS = 200;

export type FoundState = { state: 'idle' | 'busy' | 'failed' } | ({ state: 'done' } & FoundAssets);
const IDLE: FoundState = { state: 'idle' };

/** The assets that a text finds on the server, a moment after it was typed; an answer to an earlier text is dropped. */
export function useAssetSearch(text: string): FoundState {
  const [found, setFound] = useState<{ text: string; search: FoundState } | null>(null);
  useEffect(() => {
    if (text === '') return;
    const asking = new AbortController();
    const ask = async () => {
      const answer = await fetch(`/api/assets/find?${new URLSearchParams({ q: text })}`, {
        signal: asking.signal,
      })
        .then((response) => (response.ok ? response.json() : null))
        .catch(() => null);
      if (asking.signal.aborted) return;
      const read = readFound(answer);
      setFound({ text, search: read === null ? { state: 'failed' } : { state: 'done', ...read } });
    };
    const timer = setTimeout(() => void ask(), TYPING_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [text]);
  if (text === '') return IDLE;
  return found?.text === text ? found.search : { state: 'busy' };
}
