import type { ScanWork } from '../../work/scan-work';

/** Reads what the login shows: its pages, and the scripts of those whose forms do not sign in by themselves. */
export type LoginReader = Pick<ScanWork, 'readPage' | 'parseResponse'>;
