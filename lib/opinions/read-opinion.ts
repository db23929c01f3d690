import { type OpinionProblem, OpinionRefused } from './rules/opinion-problem';
import type { OpinionReading } from './rules/opinion-row';
import { readReport } from './rules/read-report';

export type OpinionAnswer =
  | ({ ok: true } & OpinionReading)
  | { ok: false; reason: OpinionProblem; hosts: readonly string[] };

/**
 * Reads a report that somebody uploaded, which may come from anybody. Doors call it through `readUploadedOpinion`, which
 * adds limits of time and memory.
 * @param host of the website that it is to be about
 */
export function readOpinion(bytes: Uint8Array, host: string): OpinionAnswer {
  try {
    return { ok: true, ...readReport(bytes, host) };
  } catch (error) {
    if (error instanceof OpinionRefused) return { ok: false, reason: error.reason, hosts: error.hosts };
    throw error;
  }
}
