import { toJson } from '@/lib/db/json';
import type { RunItem } from '../rules/run-item';

/** The items as they are kept: without the builder's requests, which are beside them under seal. */
export const itemsColumn = (items: readonly RunItem[]): ReturnType<typeof toJson> =>
  toJson(items.map(({ request: _, ...item }) => item));
