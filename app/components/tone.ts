/** What a colour may mean: needs you, running, done, none of these, and (for destructive acts and failures) danger. */
export type Tone = 'attention' | 'progress' | 'success' | 'neutral' | 'danger';

/** Text on the tone's quiet background. */
export const QUIET: Record<Tone, string> = {
  attention: 'bg-attention-quiet text-attention',
  progress: 'bg-progress-quiet text-progress',
  success: 'bg-success-quiet text-success',
  neutral: 'bg-neutral-quiet text-neutral',
  danger: 'bg-danger-quiet text-danger',
};

export const TONE_TEXT: Record<Tone, string> = {
  attention: 'text-attention',
  progress: 'text-progress',
  success: 'text-success',
  neutral: 'text-neutral',
  danger: 'text-danger',
};
