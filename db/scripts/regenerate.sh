#!/usr/bin/env bash
# After a change of the model while nothing is released: makes InitialCreate of both providers anew and writes both scripts.
# Once a version is released this script is retired; a change then adds a migration (see db/README.md).
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet tool restore >/dev/null
for provider in Sqlite SqlServer; do
  project="db/Metrology.Db.$provider"
  rm -rf "$project/Migrations"
  dotnet build "$project" -v q --nologo
  dotnet ef migrations add InitialCreate --project "$project" --no-build
done
dotnet run --project db/Metrology.Db.Tool -v q -- script
dotnet run --project db/Metrology.Db.Tool -v q --no-build -- verify
