/** Our own limits: KooGallery keeps one case an interface. */
export const CASE_LIMITS = { name: 64, perInterface: 20 } as const;

/** A case that no one named is the interface's own: it is neither renamed nor deleted. */
export const isOwnCase = ({ name }: { name: string }): boolean => name === '';
