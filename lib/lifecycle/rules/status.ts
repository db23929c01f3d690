/** KooGallery's statuses, in the order of a submission's life. */
export const SUBMISSION_STATUSES = ['DRAFT', 'SCANNING', 'REVIEWING', 'REJECTED', 'APPROVED'] as const;
export type SubmissionStatus = (typeof SUBMISSION_STATUSES)[number];

/** The status of an asset that was never submitted. */
export const FIRST_STATUS = 'DRAFT' as const;
/** Worked on. */
export const isDraft = (status: SubmissionStatus): status is 'DRAFT' => status === FIRST_STATUS;

/** Sent and not decided: nothing of it can be changed. */
export const UNDER_REVIEW = ['SCANNING', 'REVIEWING'] as const satisfies SubmissionStatus[];
export const isUnderReview = (status: SubmissionStatus): status is (typeof UNDER_REVIEW)[number] =>
  isScanning(status) || isReviewing(status);
export const isScanning = (status: SubmissionStatus): status is 'SCANNING' => status === 'SCANNING';
/** With the reviewers. */
export const REVIEWING = 'REVIEWING' as const;
export const isReviewing = (status: SubmissionStatus): status is 'REVIEWING' => status === REVIEWING;

export const isDecided = (status: SubmissionStatus): status is 'APPROVED' | 'REJECTED' =>
  isApproved(status) || isRejected(status);
export const APPROVED = 'APPROVED' as const;
export const isApproved = (status: SubmissionStatus): status is 'APPROVED' => status === APPROVED;
export const REJECTED = 'REJECTED' as const;
export const isRejected = (status: SubmissionStatus): status is 'REJECTED' => status === REJECTED;
