import type { SampleRequest } from './sample-requests';

/** A sample with the name that the page shows it by, which is its own within a profile. */
export type NamedSample = SampleRequest & { name: string };
