import { TOOLKIT_MESSAGE_KIB } from '@/lib/core/policy';
import { toBytes } from '@/lib/signing/encoding';

/** Bytes that a person gave: typed or pasted as text, or the exact bytes of a file. */
export type ByteSource = { text: string; file: { name: string; bytes: Uint8Array } | null };

/** Far larger than any exchange of the protocol; the search for a mistake then takes about a second. */
export const MAX_BYTES = TOOLKIT_MESSAGE_KIB * 1024;

export const EMPTY_BYTES: ByteSource = { text: '', file: null };

export const readSourceBytes = ({ text, file }: ByteSource): Uint8Array => file?.bytes ?? toBytes(text);
