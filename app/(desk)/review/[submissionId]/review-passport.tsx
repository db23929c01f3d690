import { PassportCard } from '@/app/(desk)/passport-card';
import { reviewPath } from '@/app/paths';
import type { PassportView } from '@/lib/passport/list-passports';

type ReviewPassportProps = { review: { submission: { id: string }; passports: readonly PassportView[] } };

/** The passport as a reviewer has it: the same file as its seller's. */
export function ReviewPassport({ review: { submission, passports } }: ReviewPassportProps) {
  const { id } = submission;
  return (
    <div className="mt-6">
      <PassportCard passports={passports} path={reviewPath(id)} submissionId={id} />
    </div>
  );
}
