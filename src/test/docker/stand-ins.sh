#!/usr/bin/env bash
# Makes local images that bear the public names which the Dockerfile, the compose file and the tests use, from Debian's
# packages and this machine's JDK, for machines that cannot pull. An image that is there already is left as it is.
#
#   stand-ins.sh [NAME…]   all of them, or those named: postgres, prometheus, maven, jre
#
# Ends with 75 where no Docker engine can be had.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=src/test/docker/buildkit.sh
. ./buildkit.sh

readonly SUITE=trixie
readonly BASE=rollover-stand-in/debian:$SUITE
readonly MAVEN=maven:3-eclipse-temurin-25
readonly JRE=eclipse-temurin:25-jre

missing() { ! docker image inspect "$1" >/dev/null 2>&1; }

# The mirror that this machine's own packages come from.
mirror() {
  # shellcheck disable=SC2016 # apt's own variables
  apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian //p' | head -1
}

base() {
  missing "$BASE" || return 0
  apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends debootstrap >/dev/null
  local root
  root=$(mktemp -d)
  # shellcheck disable=SC2046 # without a mirror, debootstrap has its own
  debootstrap --variant=minbase "$SUITE" "$root" $(mirror) >"$root.log" || { tail -5 "$root.log" >&2; exit 1; }
  tar -C "$root" --exclude=./var/cache/apt --exclude='./var/lib/apt/lists/*' --exclude='./dev/*' -c . |
    docker import - "$BASE" >/dev/null
  rm -rf "$root" "$root.log"
}

# This machine's JDK 25.
jdk() {
  find /usr/lib/jvm /opt -maxdepth 3 -name release -exec grep -q '^JAVA_VERSION="25' {} \; -printf '%h\n' -quit 2>/dev/null
}

stand_in() { # IMAGE FOLDER [BUILD-ARGUMENT…]
  local image=$1 folder=$2
  shift 2
  base
  build --build-arg "BASE=$BASE" "$@" -t "$image" "$folder"
  echo "made a stand-in for $image"
}

postgres() { ! missing postgres:17 || stand_in postgres:17 stand-ins/postgres; }

prometheus() { ! missing prom/prometheus:v2.53.3 || stand_in prom/prometheus:v2.53.3 stand-ins/prometheus; }

maven() {
  missing "$MAVEN" || return 0
  local jdk context
  jdk=$(jdk)
  [ -n "$jdk" ] || { echo "this machine has no JDK 25 to stand in with" >&2; exit 1; }
  context=$(mktemp -d)
  cp stand-ins/maven/Dockerfile "$context"
  # With the files that its links lead out to, such as the roots that this machine trusts.
  cp -rL "$jdk" "$context/jdk"
  stand_in "$MAVEN" "$context"
  rm -rf "$context"
}

jre() {
  missing "$JRE" || return 0
  maven
  stand_in "$JRE" stand-ins/jre --build-arg "MAVEN=$MAVEN"
}

./engine.sh
[ $# -gt 0 ] || set -- postgres prometheus maven jre
for name in "$@"; do
  case $name in
    postgres | prometheus | maven | jre) "$name" ;;
    *) echo "there is no stand-in '$name'" >&2; exit 2 ;;
  esac
done
