'use client';

import { systemClock } from '@/lib/core/clock';
import { DRAFT_DAYS } from '@/lib/core/policy';

/** What somebody typed and no server has: in this browser, until it is saved or too old. */
export type KeptDraft = { values: Record<string, string>; version: number };

const PREFIX = 'preflight-draft:';
const DAY_MS = 86_400_000;

/** @returns whether this browser keeps it: it may have no room, or keep nothing at all */
export function keepDraft(key: string, draft: KeptDraft): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ ...draft, at: systemClock.now().getTime() }));
    return true;
  } catch {
    return false;
  }
}

/** Null where nothing is kept that can be read. Drafts that are too old are forgotten, whatever they are of. */
export function readDraft(key: string): KeptDraft | null {
  try {
    const oldest = systemClock.now().getTime() - DRAFT_DAYS * DAY_MS;
    for (const name of Object.keys(localStorage))
      if (name.startsWith(PREFIX) && !(Number(parseKept(name)?.at) >= oldest)) localStorage.removeItem(name);
    const kept = parseKept(PREFIX + key);
    return kept && { values: kept.values, version: kept.version };
  } catch {
    return null;
  }
}

export function forgetDraft(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Where nothing can be kept, nothing is left to forget.
  }
}

function parseKept(name: string): (KeptDraft & { at: number }) | null {
  try {
    const { values, version, at } = JSON.parse(localStorage.getItem(name) ?? '') as Record<string, unknown>;
    if (typeof values !== 'object' || values === null) return null;
    if (typeof version !== 'number' || typeof at !== 'number') return null;
    const texts = Object.entries(values).filter(([, value]) => typeof value === 'string');
    return { values: Object.fromEntries(texts), version, at };
  } catch {
    return null;
  }
}
