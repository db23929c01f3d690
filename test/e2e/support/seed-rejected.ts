/** Entry script: a rejected request of the demo's seller with so many blocking findings, in the database that the environment names. */
import { closeDatabase } from '@/lib/db/client';
import { submissionWithFindings } from '../../integration/setup/rejected-submission';
import { demoSeller } from './demo-seller';

async function main(findings: number): Promise<void> {
  const weights = Array.from({ length: findings }, () => ({
    severity: 'HIGH' as const,
    confidence: 'CONFIRMED' as const,
  }));
  const { id } = await submissionWithFindings(await demoSeller(), { weights });
  process.stdout.write(id);
  await closeDatabase();
}

await main(Number(process.argv[2]));
