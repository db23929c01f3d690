/** A mail to one person. Texts are plain; whatever is in them cannot become a header. */
export type MailMessage = {
  /** Unique and the same at every attempt, so that a mail server knows a mail again that it has already. */
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** Where a mail program asks by POST to stop (RFC 8058); null: it offers nothing. */
  unsubscribeUrl: string | null;
};

/** What came of an attempt. `problem` is a code of SMTP or of the network, never a sentence of the server. */
export type MailOutcome =
  | { ok: true }
  | {
      ok: false;
      /** Another attempt would be refused too. */
      isFinal: boolean;
      problem: string;
    };

export type Mailer = { send(message: MailMessage): Promise<MailOutcome>; close(): void };
