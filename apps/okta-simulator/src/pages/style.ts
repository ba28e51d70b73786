/** The only style sheet: inline, no external assets, readable in light and dark, focus always visible. */
export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1d1d21, #ececf1); --soft: light-dark(#5b5b66, #a9a9b8); --paper: light-dark(#fff, #1b1c22); --back: light-dark(#f4f4f6, #121318);
  --line: light-dark(#d7d7de, #3a3b45); --accent: light-dark(#1f4fd8, #8fb0ff); --on-accent: light-dark(#fff, #10131d); --good: light-dark(#0b6b3a, #6fdba0); --bad: light-dark(#a61b1b, #ff9c9c); }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back) }
header { background: #16181f; color: #fff; padding: .75rem 1.5rem; display: flex; gap: 1.5rem; align-items: center; flex-wrap: wrap }
header a, header button.plain { color: #fff }
header .name { font-weight: 700; margin-right: auto }
.columns { display: flex; align-items: flex-start; flex-wrap: wrap }
nav.side { flex: 0 0 14rem; padding: 1.25rem 0 }
nav.side h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .06em; color: var(--soft); margin: 1rem 1.5rem .25rem }
nav.side a { display: block; padding: .35rem 1.5rem; color: inherit; text-decoration: none }
nav.side a:hover { text-decoration: underline }
nav.side a[aria-current] { font-weight: 700; border-left: 4px solid var(--accent); padding-left: calc(1.5rem - 4px) }
main { flex: 1 1 30rem; min-width: 0; max-width: 76rem; padding: 1.5rem }
h1 { font-size: 1.6rem; margin: 0 0 1rem } h2 { font-size: 1.15rem; margin: 0 0 .75rem }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 1.25rem; margin-bottom: 1.25rem; overflow-x: auto }
table { border-collapse: collapse; width: 100% } caption { text-align: left; color: var(--soft); padding-bottom: .5rem }
th, td { text-align: left; padding: .45rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top } td form { display: inline }
label { display: block; font-weight: 600; margin-bottom: .9rem } label small, .hint { font-weight: 400; color: var(--soft); display: block }
label.choice { font-weight: 400; margin-bottom: .4rem }
input:not([type=checkbox]):not([type=radio]), select { display: block; width: 100%; max-width: 40rem; font: inherit; font-weight: 400; padding: .45rem .6rem; margin-top: .2rem; border: 1px solid var(--soft); border-radius: 5px; background: var(--paper); color: inherit }
fieldset { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 1rem; padding: .75rem 1rem } legend { font-weight: 600 }
button, .button { font: inherit; cursor: pointer; border: 1px solid var(--accent); border-radius: 5px; padding: .4rem .9rem; background: var(--accent); color: var(--on-accent); text-decoration: none; display: inline-block }
button.second { background: transparent; color: var(--accent) } button.plain { background: none; border: 0; padding: 0; text-decoration: underline }
a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.row { display: flex; gap: .6rem; flex-wrap: wrap; align-items: center }
.good { color: var(--good) } .bad { color: var(--bad) } .soft { color: var(--soft) }
.notice { border-left: 6px solid var(--good) } .notice.failed { border-left-color: var(--bad) }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; font: .85rem/1.45 ui-monospace, monospace } code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1.25rem; list-style: none; padding: 0; margin: 0 }
.tile { display: block; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1.5rem 1rem 1rem; text-align: center; color: inherit; text-decoration: none }
.tile:hover { border-color: var(--accent) } .tile svg { width: 5rem; height: 5rem; display: block; margin: 0 auto .75rem }
.skip { position: absolute; left: -99rem } .skip:focus { left: 1rem; top: .5rem; background: #fff; color: #000; padding: .5rem }
`;
