"""What acts in a browser passes neither as text nor in a block that is carried over."""

from __future__ import annotations

import pytest

from bridge.domain.finding import Severity
from bridge.text.active import acting_parts, address_acts, style_acts
from bridge.text.reading import read
from bridge.text.render import render
from scripts.fuzzing.properties import article_of, faults

ACTING = [
    "<script>x()</script>",
    "<SCRIPT SRC=//m.example></SCRIPT>",
    "<script/x>x()</script>",
    "<scr\0ipt>x()</scr\0ipt>",
    "<<script>x()//<</script>",
    "<img src=a onerror=x()>",
    "<img/src='a'/onerror=x()>",
    '<img src="a"onerror="x()">',
    "<img src=a\tonerror\n=\rx()>",
    "<IMG SRC=a OnErRoR=x()>",
    '<img """><script>x()</script>">',
    "<img src=`a` onload=`x()`>",
    "<img src=javascript:x()>",
    '<img src=" &#14; javascript:x()">',
    "<img src=jav&#x09;ascript:x()>",
    "<img src=&#0000106&#0000097&#0000118&#0000097script:x()>",
    "<img srcset='a 1x, javascript:x() 2x'>",
    "<img dynsrc=javascript:x()>",
    "<img src=data:image/svg+xml;base64,PHN2Zz4=>",
    "<table background=javascript:x()></table>",
    "<table><td background='vbscript:x'></td></table>",
    "<iframe src=https://m.example></iframe>",
    "<iframe srcdoc='<b>'></iframe>",
    "<iframe src=//youtube.com.m.example></iframe>",
    "<iframe src=https://m.example\\@www.youtube.com></iframe>",
    "<iframe src='https://www.youtube.com/embed/a' onload=x()></iframe>",
    "<iframe src=javascript:x()></iframe>",
    "<object data=a.swf></object>",
    "<object type=application/pdf data=javascript:x().pdf></object>",
    "<embed src=a>",
    "<form><input></form>",
    "<form action=javascript:x()><button>a</button></form>",
    "<button formaction=javascript:x()>a</button>",
    "<input type=image src=a onerror=x()>",
    "<select><option>a</select>",
    "<textarea></textarea><img src=a onerror=x()>",
    "<svg onload=x()></svg>",
    "<svg><script>x()</script></svg>",
    "<svg><a xlink:href=javascript:x()><text>a</text></a></svg>",
    "<svg><use href=data:image/svg+xml,a#b /></svg>",
    "<svg><style><img src=a onerror=x()></style></svg>",
    "<math href=javascript:x()>a</math>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=x()>'>",
    "<noscript><p title='</noscript><img src=a onerror=x()>'></noscript>",
    "<template><script>x()</script></template>",
    "<noembed><img title='</noembed><img src=a onerror=x()>'></noembed>",
    "<xmp><p title='</xmp><img src=a onerror=x()>'></xmp>",
    "<meta http-equiv=refresh content='0;url=javascript:x()'>",
    "<base href=javascript:x()//>",
    "<link rel=stylesheet href=a>",
    "<style>@import 'a'</style>",
    "<frameset><frame src=a></frameset>",
    "<marquee onstart=x()>a</marquee>",
    "<details open ontoggle=x()><summary>a</summary></details>",
    "<video><source onerror=x()></video>",
    "<video poster=javascript:x()></video>",
    "<audio src=a onloadstart=x()></audio>",
    "<body onload=x()>",
    "<html onmouseover=x()>",
    "<figure style='position:fixed;inset:0'><img src=a></figure>",
    "<table style='width:expression(x())'><td>a</td></table>",
    "<table style='background:url(javascript:x())'><td>a</td></table>",
    "<table style='-moz-binding:url(a)'><td>a</td></table>",
    "<table style='b\\65havior:url(a)'><td>a</td></table>",
    "<!--><img src=a onerror=x()>-->",
    "<!--a--!><img src=a onerror=x()>-->",
    "<? a='><img src=a onerror=x()>'?><img src=b>",
    "<![CDATA[><img src=a onerror=x()>]]>",
    "<a href=javascript:x()><img src=a></a>",
    "<a href='java\nscript:x()'><img src=a></a>",
    "<area href=javascript:x()><img src=a>",
    "<x-y onfocus=x() tabindex=1><img src=a></x-y>",
    "<dl><dt onclick=x()>a</dl>",
    "<portal src=a></portal><img src=a>",
    "<applet code=a></applet><img src=b>",
    "<isindex><img src=b>",
    "<ul><li>a<!--nextpage <img src='jav&#x0A;ascript:x()'></ul>",
    "<img src=b><base",
    "<td onclick=x()><img src=b>",
    "<tr><img src=b><frameset onload=x()>",
    "<a href=feed:javascript:x()><img src=b></a>",
]
IN_DELIMITERS = [
    '<!-- wp:rappel/bouton {"url":"javascript:x()"} /-->',
    '<!-- wp:rappel/bouton {"url":" \\u0009jAvA\\nscript:x()"} /-->',
    '<!-- wp:rappel/texte {"html":"\\u003cimg src=a onerror=x()\\u003e"} /-->',
    '<!-- wp:rappel/texte {"html":"&lt;img src=a onerror=x()&gt;"} /-->',
    '<!-- wp:rappel/texte {"a":{"b":["\\u003cscript\\u003e"]}} -->\n<p>Oui</p>\n<!-- /wp:rappel/texte -->',
    '<!-- wp:rappel/texte {"a":"--><script>x()</script>"} /-->',
    '[bouton url="javascript:x()"]',
    "[bouton url=' java\tscript:x()']",
    '[a b="<img src=c onerror=x()>"]',
    "[caption]<img src=a onload=x()>[/caption]",
]
HARMLESS = [
    '<figure class="wp-block-image"><img src="https://a.example/b.jpg" srcset="/b.jpg 1x, /c.jpg 2x" alt=""/></figure>',
    '<figure class="wp-block-embed"><div>\nhttps://www.youtube.com/watch?v=a\n</div></figure>',
    '<iframe src="https://www.youtube.com/embed/a" width="560" allowfullscreen></iframe>',
    '<iframe src="//player.vimeo.com/video/1"></iframe>',
    '<video controls src="https://a.example/b.mp4"></video>',
    '<table style="width:100%;background:#fff;position:relative"><tbody><tr><td>a</td></tr></tbody></table>',
    '<div style="background-image:url(https://a.example/b.jpg);background-position:50% 50%"><img src="/a.jpg"></div>',
    '<object class="wp-block-file__embed" data="https://a.example/b.pdf" type="application/pdf"></object>',
    "<pre><code>&lt;script&gt;x()&lt;/script&gt; javascript:x()</code></pre>",
    '[gallery ids="1,2"]',
    '[note texte="a = b"]',
    '<!-- wp:rappel/texte {"a":"l’heure : 10","b":[1,null]} /-->',
    "<details><summary>a</summary><p>b</p></details>",
    '<a href="mailto:a@b.example"><img src="a.jpg"></a>',
]


@pytest.mark.parametrize("markup", [*ACTING, *IN_DELIMITERS])
def test_a_draft_with_what_acts_brings_none_of_it_to_a_proposal(markup: str) -> None:
    """It is held, with what acts as evidence; or it is text, and has lost it."""
    for content in (
        f"<p>Le marché couvert rouvre samedi.</p>\n\n{markup}\n\n<p>La halle a été repeinte.</p>",
        f"<!-- wp:html -->\n{markup}\n<!-- /wp:html -->\n\n<!-- wp:paragraph -->\n<p>Oui.</p>\n<!-- /wp:paragraph -->",
        f"<!-- wp:paragraph -->\n<p>Le marché {markup} rouvre.</p>\n<!-- /wp:paragraph -->",
    ):
        source = read("", content)
        held = [finding for finding in source.findings if finding.severity is Severity.BLOCKER]
        assert held or not list(acting_parts(render(article_of(source), source, "block")))
        assert list(faults("", content)) == []
    assert "source.active" in {
        finding.code for finding in read("", f"<!-- wp:html -->\n{markup}\n<!-- /wp:html -->").findings
    }


@pytest.mark.parametrize("markup", HARMLESS)
def test_what_editors_use_every_day_holds_nothing(markup: str) -> None:
    assert list(acting_parts(markup)) == []


@pytest.mark.parametrize(
    "address", ["https://a.example", "/a:b", "a/b:c", "#a:b", "?a=javascript:b", "tel:+33", "", "//a.example"]
)
def test_places_are_no_scripts(address: str) -> None:
    assert not address_acts(address)


@pytest.mark.parametrize(
    "style", ["color:red", "background-position:0 0", "object-position:50%", "position:relative", "--a:b", ""]
)
def test_styles_that_only_look(style: str) -> None:
    assert not style_acts(style)
