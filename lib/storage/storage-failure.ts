import { AppError } from '@/lib/core/errors';

/** What the system says of a place without room, and of one that does not let us write. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const CLOSED = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EIO']);

/** The code that the system gave an error; empty for any other error. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** A failure to write, with words where people can do something about it; any other error as it is. */
export function storageFailure(error: unknown): unknown {
  const code = systemCode(error);
  if (FULL.has(code)) return new AppError('INTERNAL', { message: 'storage.full', cause: error });
  if (CLOSED.has(code)) return new AppError('INTERNAL', { message: 'storage.notWritable', cause: error });
  return error;
}
