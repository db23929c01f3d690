/** Nothing tells the verb with what, or it names what it is done to. */
export const DOING_FORMS: readonly string[] = [
  '<h2>Close account</h2><form action="@"><button>OK</button></form>',
  '<form action="@"><button>Delete</button></form>',
  '<form action="@"><button>Run</button></form>',
  '<form action="@"><input type="hidden" name="id" value="7"><button>Start</button></form>',
  '<form action="@"><input name="note"><button>Send invoice</button></form>',
  '<form action="@"><input name="note"><button>Import users</button></form>',
  '<form action="@"><input name="note"><button>Restart</button></form>',
  '<h1>Run task</h1><form action="@"><input name="note"><button>OK</button></form>',
  '<a href="@?id=5">Send to Bob</a>',
];

/** A lone verb that the fields tell with what. */
export const TOLD_FORMS: readonly string[] = [
  ...['Run', 'Send', 'Execute', 'Start', 'Import', '运行', '执行', '发送', '导入', '开始'].map(
    (label) => `<form action="@"><input name="term"><button>${label}</button></form>`,
  ),
  ...['Start', 'Import', 'Send', 'Run'].map(
    (heading) => `<h1>${heading}</h1><form action="@"><input name="term"><button>Search</button></form>`,
  ),
  '<h1>Start</h1><form action="@"><select name="kind"><option>red</option></select><button>Search</button></form>',
];
