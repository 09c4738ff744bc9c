# The content of CertificateContent set by WeasyPrint, one certificate for every line of JSON on standard input: { content, modules }.
# Answers with the milliseconds and the bytes of each. argv: font, seal, and a file for the last of them.
import base64
import html
import json
import logging
import sys
import time

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
logging.getLogger("fontTools").setLevel(logging.CRITICAL)
font_path, seal_path = sys.argv[1], sys.argv[2]
sample = sys.argv[3] if len(sys.argv) > 3 else None
seal = "data:image/png;base64," + base64.b64encode(open(seal_path, "rb").read()).decode()
fonts = FontConfiguration()
STYLE = CSS(string="""
@font-face { font-family: Paper; src: url(file://%s) }
@page { size: A4; margin: 25mm 22mm 20mm 22mm; @top-right { content: "证书编号：" string(number); font: 9pt Paper }
  @bottom-center { content: "第 " counter(page) " 页 共 " counter(pages) " 页"; font: 9pt Paper } }
body { font: 10.5pt Paper; } .number { string-set: number content(); font-size: 0; height: 0 }
.institution { font-size: 18pt; letter-spacing: 2pt; text-align: center } h1 { font-size: 32pt; font-weight: normal; letter-spacing: 12pt; text-align: center }
.cover { width: 100%%; font-size: 12pt } .cover td + td { border-bottom: .5pt solid } .cover td { padding: 4pt; width: 36mm } .cover td + td { width: auto }
.three { width: 100%%; margin-top: 8mm } .three > tbody > tr > td { vertical-align: bottom } .results { page-break-before: always }
.rows { width: 100%%; border-collapse: collapse; font-size: 9pt } .rows td, .rows th { border: .5pt solid; padding: 2pt 4pt; font-weight: normal; text-align: center }
.rows th { background: #f0f0f0 } .rows td:nth-child(3), .rows td:nth-child(4) { text-align: right } .small { font-size: 9pt } .end { text-align: center }
""" % font_path, font_config=fonts)


def page(content, modules):
    text = html.escape
    rows = lambda pairs: "".join("<tr>" + "".join(f"<td>{text(cell)}</td>" for cell in pair) + "</tr>" for pair in pairs)
    side = len(modules)
    path = "".join(f"M{c + 4} {r + 4}h1v1h-1z" for r in range(side) for c in range(side) if modules[r][c] == "1")
    code = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 8} {side + 8}" style="width:30mm;height:30mm"><path d="{path}"/></svg>'
    return f"""<html lang=zh><title>{text(content['title'])}</title><body><div class=number>{text(content['number'])}</div>
<div class=institution>{text(content['institution'])}</div><h1>{text(content['title'])}</h1><table class=cover>{rows(content['cover'])}</table>
<table class=three><tr><td><table class=cover>{rows(content['signatures'])}</table></td><td><img src="{seal}" style="width:36mm"><br><span class=small>（机构印章）</span></td><td>{code}</td></tr></table>
<hr><div class=small>{text(content['contact'])}</div><div class=results><p style="text-indent:2em">{text(content['statement'])}</p>
<table class=rows><tr>{''.join(f'<th>{text(one)}</th>' for one in content['columns'])}</tr>{rows(content['rows'])}</table>
<p>{text(content['remark'])}</p><p class=end>{text(content['end'])}</p></div>"""


for line in sys.stdin:
    given = json.loads(line)
    start = time.perf_counter()
    pdf = HTML(string=page(given["content"], given["modules"])).write_pdf(stylesheets=[STYLE], font_config=fonts)
    print((time.perf_counter() - start) * 1000, len(pdf), flush=True)
    if sample:
        open(sample, "wb").write(pdf)
