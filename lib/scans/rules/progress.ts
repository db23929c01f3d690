import { FINDING_CLASSES, type FindingClass } from '@/lib/findings/rules/finding';

export const SCAN_PHASES = ['PLAN', 'LOGIN', 'CRAWL', 'PASSIVE', 'ACTIVE', 'CONFIRM', 'REPORT'] as const;
export type ScanPhase = (typeof SCAN_PHASES)[number];
export type PhaseState = 'WAITING' | 'RUNNING' | 'DONE';

/** `TESTED` while running says "no finding so far"; the verdict of a class is the checklist's, at the end. */
export type ClassState = 'WAITING' | 'RUNNING' | 'TESTED' | 'NOT_TESTED';
export type ClassProgress = { class: FindingClass; state: ClassState; findings: number };

export type ScanCounters = {
  requests: number;
  pages: number;
  forms: number;
  parameters: number;
  findings: number;
};

/** A snapshot of a running scan: real counts only, complete in itself, so that a late reader needs no earlier one. */
export type ScanProgress = {
  scanId: string;
  phase: ScanPhase;
  phases: Record<ScanPhase, PhaseState>;
  classes: readonly ClassProgress[];
  counters: ScanCounters;
  currentUrl: string | null;
  /** Of the last seconds; null while there is nothing to measure. Not in snapshots of earlier engines. */
  requestsPerSecond?: number | null;
  /** Of the active phase, by the places that are done; null while too few are. Not in snapshots of earlier engines. */
  secondsLeft?: number | null;
  at: Date;
};

const PHASE_STATES_BEFORE: Record<ScanPhase, PhaseState> = {
  PLAN: 'RUNNING',
  LOGIN: 'WAITING',
  CRAWL: 'WAITING',
  PASSIVE: 'WAITING',
  ACTIVE: 'WAITING',
  CONFIRM: 'WAITING',
  REPORT: 'WAITING',
};

/**
 * The snapshot of a scan that has just been claimed: plan running, everything else waiting.
 * @param testable classes that the engine has a check for; the others are not tested, now and at the end
 */
export function firstProgress(scanId: string, at: Date, testable: ReadonlySet<FindingClass>): ScanProgress {
  return {
    scanId,
    phase: 'PLAN',
    phases: PHASE_STATES_BEFORE,
    classes: FINDING_CLASSES.map((name) => ({
      class: name,
      state: testable.has(name) ? 'WAITING' : 'NOT_TESTED',
      findings: 0,
    })),
    counters: { requests: 0, pages: 0, forms: 0, parameters: 0, findings: 0 },
    currentUrl: null,
    requestsPerSecond: null,
    secondsLeft: null,
    at,
  };
}

/**
 * What a scan has counted that began once more after it was taken over: the requests of all its runs, and of everything
 * else the most that any run saw. No counter ever falls.
 */
export function carryCounters(before: ScanCounters | null, now: ScanCounters): ScanCounters {
  if (before === null) return now;
  return {
    requests: before.requests + now.requests,
    pages: Math.max(before.pages, now.pages),
    forms: Math.max(before.forms, now.forms),
    parameters: Math.max(before.parameters, now.parameters),
    findings: Math.max(before.findings, now.findings),
  };
}

/** Phases before `phase` are done, those after it wait. */
export function phaseStates(phase: ScanPhase): Record<ScanPhase, PhaseState> {
  const current = SCAN_PHASES.indexOf(phase);
  const states = { ...PHASE_STATES_BEFORE };
  SCAN_PHASES.forEach((name, index) => {
    states[name] = index < current ? 'DONE' : index === current ? 'RUNNING' : 'WAITING';
  });
  return states;
}
