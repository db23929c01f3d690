import type { Prisma } from './generated/client';

/** A plain record as a JSON column takes it: dates become ISO strings, undefined members vanish. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}
