/** How a debug error betrays itself: texts that frameworks print with files and lines, not words that people write. */
type ErrorSignature = { technology: string; pattern: RegExp };

const ERROR_SIGNATURES: readonly ErrorSignature[] = [
  {
    technology: 'Java',
    pattern:
      /(?:^|[\n>])[ \t]*(?:Caused by: )?[\w.$]+(?:Exception|Error)\b[^\n]*\n(?:\s*(?:<br\s*\/?>\s*)?(?:at|&nbsp;at)\s[\w.$<>/]+\([^)\n]*\)\s*){2}/,
  },
  {
    technology: 'Java',
    pattern: /(?:\bat [a-z][\w]*(?:\.[\w$]+){2,}\([\w$]+\.java:\d+\)\s*(?:<br\s*\/?>)?\s*){2}/,
  },
  {
    technology: 'Python',
    pattern:
      /Traceback \(most recent call last\):\s*[\s\S]{0,40}File (?:"|&quot;|&#34;)[^"&\n]+(?:"|&quot;|&#34;), line \d+/,
  },
  { technology: 'Django', pattern: /You're seeing this error because you have <code>DEBUG = True<\/code>/ },
  { technology: 'Flask', pattern: /<title>[^<]* \/\/ Werkzeug Debugger<\/title>/ },
  {
    technology: 'PHP',
    pattern:
      /(?:<b>)?(?:Fatal error|Parse error|Warning|Notice|Deprecated)(?:<\/b>)?:\s[^\n]{3,400}? in (?:<b>)?(?:\/|[A-Z]:\\)[^\s<]+\.(?:php|inc|phtml)(?:<\/b>)? on line (?:<b>)?\d+/,
  },
  { technology: 'PHP', pattern: /#0 (?:\/|[A-Z]:\\)[^\s(]+\.php\(\d+\): [\w\\:>-]+\(/ },
  {
    technology: 'Laravel',
    pattern:
      /(?:Illuminate\\[\w\\]+Exception|vendor\/laravel\/framework\/src)[\s\S]{0,2000}?\.php(?::|\()\d+/,
  },
  {
    technology: 'Symfony',
    pattern: /<abbr title="Symfony\\Component\\[\w\\]+Exception">|symfony\/http-kernel\/[\w/]+\.php/,
  },
  {
    technology: 'ASP.NET',
    pattern:
      /Server Error in (?:'|&#39;)[^'&]*(?:'|&#39;) Application|\[\w+Exception(?: \(0x[0-9a-f]+\))?: [^\]]+\]\s*(?:<br>)?\s*\w[\w.]+\(/i,
  },
  {
    technology: '.NET',
    pattern: /(?:^|\n)[ \t]*at [\w.`<>]+\([^)\n]*\) in (?:[A-Z]:\\|\/)[^\n:]+\.(?:cs|vb|fs):line \d+/,
  },
  {
    technology: 'Node.js',
    pattern:
      /(?:\bat (?:async )?(?:[\w.<>[\] ]+ \()?(?:file:\/\/)?(?:\/|[A-Z]:\\)[^\s():]+\.[cm]?[jt]s:\d+:\d+\)?(?:\s|<br\s*\/?>|&nbsp;|\\n)*){2}/,
  },
  { technology: 'Node.js', pattern: /\bat [\w.<> ]*\(?node:internal\/[\w/]+:\d+:\d+\)?/ },
  { technology: 'Ruby', pattern: /(?:\/[\w.-]{1,80}){1,15}\.rb:\d+:in (?:`|'|&#39;|&lsquo;)[\w<> ]+/ },
  {
    technology: 'Ruby on Rails',
    pattern:
      /<title>Action Controller: Exception caught<\/title>|<h1>[\w:]+ in [\w:]+#\w+<\/h1>[\s\S]{0,800}Rails\.root:/,
  },
  { technology: 'Go', pattern: /goroutine \d+ \[running\]:\s[\s\S]{0,300}?\.go:\d+/ },
  { technology: 'Perl', pattern: / at (?:\/[\w.-]{1,80}){1,15}\.(?:pl|pm|cgi) line \d+\./ },
  { technology: 'ColdFusion', pattern: /The error occurred in <b>(?:\/|[A-Z]:\\)[^<]+: line \d+/ },
];

/** The first signature that a text carries, with the words that prove it; null when there is none. */
export function findDebugError(text: string): { technology: string; proof: string } | null {
  for (const { technology, pattern } of ERROR_SIGNATURES) {
    const match = pattern.exec(text);
    if (match) return { technology, proof: match[0].trim() };
  }
  return null;
}
