import type { Exchange } from '@/lib/http/exchange';

/** A response with the value that was sent and the mark in it. */
export type MarkedResponse = { exchange: Exchange; value: string; mark: string };

/**
 * What a place does with values: SILENT says the same to any, ECHO the same but for the value itself; KEYED says another thing to another
 * value, and the same to one that breaks literals; STRICT refuses ordinary punctuation like what breaks literals; OPEN is
 * everything else.
 */
export type Reaction = 'SILENT' | 'ECHO' | 'KEYED' | 'STRICT' | 'OPEN';
