#!/usr/bin/env bash
# A run with foreign peers, its transcript on standard output (docs/foreign-peers.md): python3-pymodbus as a meter, mosquitto as broker between station and
# server, mosquitto_pub as a bench. Needs Debian's mosquitto, mosquitto-clients, python3-pymodbus; builds nothing: `dotnet build src/Metrology.Web` before.
set -euo pipefail
cd "$(dirname "$0")/../.."
metrology=(dotnet exec "${METROLOGY:-src/Metrology.Web/bin/Debug/net10.0/metrology.dll}")
python=/usr/bin/python3
folder=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null; wait 2>/dev/null; rm -rf "$folder"' EXIT
port() { "$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
say() { printf '\n$ %s\n' "$*"; }
until_line() { for _ in $(seq 600); do grep -q "$2" "$1" && return; sleep 0.1; done; echo "nothing like '$2':"; cat "$1"; exit 1; }
shown() { sed -e "s#$folder#DIR#g" -e "s#:$server\b#:SERVER#g" -e "s#:$broker\b#:BROKER#g" -e "s#:$modbus\b#:METER#g" "$@"; }

server=$(port) broker=$(port) http=$(port) number=330000000077
mkdir "$folder/server" "$folder/station"

echo "versions"
{ mosquitto -h || true; } | head -1
mosquitto_pub --version || true
"$python" -c 'import pymodbus.version, platform; print("pymodbus", pymodbus.version.version.short(), "on Python", platform.python_version())'

"$python" tests/foreign-peers/meter.py $number >"$folder/meter" 2>"$folder/meter.log" & started+=($!)
until_line "$folder/meter" '[0-9]'
modbus=$(cat "$folder/meter")

echo '{"instruments":{"hall-2.meter":"key of the meter","bench-3":"key of the bench"}}' >"$folder/server/station.json"
cat >"$folder/mosquitto.conf" <<CONF
listener $broker 127.0.0.1
allow_anonymous true
persistence false
user $(id -un)
connection to-the-server
address 127.0.0.1:$server
remote_clientid bridge-1
remote_username hall-2.meter
remote_password key of the meter
cleansession false
try_private false
notifications false
bridge_protocol_version mqttv50
topic metrology/v1/hall-2.meter/readings out 1
CONF
cat >"$folder/station/instruments.json" <<JSON
{"instruments":[{"name":"hall-2.meter","key":"mosquitto asks for none","protocol":"modbus-tcp","link":"tcp:127.0.0.1:$modbus","address":"7",
  "model":"generic-float32","serialNumber":"$number","everySeconds":0.5}]}
JSON

say "mosquitto -c mosquitto.conf"
shown "$folder/mosquitto.conf"
mosquitto -c "$folder/mosquitto.conf" >"$folder/mosquitto.log" 2>&1 & started+=($!)

say "metrology station --data DIR/station --mqtt 127.0.0.1:BROKER      (the server is not there yet)"
"${metrology[@]}" station --data "$folder/station" --mqtt "127.0.0.1:$broker" --lang en >"$folder/station.log" 2>&1 & station=$!; started+=($station)
until_line "$folder/station.log" station.reading
until_line "$folder/station.log" station.online
shown "$folder/station.log"

say "metrology serve --data DIR/server --mqtt 127.0.0.1:SERVER"
"${metrology[@]}" serve --data "$folder/server" --urls "http://127.0.0.1:$http" --mqtt "127.0.0.1:$server" --lang en >"$folder/server.log" 2>&1 & serve=$!; started+=($serve)
until_line "$folder/server.log" MQTT:
shown "$folder/server.log" | grep MQTT:

bench='{"boot":"b1","seq":1,"time":"2026-08-21T06:30:05Z","readings":[{"measurand":"voltage","value":"219.9","unit":"V","resolution":"0.1"}]}'
for turn in once again; do
  say "mosquitto_pub -V mqttv5 -q 1 -p SERVER -u bench-3 -P … -t metrology/v1/bench-3/readings -m '$bench'      ($turn)"
  mosquitto_pub -d -V mqttv5 -h 127.0.0.1 -p "$server" -i bench-3 -u bench-3 -P "key of the bench" -q 1 -t metrology/v1/bench-3/readings -m "$bench"
done
say "mosquitto_pub -V mqttv5 -q 1 … -t metrology/v1/hall-2.meter/readings      (the name of another)"
mosquitto_pub -d -V mqttv5 -h 127.0.0.1 -p "$server" -i bench-3 -u bench-3 -P "key of the bench" -q 1 -t metrology/v1/hall-2.meter/readings -m "$bench" || true

rows='SELECT Instrument, COUNT(*), MIN(Sequence), MAX(Sequence) FROM InstrumentMessages GROUP BY Instrument ORDER BY Instrument'
ask() { "$python" - "$folder/server/metrology.db" "$1" <<'PY'
import sqlite3, sys
for row in sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute(sys.argv[2]):
    print(*(value.decode() if isinstance(value, bytes) else value for value in row), sep=" | ")
PY
}
for _ in $(seq 300); do [ "$(ask "SELECT COUNT(*) FROM InstrumentMessages WHERE Instrument = 'hall-2.meter'")" -ge 8 ] && break; sleep 0.1; done
kill "$station" "$serve"; wait "$station" "$serve" 2>/dev/null || true

say "what is in the database: instrument, messages, first and last number"
ask "$rows"
say "the first message that pymodbus, station and mosquitto brought"
ask "SELECT Payload FROM InstrumentMessages WHERE Instrument = 'hall-2.meter' ORDER BY Sequence LIMIT 1" | sed -E 's/"boot":"[0-9a-f]+"/"boot":"…"/'
[ "$(ask "SELECT COUNT(*) = MAX(Sequence) AND MIN(Sequence) = 1 AND COUNT(*) >= 8 FROM InstrumentMessages WHERE Instrument = 'hall-2.meter'")" = 1 ] || { echo "numbers are missing"; exit 1; }
[ "$(ask "SELECT COUNT(*) FROM InstrumentMessages WHERE Instrument = 'bench-3'")" = 1 ] || { echo "the bench is not there once"; exit 1; }
