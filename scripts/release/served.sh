#!/usr/bin/env bash
# Waits until npm serves the version of package.json, and checks that it is the tarball that was checked, with provenance.
# Usage: scripts/release/served.sh INTEGRITY
set -euo pipefail
cd "$(dirname "$0")/../.."

expected=$1
package=$(node -p "const { name, version } = require('./package.json'); name + '@' + version")

# What npm answers can lag behind a publication by some minutes.
MAX_ATTEMPTS=40
PAUSE_SECONDS=15

messages=$(mktemp)
trap 'rm -f "$messages"' EXIT

# One field of the version; nothing where npm does not serve it, or not yet.
field() {
	npm view "$package" "$1" 2> "$messages" || true
}

refuse() {
	echo "$1" >&2
	exit 1
}

for ((attempt = 1; ; attempt++)); do
	served=$(field dist.integrity)
	if [ -n "$served" ]; then break; fi
	if [ "$attempt" -ge "$MAX_ATTEMPTS" ]; then
		cat "$messages" >&2
		refuse "npm does not serve $package $((MAX_ATTEMPTS * PAUSE_SECONDS / 60)) minutes after it was published. Run this job again later."
	fi
	sleep "$PAUSE_SECONDS"
done

if [ "$served" != "$expected" ]; then
	refuse "npm serves $package as $served, in place of $expected. Deprecate this version, and find out where it comes from."
fi

provenance=$(field dist.attestations.provenance.predicateType)
case $provenance in
https://slsa.dev/provenance/*) ;;
*) refuse "npm serves $package without provenance, so n8n would not verify it. Publish the next version with it." ;;
esac

echo "npm serves $package as it was checked, with provenance: $served"
