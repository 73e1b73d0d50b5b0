# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What packaging/run, test and bench share; they source it from the top folder of the checkout.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# A bare system has no locale; without UTF-8 names with accents would be lost.
case "$(locale charmap 2>/dev/null)" in UTF-8) ;; *) export LC_ALL=C.UTF-8 ;; esac
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

install_packages() { packaging/lib/install "$@"; }

build() { # build PRESET [TARGET...]
    local preset=$1 target targets=()
    shift
    for target in "$@"; do targets+=(--target "$target"); done
    cmake --preset "$preset" >"build-$preset.log" 2>&1 || { cat "build-$preset.log"; rm -f "build-$preset.log"; return 1; }
    rm -f "build-$preset.log"
    cmake --build "build/$preset" "${targets[@]}"
}
