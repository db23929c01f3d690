import { z } from 'zod';
import { API_BODY_KIB, EVIDENCE_MB } from '@/lib/core/policy';

const CHARACTERS = Math.ceil((EVIDENCE_MB * 1_024 * 1_024) / 3) * 4;
const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text;

/** A file as base64. */
export const fileInJson = z.strictObject({
  fileName: z.string().min(1).max(255),
  content: z.string().min(1).max(CHARACTERS).refine(isBase64, 'field.invalid'),
});

/** How large a body with such a file may be. */
export const FILE_KIB = Math.ceil(CHARACTERS / 1_024) + API_BODY_KIB;
