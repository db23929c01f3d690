/** How the desk can look; the system decides for those who chose nothing. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
