#!/usr/bin/env bash
# From twelve seed pictures to checked image-caption-code triplets: every stage that asks a model, one file a stage, each of which can be
# taken up again. Asks your model, or where none is named one that is played on this machine: competent, but it errs.
#
#   examples/icc.sh out
#   OPENAI_BASE_URL=http://localhost:8000/v1 CPX_MODEL=Qwen/Qwen3-VL-8B-Instruct examples/icc.sh out --max-tokens 4000
#
# What follows the folder goes to every stage that asks.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-icc}
shift || true
export PATH="$here/../bin:$PATH"
mkdir -p "$out"

if [ -z "${CPX_MODEL:-}" ]; then
    rm -f "$out/url"
    "$(head -1 <(command -v "$here/../.venv/bin/python" python3))" "$here/played_model.py" "$out/url" & trap 'kill $!' EXIT
    until [ -s "$out/url" ]; do sleep 0.1; done
    export OPENAI_BASE_URL=$(cat "$out/url") CPX_MODEL=played
fi

cd "$out"
ask=(--cache cache --usage usage.jsonl "$@")
cpx-reproduce "${ask[@]}" "$here/seeds" -o reproduced.jsonl --resume
cpx-diversify "${ask[@]}" -k 2 "$here/seeds" -o diversified.jsonl --resume
cat reproduced.jsonl diversified.jsonl > code.jsonl
cpx-exec "${ask[@]}" --repair 2 code.jsonl -o drawn.jsonl --resume
cpx-caption "${ask[@]}" drawn.jsonl -o captioned.jsonl --resume
cpx-explain "${ask[@]}" captioned.jsonl -o explained.jsonl --resume
cpx-filter "${ask[@]}" --dedup --rejects rejects.jsonl explained.jsonl -o icc.jsonl --resume
cpx-view icc.jsonl -o icc.html
