import type { Route } from 'next';

export const messagePath = (messageId: string, attempt?: number): Route =>
  (attempt === undefined ? `/messages/${messageId}` : `/messages/${messageId}?attempt=${attempt}`) as Route;

/** A side of a comparison: a message, at its newest attempt unless one is named. */
export const comparedSide = (messageId: string, attempt?: number): string =>
  attempt === undefined ? messageId : `${messageId}.${attempt}`;

export const comparePath = (left: string, right: string): Route =>
  `/messages/compare?${new URLSearchParams([
    ['id', left],
    ['id', right],
  ])}` as Route;

export const restartPath = (messageId: string): Route => `/messages/restart?id=${messageId}` as Route;
