/** How the printable report looks: on paper, on a screen in both themes, and on a phone. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--surface:light-dark(#fff,#0e1116);--quiet:light-dark(#f3f5f7,#161a21);--line:light-dark(#d5dae0,#313844);--text:light-dark(#14181f,#e7eaef);--muted:light-dark(#545d6a,#9ba5b3);--mark:light-dark(#ffe08a,#5c4708);--high:light-dark(#a31545,#ff8fae);--medium:light-dark(#a04408,#fba466);--low:light-dark(#6b5b05,#dcc550);--hint:light-dark(#505966,#a4adba);--attention:light-dark(#8a4b08,#f0b45c);--success:light-dark(#17693a,#6ccf92)}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:2rem 1.5rem;background:var(--surface);color:var(--text);font:14px/1.5 system-ui,'PingFang SC','Noto Sans SC','Microsoft YaHei',sans-serif;overflow-wrap:break-word}
h1{font-size:1.5rem;line-height:1.25;margin:0}
h2{font-size:1.15rem;line-height:1.3;margin:2.25rem 0 .75rem;padding-bottom:.35rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;line-height:1.35;margin:0 0 .5rem}
h4{font-size:.875rem;margin:1rem 0 .25rem}
p{margin:.25rem 0;max-width:46rem}
a{color:inherit}
ul{margin:.25rem 0;padding-left:1.25rem}
.muted{color:var(--muted)}
.verdict{margin:1.25rem 0;padding:.75rem 1rem;border:1px solid var(--line);border-left:.3rem solid var(--muted);border-radius:6px;background:var(--quiet)}
.verdict p:first-child{font-size:1.05rem;font-weight:600}
.verdict.attention{border-left-color:var(--attention)}
.verdict.success{border-left-color:var(--success)}
dl{display:grid;grid-template-columns:minmax(7rem,11rem) 1fr;gap:.25rem 1rem;margin:.5rem 0}
dt{color:var(--muted)}
dd{margin:0;min-width:0;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;line-height:1.4}
th,td{padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{color:var(--muted);font-weight:500}
tbody th{font-weight:600}
tbody th+td{min-width:6rem}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'Noto Sans Mono CJK SC',monospace;font-size:12px}
code{unicode-bidi:isolate;overflow-wrap:anywhere}
pre{margin:0;padding:.6rem .75rem;border:1px solid var(--line);border-radius:6px;background:var(--quiet);white-space:pre-wrap;overflow-wrap:anywhere;direction:ltr;unicode-bidi:isolate}
mark{background:var(--mark);color:inherit;border-radius:2px;outline:1px solid var(--text);font-weight:600}
.omitted{display:block;color:var(--muted);font-style:normal}
.severity{display:inline-flex;align-items:center;gap:.35rem;font-weight:600;white-space:nowrap}
.severity svg{width:.85rem;height:.85rem;flex:none}
.HIGH{color:var(--high)}.MEDIUM{color:var(--medium)}.LOW{color:var(--low)}.HINT{color:var(--hint)}
.finding{margin:1.25rem 0 2rem;padding-top:1rem;border-top:1px solid var(--line)}
.finding:first-of-type{border-top:0;padding-top:0}
footer{margin-top:2.5rem;padding-top:.75rem;border-top:1px solid var(--line);color:var(--muted);font-size:12px}
@media (max-width:40rem){body{padding:1rem}dl{grid-template-columns:1fr;gap:0 0}dd{margin-bottom:.5rem}table,tbody,tr,th,td{display:block}thead{display:none}th,td{border:0;padding:.1rem 0}tr{padding:.5rem 0;border-bottom:1px solid var(--line)}.number{text-align:left}}
@media print{:root{color-scheme:light}body{max-width:none;padding:0;font-size:10.5pt}h2,h3,h4,dt,thead{break-after:avoid}tr,dl,.verdict{break-inside:avoid}pre{break-inside:auto}mark,.verdict{print-color-adjust:exact}a{text-decoration:none}}
@page{margin:16mm 14mm}
`;
