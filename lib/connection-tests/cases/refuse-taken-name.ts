import { AppError } from '@/lib/core/errors';
import { isUniqueViolation } from '@/lib/db/client';

/** @throws AppError VALIDATION at the name, where the interface has a case of that name already */
export async function refuseTakenName(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isUniqueViolation(error, 'ConnectionCase_assetId_protocol_activity_name_key')) throw error;
    const problem = { field: 'name', message: 'connection.caseNameTaken' };
    throw new AppError('VALIDATION', { message: 'validation', fields: [problem] });
  }
}
