import type { EncryptionChoice } from '../schemas';

/** As KooGallery spells it on the release page (SaaS Access Guide, FAQ 12). */
export const algorithmName = (algorithm: EncryptionChoice): string => `${algorithm}_CBC_PKCS5Padding`;
