#!/usr/bin/env bash
# Installs from Debian what the full tests need, unless it is there.
set -euo pipefail
there() { for program in "$@"; do command -v "$program" >/dev/null || return 1; done; }
eglot=(/usr/share/emacs/site-lisp/elpa/eglot-*)
if there soffice chromium pdftotext nvim emacs && [ -e "${eglot[0]}" ] \
  && fc-list 2>/dev/null | grep -q "Noto Serif CJK SC"; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "请先安装 LibreOffice、Chromium、poppler-utils、Noto CJK 字体、Neovim 和 Emacs（带 eglot）" >&2
  exit 1
fi
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends \
  libreoffice-writer-nogui libreoffice-calc-nogui chromium poppler-utils fonts-noto-cjk fontconfig \
  neovim emacs-nox elpa-eglot >/dev/null
