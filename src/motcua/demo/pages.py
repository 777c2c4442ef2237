"""A page that stands for a scanned paper: it says plainly that it is only an example."""

from functools import lru_cache

from motcua.engines.papers import api as papers

PAGE = """
#set page(width: 210mm, height: 148mm, margin: 20mm)
#let data = json(bytes(sys.inputs.data))
#set text(font: "Tinos", size: 16pt)
#align(center + horizon)[
  #text(size: 20pt, weight: "bold", data.title)

  #text(fill: rgb("#a4161a"), size: 24pt)[BẢN MẪU ĐỂ DÙNG THỬ]

  Không phải giấy tờ thật.
]
"""


@lru_cache(maxsize=64)
def scanned_page(title: str) -> bytes:
    return papers.render(PAGE, {"title": title}).pdf
