#!/bin/sh
# Takes the first letter out of the box; exit status 1 says that there is none.
set -eu
box=${TMPDIR:-/tmp}/daemonapp-quickstart.$PPID
for letter in "$box"/letter-*; do
    [ -e "$letter" ] || exit 1
    rm "$letter"
    echo "sorted ${letter##*/}"
    exit 0
done
