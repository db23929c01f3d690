/** One page of a list, as the URL asks for it: `page` counts from 1. */
export type PageRequest = { page: number; size: number };
export type Page<T> = { rows: T[]; total: number; page: number; size: number; pages: number };

export const PAGE_SIZE = 20;
/** Findings beside the one that is worked at. */
export const FINDINGS_PER_PAGE = 25;

/** Clamps what the URL says to something that can be shown: at least page 1, 1 to 100 rows. */
export function pageRequest(page: unknown, size: unknown = PAGE_SIZE): PageRequest {
  const whole = (value: unknown, fallback: number) => {
    const number = Number.parseInt(String(value ?? ''), 10);
    return Number.isFinite(number) ? number : fallback;
  };
  return {
    page: Math.min(Math.max(whole(page, 1), 1), 100_000),
    size: Math.min(Math.max(whole(size, PAGE_SIZE), 1), 100),
  };
}

export function toPage<T>(rows: T[], total: number, request: PageRequest): Page<T> {
  return { rows, total, ...request, pages: Math.max(1, Math.ceil(total / request.size)) };
}

/** One page of rows that are all at hand; beyond the last, the last. @param page what the URL says */
export function slicePage<T>(all: readonly T[], page: unknown): Page<T> {
  const wished = pageRequest(page);
  return pageAround(all, Math.min((wished.page - 1) * wished.size, all.length - 1), wished.size);
}

/** Of a whole list, the page that has the row at `index`; the first one where there is no such row. */
export function pageAround<T>(all: readonly T[], index: number, size: number): Page<T> {
  const page = Math.floor(Math.max(index, 0) / size) + 1;
  return toPage(all.slice((page - 1) * size, page * size), all.length, { page, size });
}
