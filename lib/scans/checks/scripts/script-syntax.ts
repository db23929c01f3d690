/** An expression of a script, as far as values can be worked out from its text. */
export type Expression =
  | { type: 'value'; value: string | number | boolean | null | undefined }
  | { type: 'pattern'; source: string; flags: string }
  | { type: 'name'; name: string }
  | { type: 'list'; items: readonly Expression[] }
  | { type: 'table'; entries: readonly (readonly [key: Expression, value: Expression])[] }
  | FunctionExpression
  | { type: 'unary'; sign: string; of: Expression }
  | { type: 'step'; sign: string; isBefore: boolean; target: Expression }
  | { type: 'binary'; sign: string; left: Expression; right: Expression }
  | { type: 'choice'; test: Expression; yes: Expression; no: Expression }
  | { type: 'assign'; sign: string; target: Expression; value: Expression }
  | { type: 'member'; owner: Expression; key: Expression }
  | { type: 'call'; callee: Expression; given: readonly Expression[]; isNew: boolean }
  | { type: 'sequence'; items: readonly Expression[] }
  | { type: 'unread' };

export type FunctionExpression = {
  type: 'function';
  name: string | null;
  parameters: readonly Expression[];
  body: readonly Statement[];
};

/** A statement; what only declares or labels is left out. */
export type Statement =
  | { type: 'expression'; value: Expression }
  | { type: 'declare'; target: Expression; value: Expression | null }
  | { type: 'if'; test: Expression; yes: Statement; no: Statement | null }
  | {
      type: 'loop';
      start: Statement | null;
      test: Expression | null;
      step: Expression | null;
      body: Statement;
      isAfter: boolean;
    }
  | { type: 'each'; target: Expression; of: Expression; isKeys: boolean; body: Statement }
  | { type: 'return'; value: Expression | null }
  | { type: 'leave'; word: 'break' | 'continue' | 'throw' }
  | { type: 'block'; body: readonly Statement[] }
  | { type: 'try'; body: Statement; handler: Statement | null; last: Statement | null }
  | {
      type: 'switch';
      on: Expression;
      cases: readonly { test: Expression | null; body: readonly Statement[] }[];
    };
