const MAX_QUERIED_IDS = 100;
const SEPARATED_ID = '[^,]{1,100}';

/**
 * The ids of queryInstance, comma-separated. The table says 100 characters and 100 ids, which do not fit together
 * (koogallery-protocol §2.1): the number of ids is what counts here.
 */
export const INSTANCE_IDS = new RegExp(`^${SEPARATED_ID}(?:,${SEPARATED_ID}){0,${MAX_QUERIED_IDS - 1}}$`);

export const splitIds = (ids: string): string[] => ids.split(',').map((id) => id.trim());
