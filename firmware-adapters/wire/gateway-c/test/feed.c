/*
 * A gateway on a host (POSIX): sends COUNT readings to 127.0.0.1:PORT, loses every third acknowledgement and its connection now and then, resets once, and
 * ends when the ring is empty, or after a minute. Says how many messages it sent. Arguments: PORT INSTRUMENT KEY COUNT
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../metrology_gateway.h"

static uint8_t ring[8192], out[2048], in[4096];
static size_t held;

static int dial(int port, const char *name, const char *key) {
  struct sockaddr_in at = {0};
  int peer = socket(AF_INET, SOCK_STREAM, 0);
  size_t length = mg_mqtt_connect(out, sizeof out, name, name, key, 60);
  at.sin_family = AF_INET;
  at.sin_port = htons((uint16_t)port);
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  held = 0;
  if (connect(peer, (struct sockaddr *)&at, sizeof at) != 0 || write(peer, out, length) != (ssize_t)length || read(peer, in, 4) != 4 || in[0] != 0x20 || in[3] != 0) {
    fprintf(stderr, "not let in\n");
    exit(1);
  }
  return peer;
}

int main(int argc, char **argv) {
  int port, count, added = 0, sent = 0, owed = 0, heard = 0, peer, was_reset = 0;
  mg_gateway g;
  mg_message m;
  if (argc != 5)
    return 2;
  port = atoi(argv[1]);
  count = atoi(argv[4]);
  if (mg_open(&g, argv[2], "start-1", ring, sizeof ring) != MG_OK)
    return 2;
  alarm(60);
  peer = dial(port, argv[2], argv[3]);
  while (added < count || mg_waiting(&g) > 0) {
    int full = 0;
    while (added < count && !full) {
      char time[25];
      mg_reading reading = {"energy.active.import", "kWh", 0, 1, 3};
      reading.scaled = added;
      mg_time(1787293805000u + (uint64_t)added * 1000u, time);
      full = mg_add(&g, time, NULL, &reading, 1) != MG_OK;
      added += !full;
    }
    while (mg_next(&g, &m) == MG_OK) {
      size_t length = mg_mqtt_publish(&g, &m, out, sizeof out);
      if (write(peer, out, length) != (ssize_t)length)
        return 1;
      sent++;
      owed++;
    }
    while (owed > 0) {
      uint16_t id;
      int used = mg_mqtt_take(in, held, &id);
      if (used > 0) {
        memmove(in, in + used, held - (size_t)used);
        held -= (size_t)used;
        if (id == 0)
          continue;
        owed--;
        if (++heard % 3 != 0)
          mg_acknowledge(&g, id);
        if (heard % 7 == 0)
          break; /* the line is cut before the other acknowledgements are read */
      } else {
        ssize_t got = used < 0 ? -1 : read(peer, in + held, sizeof in - held);
        if (got <= 0)
          return 1;
        held += (size_t)got;
      }
    }
    if (mg_waiting(&g) > 0) {
      /* The line is gone; what is not acknowledged goes out again. Once the instrument itself starts anew on what its ring still holds. */
      close(peer);
      if (!was_reset && added > count / 2) {
        was_reset = 1;
        if (mg_recover(&g, argv[2], "start-2", ring, sizeof ring) < 0)
          return 1;
      } else
        mg_rewind(&g);
      owed = 0;
      peer = dial(port, argv[2], argv[3]);
    }
  }
  close(peer);
  printf("%d\n", sent);
  return 0;
}
