"""Renders a template COUNT times with briefgen, writes the last one and prints the CPU milliseconds of each.

python run_briefgen.py TEMPLATE DATA OUT COUNT

With DATA of the form `stream:NUMBER`, that many rows are made while they are written to OUT.
"""

import json
import sys
import time
from pathlib import Path

from briefgen import Template

template, source, out, count = sys.argv[1:]
compiled = Template(template)
spent = []
if source.startswith("stream:"):
    from brief_template import table_row

    start = time.process_time()
    with Path(out).open("wb") as file:
        compiled.render_to(file, {"rows": map(table_row, range(int(source.partition(":")[2])))})
    spent.append(1000 * (time.process_time() - start))
else:
    data = json.loads(Path(source).read_text(encoding="utf-8"))
    for _ in range(int(count)):
        start = time.process_time()
        rendered = compiled.render(data)
        spent.append(1000 * (time.process_time() - start))
    Path(out).write_bytes(rendered)
print(json.dumps(spent))
