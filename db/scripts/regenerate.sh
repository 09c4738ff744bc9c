#!/usr/bin/env bash
# After a change of the model while nothing is released: makes InitialCreate of both providers anew and writes both scripts.
# Databases made before must be deleted; they say so by "table … already exists". Once a version is released this script is retired and a change adds a
# migration instead (db/README.md).
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet tool restore >/dev/null
# Nothing is deleted before the model compiles.
dotnet build db/Metrology.Db.Tool -v q --nologo -clp:NoSummary -p:WithoutMigrations=true
for provider in Sqlite SqlServer; do
  rm -rf "db/Metrology.Db.$provider/Migrations"
  dotnet ef migrations add InitialCreate --project "db/Metrology.Db.$provider" --no-build
done
dotnet build db/Metrology.Db.Tool -v q --nologo -clp:NoSummary --no-restore
dotnet run --project db/Metrology.Db.Tool --no-build -- script
dotnet run --project db/Metrology.Db.Tool --no-build -- verify
