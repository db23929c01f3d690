import { database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/**
 * Moves the instant by which long work is judged back in time: it is the database's, whose clock no test moves.
 * @returns the sign of life as it is then
 */
export async function moveBack(
  table: 'Scan' | 'ConnectionRun' | 'MessageRestart',
  id: string,
  ms: number,
): Promise<Date | null> {
  const length = Prisma.sql`${ms}::float8 * interval '1 millisecond'`;
  const [row] = await database().$queryRaw<{ heartbeatAt: Date | null }[]>`
    UPDATE ${Prisma.raw(`"${table}"`)} SET "heartbeatAt" = "heartbeatAt" - ${length},
      "createdAt" = CASE "status" WHEN 'QUEUED' THEN "createdAt" - ${length} ELSE "createdAt" END
    WHERE "id" = ${id}::uuid RETURNING "heartbeatAt"`;
  return row?.heartbeatAt ?? null;
}
