#!/usr/bin/env bash
# Records the profiles in recorded/ from the programs in programs/, what `go tool pprof` prints of them into expected/,
# what it prints of random profiles into random.json, and how Go's regular expressions and numbers behave into
# regexp.json and format.json. Needs Go and Node 24; the tests need no Go.
#
#   record.sh             everything anew: other profiles, since time and chance are in them
#   record.sh --expected  only what Go says of the profiles there are
set -euo pipefail
cd "$(dirname "$0")"

# Fixed, because the name of the binary becomes part of every profile.
readonly BUILD=/tmp/gantry-profiles

record() {
  rm -rf recorded "$BUILD"
  mkdir -p "$BUILD"
  (cd programs && go build -trimpath -o "$BUILD/" ./catalog ./turnstile ./harvest)
  local program effort
  while read -r program effort; do
    "$BUILD/$program" "recorded/$program" "$effort"
    # Less work, for comparing.
    "$BUILD/$program" "recorded/$program/earlier" "$((effort / 2))"
  done <<'PROGRAMS'
catalog 2600
turnstile 400000
harvest 3600
PROGRAMS
  rm -rf "$BUILD"
}

# expect SLUG PROFILE OPTION…: the table, under the command that printed it.
expect() {
  local slug=$1 profile=$2
  shift 2
  local name="${profile//\//-}"
  {
    echo "\$ go tool pprof -symbolize=none -top${*:+ $*} $profile.pb.gz"
    (cd recorded && go tool pprof -symbolize=none -top "$@" "$profile.pb.gz" 2>/dev/null) | sed -n '/^ *flat  flat%/,$p'
  } >"expected/$name.$slug.txt"
}

readonly EVERYTHING=(-nodecount=0 -nodefraction=0 -edgefraction=0)

expect_all() {
  rm -rf expected
  mkdir expected
  local program kind
  for program in catalog turnstile harvest; do
    for kind in cpu heap allocs goroutine mutex block; do
      expect everything "$program/$kind" "${EVERYTHING[@]}"
      expect default "$program/$kind"
    done
    expect samples "$program/cpu" "${EVERYTHING[@]}" -sample_index=samples
    expect ten "$program/cpu" -nodecount=10
    expect few "$program/allocs" -nodecount=4 -nodefraction=0.1 -edgefraction=0.2
    expect inuse-objects "$program/heap" "${EVERYTHING[@]}" -sample_index=inuse_objects
    expect alloc-space "$program/heap" "${EVERYTHING[@]}" -sample_index=alloc_space
    expect alloc-objects "$program/allocs" "${EVERYTHING[@]}" -sample_index=0
    expect contentions "$program/block" "${EVERYTHING[@]}" -sample_index=contentions
    for kind in cpu allocs mutex; do
      expect base "$program/$kind" "${EVERYTHING[@]}" "-base=$program/earlier/$kind.pb.gz"
      expect diff-base "$program/$kind" "-diff_base=$program/earlier/$kind.pb.gz"
      expect base-normalize "$program/$kind" "${EVERYTHING[@]}" "-base=$program/earlier/$kind.pb.gz" -normalize
      expect diff-base-normalize "$program/$kind" "${EVERYTHING[@]}" "-diff_base=$program/earlier/$kind.pb.gz" -normalize
    done
  done
  expect focus catalog/cpu "${EVERYTHING[@]}" '-focus=json\.(M|Unm)arshal$'
  expect focus-file catalog/cpu '-focus=regexp/exec\.go'
  expect focus-none catalog/cpu '-focus=NoSuchFunction'
  expect focus-ignore catalog/cpu '-focus=^main\.' '-ignore=(?i)REFLECT|^runtime\.gc'
  expect hide catalog/cpu "${EVERYTHING[@]}" '-hide=^(runtime|reflect|internal/)'
  expect hide-inlined catalog/cpu "${EVERYTHING[@]}" '-hide=main\.(each|keep|discount|byPrice)'
  expect show catalog/cpu "${EVERYTHING[@]}" '-show=^(main|encoding/json)\.'
  expect show-hide catalog/cpu '-show=\.go$' '-hide=\[\.\.\.\]'
  expect show-binary catalog/cpu '-show=/catalog$'
  expect ignore harvest/allocs "${EVERYTHING[@]}" '-ignore=main\.grow'
  expect hide-recursion harvest/allocs "${EVERYTHING[@]}" '-hide=^main\.grow$'
  expect filtered-base harvest/allocs -diff_base=harvest/earlier/allocs.pb.gz '-focus=fmt' '-hide=strings' -nodecount=5
  expect focus turnstile/mutex "${EVERYTHING[@]}" '-focus=\(\*gate\)'
}

[[ ${1:-} == --expected ]] || record
expect_all
go run record/regexp/main.go >regexp.json
go run record/format/main.go >format.json
node record/random.ts >random.json
