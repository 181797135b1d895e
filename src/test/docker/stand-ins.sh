#!/usr/bin/env bash
# Makes local images that bear the public names which the Dockerfile, the compose file and the tests use, from Debian's
# packages and this machine's JDK, for machines that cannot pull. An image that is there already is left as it is.
#
#   stand-ins.sh [NAME…]   all of them, or those named: postgres, prometheus, jdk, jre, maven
#
# Ends with 75 where no Docker engine can be had.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=buildkit.sh
. ./buildkit.sh

readonly SUITE=trixie
readonly BASE=rollover-stand-in/debian:$SUITE
readonly POSTGRES=postgres:17
readonly PROMETHEUS=prom/prometheus:v2.53.3

missing() { ! docker image inspect "$1" >/dev/null 2>&1; }

# The mirror that this machine's own packages come from.
mirror() {
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

# A stand-in's image from its folder.
stand_in() { # IMAGE FOLDER
  missing "$1" || return 0
  base
  build --build-arg "BASE=$BASE" -t "$1" "stand-ins/$2"
  echo "made a stand-in for $1"
}

postgres() { stand_in "$POSTGRES" postgres; }
prometheus() { stand_in "$PROMETHEUS" prometheus; }

./engine.sh
[ $# -gt 0 ] || set -- postgres prometheus
for name in "$@"; do
  case $name in
    postgres | prometheus) "$name" ;;
    *) echo "there is no stand-in '$name'" >&2; exit 2 ;;
  esac
done
