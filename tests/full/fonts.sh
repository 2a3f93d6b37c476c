#!/usr/bin/env bash
# Gets the free fonts of Debian that the full tests set notices in, unless they are there.
# The one free FangSong (仿宋) comes with TeX: only its file is unpacked, into a folder here that
# git ignores.
set -euo pipefail
cd "$(dirname "$0")"
font=FandolFang-Regular.otf
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
has_wenkai() { fc-list 2>/dev/null | grep -q "LXGW WenKai"; }
has_wenkai && [ -e ".cache/fonts/$font" ] && exit 0
$sudo apt-get update -qq
if ! has_wenkai; then
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends \
    fontconfig fonts-noto-cjk fonts-lxgw-wenkai >/dev/null
fi
[ -e ".cache/fonts/$font" ] && exit 0
packed=$(mktemp -d)
trap 'rm -rf "$packed"' EXIT
(cd "$packed" && apt-get download -qq -o APT::Sandbox::User="$(id -un)" texlive-lang-chinese)
dpkg-deb --fsys-tarfile "$packed"/*.deb | tar -x -C "$packed" --wildcards "*/fandol/$font"
mkdir -p .cache/fonts && echo '*' >.cache/.gitignore
find "$packed" -name "$font" -exec mv {} .cache/fonts/ \;
