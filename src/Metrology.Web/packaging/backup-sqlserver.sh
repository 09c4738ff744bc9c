#!/bin/bash
# Inside the container of docker-compose.yml: backs the database up every night at 02:30 and once at the start, reads each again, keeps two weeks. Ends when it cannot, so that the container is seen to be unhealthy.
set -euo pipefail
: "${METROLOGY_DATABASE:?name of the database in the connection string}"
folder=/var/opt/mssql/backup
query() { SQLCMDPASSWORD="$MSSQL_SA_PASSWORD" /opt/mssql-tools18/bin/sqlcmd -C -b -S sqlserver -U sa -v database="$METROLOGY_DATABASE" file="$1" -Q "$2"; }
while true; do
  file="$folder/metrology-$(date -u +%Y%m%d-%H%M%S).bak"
  query "$file" "BACKUP DATABASE [\$(database)] TO DISK = N'\$(file)' WITH CHECKSUM, INIT"
  query "$file" "RESTORE VERIFYONLY FROM DISK = N'\$(file)' WITH CHECKSUM"
  find "$folder" -name 'metrology-*.bak' -mtime +14 -delete
  touch /tmp/last-backup
  sleep $(( ($(date -d 'tomorrow 02:30' +%s) - $(date +%s)) ))
done
