#!/bin/bash
# Builds the fuzz targets and runs each for FUZZ_SECONDS (60): fuzz.sh [TARGET...]
# fuzz.sh build only builds. What is found is kept in Fuzzing/findings, and the exit status is 1.
set -euo pipefail
cd "$(dirname "$0")/.."

out=.build-fuzz
seconds=${FUZZ_SECONDS:-60}
own=(-swift-version 6)
for feature in ExistentialAny MemberImportVisibility InternalImportsByDefault NonisolatedNonsendingByDefault \
    InferIsolatedConformances ImmutableWeakCaptures; do
    own+=(-enable-upcoming-feature "$feature")
done

# module NAME FOLDER FLAG...: compiles a module into an object, if a source is newer than that.
module() {
    local name=$1 folder=$2
    shift 2
    if [ -e "$out/$name.o" ] && [ -z "$(find "$folder" Fuzzing/fuzz.sh "${newer[@]}" -newer "$out/$name.o")" ]; then
        return
    fi
    echo "compiling $name"
    find "$folder" -name '*.swift' -print0 |
        xargs -0 nice swiftc -c -O -whole-module-optimization -parse-as-library "$@" -I "$out" -I Sources/CExpat \
            -module-name "${name//-/_}" -package-name daemonapp -emit-module -emit-module-path "$out/$name.swiftmodule" -o "$out/$name.o"
    touch "$out/$name.o"
}

# packages: compiles what FastCGI stands on, without instrumentation, into one archive.
packages() {
    local scratch=$out/packages
    if [ ! -e "$out/packages.a" ]; then
        local target
        for target in NIOCore HTTPTypes; do
            nice swift build -c release --scratch-path "$scratch" --target "$target"
        done
        find "$scratch/release/" -name '*.o' -print0 | xargs -0 ar rcs "$out/packages.a"
    fi
    foreign=(-I "$scratch/release/Modules")
    local map
    for map in "$scratch"/release/*.build/module.modulemap .build/checkouts/swift-atomics/Sources/_AtomicsShims/include/module.modulemap; do
        foreign+=(-Xcc "-fmodule-map-file=$map")
    done
}

build() {
    mkdir -p "$out"
    [ -d .build/checkouts/BigInt ] && [ -d .build/checkouts/swift-nio ] || swift package resolve
    packages
    local newer=()
    module BigInt .build/checkouts/BigInt/Sources -sanitize=address -suppress-warnings
    newer=("$out/BigInt.o")
    module FastCGI Sources/FastCGI "${own[@]}" "${foreign[@]}" -sanitize=fuzzer,address
    module ZConfig Sources/ZConfig "${own[@]}" -sanitize=fuzzer,address
    newer=("$out/ZConfig.o")
    module ZConfigSchemaXML Sources/ZConfigSchemaXML "${own[@]}" -sanitize=fuzzer,address
    module ZConfigReference Sources/ZConfigReference "${own[@]}" -sanitize=fuzzer,address
    newer=("$out/ZConfigSchemaXML.o" "$out/ZConfigReference.o")
    module Fuzzing Fuzzing/Support "${own[@]}" -sanitize=address
    newer=("$out/Fuzzing.o")
    newer=("$out/FastCGI.o" "$out/Fuzzing.o")
    for target in "${targets[@]}"; do
        module "$target" "Fuzzing/Targets/$target.swift" "${own[@]}" "${foreign[@]}" -sanitize=fuzzer,address
        # The linker warns of symbols that the sanitizer keeps to itself.
        [ "$out/fuzz-$target" -nt "$out/$target.o" ] || swiftc -sanitize=fuzzer,address \
            "$out"/{BigInt,FastCGI,ZConfig,ZConfigSchemaXML,ZConfigReference,Fuzzing,"$target"}.o -lexpat \
            "$out/packages.a" \
            -o "$out/fuzz-$target" 2> >(grep -v 'Cannot export local symbol' >&2)
    done
}

run() {
    local target=$1 log=$out/$1.log
    mkdir -p "$out/corpus/$target" Fuzzing/findings
    echo "$target: $seconds s"
    if SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 nice "$out/fuzz-$target" \
        -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -dict=Fuzzing/dictionary.txt \
        -artifact_prefix="Fuzzing/findings/$target-" "$out/corpus/$target" "$out/seeds/$target" >"$log" 2>&1; then
        grep -E '^#[0-9]+\s+(INITED|DONE)' "$log"
        grep -E 'average_exec|peak_rss' "$log"
    else
        grep -E 'Fatal error|SUMMARY|Test unit written' "$log" | cut -c 1-2000 || tail -20 "$log"
        return 1
    fi
}

targets=(configuration schema schemaless datatypes fastcgi-records cgi-variables cgi-response)
[ $# -eq 0 ] || [ "$1" = build ] || targets=("$@")
build
[ "${1-}" != build ] || exit 0
python3 Fuzzing/seeds.py "$out/seeds"
status=0
for target in "${targets[@]}"; do run "$target" || status=1; done
exit $status
