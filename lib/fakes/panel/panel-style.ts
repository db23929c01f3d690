/** The panel's own style sheet: its content security policy allows no other. */
export const PANEL_STYLE = `:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
html { background: #fff; color: #1b1b1f; } a { color: #0b57d0; }
@media (prefers-color-scheme: dark) { html { background: #131316; color: #ececf1; } a { color: #9cc3ff; } }
body { margin: 0 auto; max-width: 64rem; padding: 24px 16px 48px; }
h1 { font-size: 28px; margin: 0; } h2 { font-size: 20px; margin: 0 0 8px; } h3 { font-size: 16px; margin: 0; }
main { display: grid; gap: 24px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
.notice, #faults { grid-column: 1 / -1; }
section, .notice { min-width: 0; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 8px; padding: 16px; margin: 0; }
.notice { border-left: 4px solid #2e7d4f; } .notice.problem { border-left-color: #c0392b; }
form { display: grid; gap: 8px; margin-top: 16px; } form p { margin: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; }
dd { margin: 0; overflow-wrap: anywhere; font-family: ui-monospace, monospace; }
input, textarea, button { font: inherit; padding: 6px 8px; max-width: 100%; box-sizing: border-box; }
input[type=checkbox] { margin: 0 8px 0 0; width: 18px; height: 18px; vertical-align: middle; }
fieldset { border: 0; padding: 0; margin: 0 0 16px; min-width: 0; } legend { font-size: 16px; font-weight: 600; padding: 0; }
.faults { display: grid; gap: 0 32px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
.fault { padding: 4px 0 4px 28px; } .fault input { margin-left: -28px; } .fault label { font-weight: 600; }
.fault .about { display: block; } .fault .protocols { font-size: 12px; margin-left: 8px; opacity: 0.8; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; } code { overflow-wrap: anywhere; }
pre { margin: 0; overflow-x: auto; font-size: 12px; }
button { justify-self: start; min-height: 32px; }
.for { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
`;
