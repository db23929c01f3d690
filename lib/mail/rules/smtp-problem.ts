/** Steps at which a server speaks of this mail: all before them are about us, and can be put right meanwhile. */
const ABOUT_THE_MAIL = new Set<unknown>(['RCPT TO', 'DATA']);
/** Authentication wanted, its mechanism too weak, encryption wanted, credentials wrong (RFC 4954 §6): about us at any step. */
const ABOUT_US = new Set([530, 534, 535, 538]);

/** What an attempt failed of: the reply's number, or the code of the network or of nodemailer. A refusal of the mail is final (RFC 5321 §4.2.1: 5yz). */
export function readSmtpProblem(error: unknown): { isFinal: boolean; problem: string } {
  const read = (name: string): unknown => Reflect.get(Object(error), name);
  const [reply, code] = [read('responseCode'), read('code')];
  if (typeof reply !== 'number')
    return { isFinal: false, problem: typeof code === 'string' ? code.slice(0, 64) : 'UNKNOWN' };
  const isRefusal = reply >= 500 && reply < 600 && !ABOUT_US.has(reply);
  return { isFinal: isRefusal && ABOUT_THE_MAIL.has(read('command')), problem: `SMTP ${reply}` };
}
