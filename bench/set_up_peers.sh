#!/usr/bin/env bash
# Makes bench/peers/ (git-ignored): the peers' bench folder, their tools, the measured content.
# Needs git, make, python3, node and npm, and the folder ../shared beside the project.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
shared=${HEGAO_SHARED:-$here/../../shared}
peers=$here/peers
ast_grep=0.51.1
autocorrect=2.14.0
spectral=6.16.3
yaml_server=2.0.0
zhlint=0.8.2
textlint=15.8.0

if [ ! -f "$shared/peers/bench/make_corpus.py" ] || [ ! -d "$shared/seeds" ]; then
  echo "set_up_peers: ../shared is absent (looked in $shared); put it beside the project or set HEGAO_SHARED" >&2
  exit 1
fi
for tool in python3 node npm; do
  command -v "$tool" >/dev/null || { echo "set_up_peers: $tool is missing" >&2; exit 1; }
done

mkdir -p "$peers/env/npm"
if [ -d "$peers/bench" ]; then chmod -R u+w "$peers/bench"; rm -rf "$peers/bench"; fi
cp -R "$shared/peers/bench" "$peers/bench"
chmod -R u+w "$peers/bench" # the shared folder is read-only

[ -x "$peers/env/py/bin/python" ] || python3 -m venv "$peers/env/py"
"$peers/env/py/bin/python" -m pip install --quiet "ast-grep-cli==$ast_grep"

[ -f "$peers/env/npm/package.json" ] || echo '{"private": true}' >"$peers/env/npm/package.json"
npm install --prefix "$peers/env/npm" --no-audit --no-fund --loglevel=error \
  "autocorrect-node@$autocorrect" "@stoplight/spectral-cli@$spectral" \
  "yaml-language-server@$yaml_server" "zhlint@$zhlint" "textlint@$textlint" \
  textlint-rule-prh@6.1.0 textlint-rule-max-comma@4.0.0 textlint-rule-sentence-length@5.2.1 \
  textlint-rule-no-todo@2.0.1 textlint-filter-rule-comments@1.3.0

(cd "$peers/bench" && python3 make_corpus.py --seeds "$shared/seeds" --files 50 >/dev/null)
echo "set_up_peers: ready in $peers"
