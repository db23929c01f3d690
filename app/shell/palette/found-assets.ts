import { SUBMISSION_STATUSES, type SubmissionStatus } from '@/lib/lifecycle/rules/status';

export type FoundAsset = { id: string; name: string; status: SubmissionStatus };
export type FoundAssets = { assets: FoundAsset[]; total: number };

/** More are a matter of the list of assets, to which the palette leads. */
export const MOST_FOUND = 8;

/** What the palette shows of a search: the first assets, and how many there are in all. */
export const firstAssets = ({
  rows,
  total,
}: {
  rows: readonly FoundAsset[];
  total: number;
}): FoundAssets => ({
  assets: rows.slice(0, MOST_FOUND).map(({ id, name, status }) => ({ id, name, status })),
  total,
});

const isFound = (value: unknown): value is FoundAsset => {
  const { id, name, status } = Object(value) as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    SUBMISSION_STATUSES.some((known) => known === status)
  );
};

/** What the server answered, or null where it is something else, as while it is away. */
export function readFound(answer: unknown): FoundAssets | null {
  const { assets, total } = Object(answer) as Record<string, unknown>;
  if (!Array.isArray(assets) || typeof total !== 'number') return null;
  return { assets: assets.filter(isFound), total };
}
