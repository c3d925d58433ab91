"""Renders a template COUNT times with docxtpl, writes the last one and prints the CPU milliseconds of each.

python run_docxtpl.py TEMPLATE DATA OUT COUNT
"""

import io
import json
import sys
import time
from pathlib import Path

from docxtpl import DocxTemplate

template, source, out, count = sys.argv[1:]
data = json.loads(Path(source).read_text(encoding="utf-8"))
file = Path(template).read_bytes()
spent = []
for _ in range(int(count)):
    start = time.process_time()
    document = DocxTemplate(io.BytesIO(file))
    document.render(data, autoescape=True)
    target = io.BytesIO()
    document.save(target)
    spent.append(1000 * (time.process_time() - start))
Path(out).write_bytes(target.getvalue())
print(json.dumps(spent))
