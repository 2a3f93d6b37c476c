#!/usr/bin/env bash
# Installs from Debian what the full tests need, unless it is there.
set -euo pipefail
if command -v soffice >/dev/null && command -v chromium >/dev/null && command -v pdftotext >/dev/null \
  && fc-list 2>/dev/null | grep -q "Noto Serif CJK SC"; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "请先安装 LibreOffice、Chromium、poppler-utils 和 Noto CJK 字体" >&2
  exit 1
fi
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends \
  libreoffice-writer-nogui libreoffice-calc-nogui chromium poppler-utils fonts-noto-cjk fontconfig >/dev/null
