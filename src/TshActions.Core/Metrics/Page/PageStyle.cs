namespace TshActions.Core.Metrics.Page;

/// <summary>Colours are GitHub's own, as the charts of a bake have them. It holds no sign that markup would escape.</summary>
internal static class PageStyle
{
    public const string Text = """

        :root { color-scheme: light dark;
          --ink: #1f2328; --soft: #59636e; --paper: #fff; --card: #fff; --band: #f6f8fa; --line: #d1d9e0; --faint: #e6eaef;
          --good: #1a7f37; --good-soft: #dafbe1; --zone: #aceebb; --bad: #cf222e; --bad-soft: #ffebe9; --warn: #8a4600; --warn-soft: #fff1e5;
          --mark: #0969da; --likely: #8cb8ec; --done: #2da44e; --back: #e16f24; --fail: #cf222e; --lost: #818b98 }
        @media (prefers-color-scheme: dark) { :root {
          --ink: #f0f6fc; --soft: #9198a1; --paper: #0d1117; --card: #151b23; --band: #151b23; --line: #3d444d; --faint: #262c36;
          --good: #3fb950; --good-soft: #12261e; --zone: #1c4428; --bad: #ff7b72; --bad-soft: #301b1f; --warn: #f0883e; --warn-soft: #2d1f16;
          --mark: #4493f8; --likely: #2f5f9e; --done: #3fb950; --back: #f0883e; --fail: #f85149; --lost: #656c76 } }
        * { box-sizing: border-box }
        body { margin: 0 auto; max-width: 72rem; padding: 2.5rem 1.5rem 4rem; background: var(--paper); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; -webkit-text-size-adjust: 100%; font-variant-numeric: tabular-nums }
        h1, h2, h3, p, figure, ul, dl, dd { margin: 0; padding: 0 } ul { list-style: none }
        h1 { font-size: 1.7rem; line-height: 1.25; font-weight: 650; letter-spacing: -.015em } h2 { font-size: 1.25rem; font-weight: 650; letter-spacing: -.01em; text-transform: capitalize }
        h3 { font-size: .875rem; font-weight: 600 } a { color: var(--mark) } .lead { color: var(--soft) }
        header { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: center; justify-content: space-between }
        .pill { display: inline-flex; align-items: center; gap: .5rem; padding: .35rem .9rem; border-radius: 999px; font-weight: 600; font-size: .875rem; background: var(--band); color: var(--soft) }
        .pill.met { background: var(--good-soft); color: var(--good) } .pill.missed { background: var(--warn-soft); color: var(--warn) }
        .pill .dot { width: .55rem; height: .55rem; border-radius: 50%; background: currentColor }
        section { margin-top: 2.75rem } .head { display: flex; flex-wrap: wrap; gap: .1rem .8rem; align-items: baseline; margin-bottom: 1rem }
        .tiles { display: grid; gap: .9rem; grid-template-columns: repeat(3, minmax(0, 1fr)) }
        .tile { display: flex; flex-direction: column; padding: 1rem 1.1rem .95rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); break-inside: avoid }
        .top { display: flex; gap: .5rem; align-items: baseline; justify-content: space-between } .top h3 { color: var(--soft); font-weight: 500 }
        .standing { font-size: .75rem; font-weight: 600; white-space: nowrap; color: var(--soft) } .met .standing { color: var(--good) } .missed .standing { color: var(--warn) }
        .value { margin-top: .1rem; font-size: 1.65rem; font-weight: 650; line-height: 1.35; letter-spacing: -.02em } .unknown .value { color: var(--soft) }
        p.aim { display: flex; flex-wrap: wrap; gap: 0 .8rem; justify-content: space-between; margin-bottom: auto; font-size: .8125rem; color: var(--soft) } .better { color: var(--good) } .worse { color: var(--bad) }
        .scale { display: block; margin-top: .7rem; width: 100%; height: 12px; overflow: visible } .scale path { fill: none; stroke-width: 8px; vector-effect: non-scaling-stroke }
        .track { stroke: var(--faint) } .good { stroke: var(--zone) } .scale .likely { stroke: var(--likely); stroke-width: 3px } .scale .aim { stroke: var(--soft); stroke-width: 1.5px } .scale .dot { stroke: var(--mark); stroke-width: 11px; stroke-linecap: round }
        .basis { margin-top: .4rem; font-size: .8125rem; color: var(--soft) } .basis em { margin-left: .5rem; font-style: normal; color: var(--warn) }
        .charts { display: grid; gap: .9rem; margin-top: .9rem; grid-template-columns: repeat(2, minmax(0, 1fr)) }
        figure { display: flex; flex-direction: column; padding: 1rem 1.1rem .9rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); break-inside: avoid }
        figcaption { margin-bottom: .9rem; display: flex; flex-wrap: wrap; gap: .1rem 1rem; justify-content: space-between; align-items: baseline }
        .keys { display: flex; flex-wrap: wrap; gap: 0 .9rem; font-size: .8125rem; color: var(--soft) } .keys span { display: inline-flex; align-items: center; gap: .35rem }
        .keys i { width: .65rem; height: .65rem; border-radius: 2px } i.succeeded { background: var(--done) } i.back { background: var(--back) } i.failed { background: var(--fail) } i.broken { background: var(--lost) }
        i.took { border-radius: 50%; background: var(--mark) } i.target { height: 0; border-top: 2px dashed var(--warn); border-radius: 0; width: 1rem }
        .plot { position: relative; height: 190px; margin-top: auto; padding: 0 .3rem 1.6rem 2.1rem } .plot svg { display: block; width: 100%; height: 100%; overflow: visible }
        .y, .x { position: absolute; font-size: .75rem; color: var(--soft) } .y { left: 0; top: 0; bottom: 1.6rem; width: 1.6rem } .x { left: 2.1rem; right: .3rem; bottom: 0; height: 1.2rem }
        .y span { position: absolute; right: 0; line-height: 1; transform: translateY(50%) } .x span { position: absolute; white-space: nowrap; transform: translateX(-50%) }
        .x span:first-child { transform: none } .x span:last-child { transform: translateX(-100%) }
        .grid { stroke: var(--faint); stroke-width: 1px; vector-effect: non-scaling-stroke } .plot .target { stroke: var(--warn); stroke-width: 1.5px; stroke-dasharray: 5 4; vector-effect: non-scaling-stroke }
        .point { stroke: var(--mark); stroke-width: 9px; stroke-linecap: round; vector-effect: non-scaling-stroke } .slow { stroke: var(--back) }
        rect.succeeded { fill: var(--done) } rect.back { fill: var(--back) } rect.failed { fill: var(--fail) } rect.broken { fill: var(--lost) }
        details { margin-top: .9rem } summary { cursor: pointer; font-weight: 600; font-size: .875rem } summary:hover { color: var(--mark) }
        .log { margin-top: .9rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); padding: .9rem 1.1rem }
        table { width: 100%; margin-top: .5rem; border-collapse: collapse; font-size: .875rem } th, td { padding: .42rem .8rem .42rem 0; text-align: left; vertical-align: baseline; border-top: 1px solid var(--faint) }
        th { color: var(--soft); font-weight: 500; border-top: 0 } th:last-child, td:last-child { padding-right: 0; text-align: right } .took { text-align: right } td.took, th.took { padding-right: 2rem } td { overflow-wrap: anywhere } .when, .took { white-space: nowrap }
        code { font: .8125rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace } .by { color: var(--soft) }
        .end { display: inline-flex; align-items: center; gap: .45rem; white-space: nowrap } .end::before { content: ""; width: .55rem; height: .55rem; border-radius: 50%; background: var(--lost) }
        .end.succeeded::before { background: var(--done) } .end.failed::before { background: var(--fail) } .end.back::before { background: var(--back) } .end.rollback::before { background: var(--mark) }
        .notes { margin-top: .8rem; font-size: .8125rem; color: var(--soft) } .notes li { padding-left: 1rem; text-indent: -1rem } .notes li::before { content: "–"; display: inline-block; width: 1rem; text-indent: 0 }
        .definitions { margin-top: 2.75rem; padding-top: 1.2rem; border-top: 1px solid var(--line); font-size: .875rem } dl { display: grid; gap: .9rem 2rem; grid-template-columns: repeat(2, minmax(0, 1fr)); margin: .9rem 0 }
        dt { font-weight: 600 } dd, .definitions p { color: var(--soft) } footer { margin-top: 2rem; font-size: .8125rem; color: var(--soft) }
        @media (max-width: 880px) { .tiles, .charts, dl { grid-template-columns: repeat(2, minmax(0, 1fr)) } .charts { grid-template-columns: minmax(0, 1fr) } }
        @media (max-width: 560px) {
          body { padding: 1.5rem 1rem 3rem } .tiles, dl { grid-template-columns: minmax(0, 1fr) } .plot { height: 160px }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) } table, tbody { display: block }
          tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .1rem .8rem; padding: .55rem 0; border-top: 1px solid var(--faint) } td { padding: 0; border: 0 }
          td.took { padding: 0; text-align: right } td.release { order: 1 } td.result { order: 2; text-align: right } td.when { order: 3; color: var(--soft) } td.took { order: 4 } td.by { order: 5 } td.run { order: 6 } }
        @media print { body { padding: 0; max-width: none } .tile, figure, tr { break-inside: avoid } }

        """;
}
