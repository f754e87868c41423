#!/usr/bin/env bash
# Builds the C sources of durable_rules under AddressSanitizer into a folder of its own, then audits with that build.
# Usage: build.sh PYTHON, the interpreter of an environment in which the project is installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=$1
out=build/sanitize
mkdir -p "$out/source" "$out/modules"

entry() { awk -v name="^$1==" '$0 ~ name {on = 1} on {print} on && !/\\$/ {exit}' requirements.lock; }
retry() {
    local try
    for try in 1 2 3; do
        "$@" && return 0
        echo "attempt $try of 3 failed: $*" >&2
        sleep $((try * 3))
    done
    return 1
}

if ! ls "$out"/source/durable_rules-*/src > /dev/null 2>&1; then
    entry durable-rules > "$out/engine.txt"
    CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject retry "$python" -m pip --disable-pip-version-check -qq download \
        --require-hashes --no-deps --no-build-isolation --no-binary durable_rules --dest "$out/source" -r "$out/engine.txt"
    tar -xzf "$out"/source/durable_rules-*.tar.gz -C "$out/source"
fi

sources=("$out"/source/durable_rules-*/src)
include=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
suffix=$("$python" -c 'import sysconfig; print(sysconfig.get_config_var("EXT_SUFFIX"))')
rm -f "$out"/modules/*
gcc -fsanitize=address -fno-omit-frame-pointer -O1 -g -fcommon -shared -fPIC -std=c99 -D_GNU_SOURCE -w \
    -DPyEval_CallObject=PyObject_CallObject -I "$include" -I "${sources[0]}/rules" \
    "${sources[0]}"/rules/{json,rete,state,events,regex}.c "${sources[0]}/rulespy/rules.c" \
    -o "$out/modules/durable_rules_engine$suffix"

# The interpreter itself frees nothing at its end, so leaks are not looked for. PYTHONMALLOC: the sanitizer sees each
# block of the interpreter only when it comes from malloc.
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=0:exitcode=99 PYTHONMALLOC=malloc
export LD_PRELOAD PYTHONPATH="$PWD/$out/modules"
LD_PRELOAD=$(gcc -print-file-name=libasan.so)
"$python" -m tests.sanitize
"$python" -m pytest --quiet tests/infer
