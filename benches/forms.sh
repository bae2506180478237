#!/usr/bin/env bash
# Forms under load, from a second process on loopback: benches/forms.sh DUHENG DIR [SECONDS [CLIENTS]]
# A clerk of the sample records guards of his school, each with permission, checks, history and journal; DIR is made anew.
# Needs wrk (Debian's package).
set -euo pipefail
duheng=$1 dir=$2 seconds=${3:-8} clients=${4:-8} port=8696
export HOST=127.0.0.1:$port
at=http://$HOST jar=$(mktemp) script=$(mktemp)
"$duheng" demo "$dir" --listen "$HOST" >/dev/null 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; rm -f "$jar" "$script"' EXIT
for _ in $(seq 300); do curl -s -o /dev/null "$at/health" && break; sleep 0.2; done
ask() { curl -s -b "$jar" -c "$jar" -H "Origin: $at" "$@"; }
ask -o /dev/null --data-urlencode "person=样例陈校办" -d next=/ "$at/login"
export COOKIE WORD SCHOOL BASE
COOKIE=$(awk '/duheng/{print $6"="$7}' "$jar")
WORD=$(ask "$at/me" | grep -o 'name="word" value="[^"]*"' | sed -n '1s/.*value="//;1s/"//p')
SCHOOL=$(ask "$at/registers/guard" | grep -oE '\b[0-9]{10}\b' | sed -n 1p)
BASE=F$$
cat >"$script" <<'LUA'
local sent, refused = 0, 0
local function field(name, text) return "&" .. name .. "=" .. text end
function request()
  sent = sent + 1
  local cells = field("cell+%E4%BF%9D%E5%AE%89%E7%BC%96%E5%8F%B7", os.getenv("BASE") .. "-" .. sent)
    .. field("cell+%E5%A7%93%E5%90%8D", "%E6%A0%B7%E4%BE%8B%E5%91%98") .. field("cell+%E6%A0%A1%E5%9B%AD", os.getenv("SCHOOL"))
    .. field("cell+%E4%BF%9D%E5%AE%89%E5%91%98%E8%AF%81", "%E6%98%AF") .. field("cell+%E8%83%8C%E6%99%AF%E5%AE%A1%E6%9F%A5", "%E6%98%AF")
    .. field("cell+%E4%B8%8A%E5%B2%97%E6%97%A5%E6%9C%9F", "2022-02-01")
  local head = { ["Host"] = os.getenv("HOST"), ["Origin"] = "http://" .. os.getenv("HOST"), ["Cookie"] = os.getenv("COOKIE"),
    ["Content-Type"] = "application/x-www-form-urlencoded" }
  return wrk.format("POST", "/registers/guard/rows", head, "word=" .. os.getenv("WORD") .. cells)
end
function response(status) if status ~= 303 then refused = refused + 1; if refused < 3 then print("refused: " .. status) end end end
LUA
wrk -t1 -c"$clients" -d"${seconds}s" --latency -s "$script" "$at" | grep -E "refused|50%|99%|Requests/sec|requests in"
grep VmRSS "/proc/$server/status"
