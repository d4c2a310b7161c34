#!/bin/bash
# Runs the tests of what has threads under ThreadSanitizer, in a copy of the package in which the locks are visible to it.
# The pure targets have none, and would take all the time; the tests of the built command measure what the sanitizer
# slows down. Arguments go to `swift test`.
set -euo pipefail
cd "$(dirname "$0")/.."

copy=.build-tsan/package
mkdir -p "$copy"
rm -rf "$copy"/{Package.swift,Sources,Tests,Documentation,Examples}
cp -rp Package.swift Sources Tests Documentation Examples "$copy"
for folder in "$copy"/Sources/* "$copy"/Tests/*; do
    if grep -rqs 'Mutex' --include='*.swift' "$folder"; then
        cp -p Scripts/ThreadSanitizerMutex.swift "$folder"
    fi
done
TSAN_OPTIONS="suppressions=$PWD/Scripts/tsan-suppressions.txt" swift test \
    --package-path "$copy" --sanitize=thread --skip "ZConfigTests|FastCGITests|SchedulingTests|DaemonsTests|DaemonAppCLITests|EndToEndTests" "$@"
