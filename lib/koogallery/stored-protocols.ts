import type { Protocol } from './interface';

/** The protocol profile by its stored name. */
export const STORED_PROTOCOLS: Readonly<Record<'V2' | 'V1', Protocol>> = { V2: 'V2.0', V1: 'V1.0' };
