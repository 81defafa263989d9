"""The records of the first file whose script the second file does not have."""

import json
import sys
from pathlib import Path

known = {json.loads(line)["code"] for line in Path(sys.argv[2]).read_text().splitlines()}
for line in Path(sys.argv[1]).read_text().splitlines():
    if json.loads(line)["code"] not in known:
        print(line)
