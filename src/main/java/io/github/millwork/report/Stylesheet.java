package io.github.millwork.report;

import java.util.Locale;

/** The style of a page, which is written into it. */
final class Stylesheet {
    private static final String RULES = """
            *{box-sizing:border-box}
            body{margin:0;background:var(--paper);color:var(--ink);
            font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
            overflow-wrap:break-word;text-size-adjust:100%;-webkit-text-size-adjust:100%}
            main{max-width:64rem;margin:0 auto;padding:3.5rem 1.5rem 5rem}
            h1{margin:0;font-size:1.9rem;line-height:1.2;font-weight:650;letter-spacing:-.015em}
            .subtitle{margin:.5rem 0 0;color:var(--soft);font-size:1.05rem;max-width:44rem}
            nav{margin:1.75rem 0 0;font-size:.9rem}
            nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.4rem;margin:0;padding:0;list-style:none}
            nav li{min-width:0;overflow-wrap:anywhere}
            nav a{color:var(--line0);text-decoration:none;text-underline-offset:.2em}
            nav a:hover,nav a:focus{text-decoration:underline}
            section{margin-top:3.5rem}
            h2{margin:0 0 .25rem;font-size:1.3rem;line-height:1.3;font-weight:650;letter-spacing:-.01em}
            .note{margin:0 0 .5rem;color:var(--soft);max-width:44rem}
            .text{margin:1.25rem 0;max-width:44rem;white-space:pre-line}
            .warning{padding:.1rem 0 .1rem 1rem;border-left:3px solid var(--warning)}
            .warning strong{color:var(--warning)}
            .scroll{margin:1.5rem 0;overflow-x:auto}
            .scroll:focus-visible{outline:2px solid var(--line0);outline-offset:2px}
            table{border-collapse:collapse;font-size:.92rem;line-height:1.4}
            caption{padding:0 0 .5rem;color:var(--soft);text-align:left}
            th,td{padding:.42rem 1.6rem .42rem 0;border-bottom:1px solid var(--rule);text-align:left;
            vertical-align:top;font-weight:400;max-width:26rem}
            thead th{color:var(--soft);font-size:.85rem;vertical-align:bottom}
            th:first-child,td:first-child{padding-left:.6rem}
            .number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
            th.number{white-space:normal}
            .high th,.high td{background:var(--wash);font-weight:650}
            .high>:first-child{box-shadow:inset 3px 0 var(--line0)}
            .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,13rem),1fr));
            gap:1rem 2rem;margin:1.5rem 0}
            .facts div{border-top:1px solid var(--rule);padding-top:.5rem;min-width:0}
            dt{color:var(--soft);font-size:.85rem}
            dd{margin:0;font-variant-numeric:tabular-nums;white-space:pre-line}
            figure{margin:0;min-width:0}
            .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,26rem),1fr));
            gap:2.5rem 3rem;margin:1.75rem 0}
            .wide{margin:1.75rem 0}
            .wide .scroll{margin:.75rem 0}
            figcaption h3{margin:0;font-size:1rem;line-height:1.35;font-weight:650}
            figcaption p{margin:.15rem 0 0;color:var(--soft);font-size:.88rem;line-height:1.45}
            .chart>svg{display:block;width:100%;height:auto;max-width:34rem;margin-top:.75rem;overflow:visible}
            .legend{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;margin:.5rem 0 0;padding:0;list-style:none;
            color:var(--soft);font-size:.85rem}
            .legend li{display:flex;align-items:center;gap:.45rem;min-width:0}
            .legend svg{flex:none}
            .legend bdi{min-width:0;overflow-wrap:anywhere}
            svg text{fill:var(--soft);font-size:12.5px;font-variant-numeric:tabular-nums}
            svg .ink{fill:var(--ink)}
            svg .halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
            .grid{stroke:var(--rule);stroke-width:1;fill:none;shape-rendering:crispEdges}
            .base{stroke:var(--soft);stroke-width:1;fill:none;shape-rendering:crispEdges}
            .reference{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 3;fill:none}
            .line{fill:none;stroke:var(--c);stroke-width:1.8;stroke-linejoin:round}
            .band{fill:var(--c);fill-opacity:.16}
            .mark{fill:var(--c)}
            .cloud{fill:var(--c);fill-opacity:.6}
            .few{fill-opacity:.4}.some{fill-opacity:.65}.many{fill-opacity:1}
            .bar{fill:var(--c)}
            .hollow{fill-opacity:.3;stroke:var(--c);stroke-width:1.3}
            .whisker{fill:none;stroke:var(--ink);stroke-width:1.3}
            .reach{fill:none;stroke:var(--c);stroke-width:1.5}
            .area{fill:var(--c);fill-opacity:.22}
            .d1{stroke-dasharray:7 3}.d2{stroke-dasharray:2 2.5}.d3{stroke-dasharray:9 3 2 3}
            .d4{stroke-dasharray:14 4}.d5{stroke-dasharray:9 3 2 3 2 3}
            .faint{stroke-width:.7;stroke-opacity:.4;stroke-dasharray:none}
            .heat{border-collapse:separate;border-spacing:2px;margin-left:-2px;font-size:.85rem}
            .heat th,.heat td{border:0;padding:.35rem .55rem}
            .heat th{color:var(--soft);max-width:none}
            .heat span{display:block;max-width:9rem;margin:0 auto;overflow-wrap:break-word}
            .heat td{text-align:center;min-width:2.6rem;white-space:nowrap;border-radius:2px;
            font-variant-numeric:tabular-nums;vertical-align:middle}
            .heat tbody th{position:sticky;left:0;background:var(--paper);text-align:right;vertical-align:middle}
            .heat tbody span{width:max-content;max-width:min(13rem,30vw);margin:0 0 0 auto}
            .heat .across{text-align:center;padding-bottom:0}
            .heat thead th{text-align:center}
            .heat thead .down{text-align:right}
            .upright thead span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:11rem;text-align:left}
            .upright .across{text-align:left}
            .roomy td{padding:.6rem .9rem;min-width:4.5rem}
            .heat .zero{color:var(--soft)}
            .flow ol{display:flex;margin:0;padding:0;list-style:none}
            .flow>ol{flex-wrap:wrap;gap:1.25rem 2.25rem;margin-top:1rem}
            .flow>ol>li{position:relative;flex:0 1 auto;min-width:min(100%,9rem);max-width:min(100%,19rem)}
            .flow>ol>li:not(:last-child)::after{content:"\\2192";content:"\\2192"/"";position:absolute;
            right:-1.65rem;top:2.05rem;color:var(--soft)}
            .flow h4{margin:0 0 .4rem;color:var(--soft);font-size:.85rem;font-weight:400;line-height:1.4}
            .flow li ol{flex-direction:column;gap:1.35rem}
            .flow li li{position:relative;padding:.5rem .8rem;border:1px solid var(--rule);border-radius:5px;
            background:var(--wash);font-size:.92rem;line-height:1.4}
            .flow li li:not(:last-child)::after{content:"\\2193";content:"\\2193"/"";position:absolute;left:.9rem;
            bottom:-1.4rem;color:var(--soft)}
            .flow small{display:block;color:var(--soft);font-size:.82rem;overflow-wrap:anywhere}
            @media (max-width:34rem){main{padding:2rem 1rem 3rem}h1{font-size:1.5rem}section{margin-top:2.5rem}
            .facts{grid-template-columns:1fr 1fr;gap:1rem 1.25rem}svg text{font-size:14.5px}th,td{padding-right:1.1rem}
            .flow>ol{flex-direction:column;gap:1.6rem}.flow>ol>li{max-width:100%}
            .flow>ol>li:not(:last-child)::after{content:"\\2193";content:"\\2193"/"";right:auto;left:.9rem;top:auto;
            bottom:-1.6rem}}
            @media print{body{font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
            main{max-width:none;padding:0}nav{display:none}section{margin-top:2rem}
            h2,h3,figcaption{break-after:avoid}figure,tr,.facts div,.warning{break-inside:avoid}
            thead{display:table-header-group}.scroll{overflow:visible}
            .upright{font-size:6.5pt}.upright th,.upright td{padding:.15rem .1rem;min-width:0}.upright th{position:static}
            .charts{grid-template-columns:1fr 1fr;gap:1.5rem}}
            """;

    static final String TEXT = ":root{color-scheme:light dark;" + variables(Palette.LIGHT) + "}\n"
            + "@media screen and (prefers-color-scheme:dark){:root{" + variables(Palette.DARK) + "}}\n"
            + RULES + classes();

    private Stylesheet() {}

    private static String variables(Palette palette) {
        StringBuilder out = new StringBuilder();
        variable(out, "paper", palette.paper());
        variable(out, "wash", palette.wash());
        variable(out, "rule", palette.rule());
        variable(out, "ink", palette.ink());
        variable(out, "soft", palette.soft());
        variable(out, "warning", palette.warning());
        for (int i = 0; i < Palette.colours(); i++) variable(out, "line" + i, palette.lines()[i]);
        for (int line = 0; line < 2; line++) {
            for (int level = 1; level <= Palette.SHADES; level++) {
                int shade = palette.shade(line, level);
                variable(out, "shade" + line + level, shade);
                variable(out, "on" + line + level, palette.textOn(shade));
            }
        }
        return out.toString();
    }

    private static void variable(StringBuilder out, String name, int colour) {
        out.append("--").append(name).append(String.format(Locale.ROOT, ":#%06x;", colour));
    }

    private static String classes() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Palette.colours(); i++) {
            out.append(".c").append(i).append("{--c:var(--line").append(i).append(")}\n");
        }
        for (int line = 0; line < 2; line++) {
            for (int level = 1; level <= Palette.SHADES; level++) {
                String name = "" + line + level;
                out.append(".heat .s" + name + "{background:var(--shade" + name + ");color:var(--on" + name + ")}\n");
            }
        }
        return out.toString();
    }
}
