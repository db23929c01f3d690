import { notFound } from 'next/navigation';
import { AppError, type ErrorCode } from '@/lib/core/errors';

/** The verb's value, or the page that says that nothing is here. */
export async function orNotFound<T>(
  work: Promise<T>,
  codes: readonly ErrorCode[] = ['NOT_FOUND'],
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && codes.includes(error.code)) notFound();
    throw error;
  }
}
