#!/usr/bin/env bash
# Pages under load, from a second process on loopback: benches/pages.sh DUHENG DIR [SECONDS [FILE.csv REGISTER]]
# With a file, it is imported meanwhile. Needs wrk (Debian's package).
set -euo pipefail
duheng=$1 dir=$2 seconds=${3:-2} file=${4:-} register=${5:-} port=8695 at=http://127.0.0.1:8695
log=$(mktemp)
"$duheng" serve "$dir" --listen 127.0.0.1:$port >"$log" 2>/dev/null &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
for _ in $(seq 50); do grep -q ticket= "$log" && break; sleep 0.1; done
# Whoever sits at the machine.
cookie="duheng=$(grep -o 'ticket=[0-9a-f]*' "$log" | cut -d= -f2)"
first() { curl -s -b "$cookie" "$at$1" | grep -o "href=\"$1/[^\"?/]*" | sed -n '1s/href="//p'; }
pages="/ /indicators /figures /figures/F26 /registers /registers/school /rosters /duties /cases /cases/rectification
  /notices $(first /notices) /draws $(first /draws) /schools $(first /schools) /devices /report /journal /journal/5"
for page in $pages; do curl -s -b "$cookie" -o /dev/null "$at$page"; done
if [ -n "$file" ]; then "$duheng" import "$dir" "$file" --register "$register" >/dev/null & importing=$!; sleep 0.5; fi
told=$(mktemp)
trap 'kill $server 2>/dev/null || true; rm -f "$told" "$log"' EXIT
cat >"$told" <<'LUA'
done = function(summary, latency)
  local ms = function(p) return latency:percentile(p) / 1000 end
  print(string.format("TOLD %.0f %.2f %.2f %.2f", summary.requests / (summary.duration / 1e6), ms(50), ms(95), ms(99)))
end
LUA
printf '%-40s %12s %10s %10s %10s\n' page requests/s 'p50 ms' 'p95 ms' 'p99 ms'
for page in $pages; do
  beside=""
  if [ -n "$file" ] && ! kill -0 "$importing" 2>/dev/null; then beside="(import over)"; fi
  wrk -t1 -c16 -d"${seconds}s" -s "$told" -H "Cookie: $cookie" "$at$page" | awk -v page="$page" -v beside="$beside" \
    '/^TOLD/{printf "%-40s %12s %10s %10s %10s %s\n",page,$2,$3,$4,$5,beside}'
done
