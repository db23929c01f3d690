import { isId } from './ids';

/** A place in a list between two rows: that of one row in the order of time, then id. */
export type PageCursor = { createdAt: Date; id: string };

export const writeCursor = ({ createdAt, id }: PageCursor): string => `${createdAt.getTime()}_${id}`;

/** Null for anything that is not a cursor. */
export function readCursor(text: string): PageCursor | null {
  const [ms = '', id] = text.split('_');
  const at = Number(ms);
  return /^\d{1,14}$/.test(ms) && isId(id) ? { createdAt: new Date(at), id } : null;
}
