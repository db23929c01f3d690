import type { BulkKind } from '@/lib/bulk/rules/bulk-plan';

/** Which rows of the list are chosen: some of this page, or all that the filters let through. */
export type ListSelection = { ids: ReadonlySet<string>; isAll: boolean };

export const NOTHING_CHOSEN: ListSelection = { ids: new Set(), isAll: false };

/** With a row chosen, or no longer; from all that match, what is seen stays chosen. */
export function toggled({ ids, isAll }: ListSelection, id: string, shown: readonly string[]): ListSelection {
  const chosen = new Set(isAll ? shown : ids);
  if (!chosen.delete(id)) chosen.add(id);
  return { ids: chosen, isAll: false };
}

/** The choice as the actions read it. */
export function selectionForm(
  kind: BulkKind,
  { ids, isAll }: ListSelection,
  filter: Readonly<Record<string, string>>,
): [name: string, value: string][] {
  const rows: [string, string][] = isAll
    ? [['all', 'true'], ...Object.entries(filter)]
    : [...ids].map((id) => ['id', id]);
  return [['kind', kind], ...rows];
}
