import type { FormAction } from './action-result';
import { type PersonContext, requireActionContext } from './current-actor';
import { formControls } from './form-controls';
import { runAction } from './run-action';

type Options<Input, Value, Answer> = {
  /** What the verb gets of the form. Absent: the value of each control by the control's name. */
  read?(form: FormData): Input;
  /** What the form gets of the verb's value, or a redirect. Absent: that it worked. */
  answer?(value: Value, form: FormData): Answer | Promise<Answer>;
};

/**
 * Declares a server action: a verb that the signed-in person calls with a form.
 * @param operation names the action in the log
 */
export function formAction<Input, Value, Answer = undefined>(
  operation: string,
  verb: (context: PersonContext, input: Input) => Promise<Value>,
  { read, answer }: Options<NoInfer<Input>, NoInfer<Value>, Answer> = {},
): FormAction<[Answer] extends [never] ? undefined : Answer> {
  return async (_previous, form) =>
    runAction(operation, form, async () => {
      // First, so that nobody who is not signed in has anything read.
      const context = await requireActionContext();
      // Whoever calls an action by hand may send anything: the verb parses what it gets.
      const input = read ? read(form) : (formControls(form) as Input);
      const value = await verb(context, input);
      return (await answer?.(value, form)) as [Answer] extends [never] ? undefined : Answer;
    });
}
