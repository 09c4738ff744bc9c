/* What the library promises, without a network. Arguments: pairs of a text in hex and its CRC from crc-vectors.json. Says what failed and gives 1. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../metrology_gateway.h"

static int failures;

#define CHECK(condition) ((condition) ? (void)0 : (void)(failures++, printf("line %d: %s\n", __LINE__, #condition)))

static const char *const instant = "2026-08-21T06:30:05.123Z";
static mg_reading one = {"energy.active.import", "kWh", 1234567, 1, 3};

static int add(mg_gateway *g) { return mg_add(g, instant, NULL, &one, 1); }

static void payload(void) {
  static uint8_t ring[4096];
  static const char expected[] =
      "{\"boot\":\"b1\",\"seq\":0,\"time\":\"2026-08-21T06:30:05.123Z\",\"answers\":\"run-1\",\"readings\":["
      "{\"measurand\":\"energy.active.import\",\"value\":\"-0.007\",\"unit\":\"kWh\",\"resolution\":\"0.001\"},"
      "{\"measurand\":\"voltage\",\"value\":\"230\",\"unit\":\"V\",\"resolution\":\"1\"},"
      "{\"measurand\":\"current\",\"value\":\"999999999999999.5\",\"unit\":\"A\",\"resolution\":\"0.5\"}]}";
  mg_reading many[3] = {{"energy.active.import", "kWh", -7, 1, 3}, {"voltage", "V", 230, 1, 0}, {"current", "A", 9999999999999995, 5, 1}};
  mg_gateway g;
  mg_message m;
  CHECK(mg_open(&g, "meter-1", "b1", ring, sizeof ring) == MG_OK);
  CHECK(mg_next(&g, &m) == MG_EMPTY);
  CHECK(mg_add(&g, instant, "run-1", many, 3) == MG_OK);
  CHECK(mg_next(&g, &m) == MG_OK && m.length == sizeof expected - 1 && memcmp(m.payload, expected, m.length) == 0 && !m.again && m.id == 1);
  many[1].measurand = "current";
  CHECK(mg_add(&g, instant, NULL, many, 3) == MG_INVALID);
  many[1] = one;
  many[1].measurand = "voltage";
  many[1].resolution = 0;
  CHECK(mg_add(&g, instant, NULL, many, 2) == MG_INVALID);
  many[1].resolution = 10;
  CHECK(mg_add(&g, instant, NULL, many, 2) == MG_INVALID);
  many[1].scaled = INT64_MIN;
  many[1].resolution = 1;
  many[1].decimals = 0;
  CHECK(mg_add(&g, instant, NULL, many, 2) == MG_INVALID);
  CHECK(mg_add(&g, "bad\"time", NULL, many, 1) == MG_INVALID && mg_add(&g, instant, NULL, many, 0) == MG_INVALID);
  CHECK(mg_open(&g, "meter/1", "b1", ring, sizeof ring) == MG_INVALID && mg_open(&g, "meter", "", ring, sizeof ring) == MG_INVALID);
}

/* Fills, acknowledges in all sorts of order, and compares with a plain list. */
static void ring_against_list(unsigned seed) {
  static uint8_t ring[1500];
  static uint16_t waiting[64];
  static char text[MG_NAME + 1];
  int count = 0, turn, next = 0;
  mg_gateway g;
  mg_message m;
  srand(seed);
  CHECK(mg_open(&g, "m", "b", ring, sizeof ring) == MG_OK);
  for (turn = 0; turn < 20000; turn++) {
    int act = rand() % 8;
    if (act < 3) {
      int result, length = 1 + rand() % MG_NAME;
      memset(text, 'x', sizeof text);
      text[length] = 0;
      result = mg_add(&g, instant, text, &one, 1);
      CHECK(result == MG_OK || (result == MG_FULL && count > 0));
      if (result == MG_OK)
        waiting[count++] = (uint16_t)(g.next_id == 1 ? 0xFFFF : g.next_id - 1);
    } else if (act < 5) {
      if (mg_next(&g, &m) == MG_OK) {
        while (next < count && waiting[next] != m.id)
          next++;
        CHECK(next < count);
        next++;
      } else
        CHECK(next >= count || 1);
    } else if (act < 7 && count > 0) {
      int which = rand() % 3 ? 0 : rand() % count;
      uint16_t id = waiting[which];
      CHECK(mg_acknowledge(&g, id) == MG_OK);
      memmove(waiting + which, waiting + which + 1, sizeof waiting[0] * (size_t)(count - which - 1));
      count--;
      if (which < next)
        next--;
    } else if (rand() % 4 == 0) {
      mg_rewind(&g);
      next = 0;
    } else if (rand() % 4 == 0) {
      /* A reset: only the ring is left. Those acknowledged out of order are not given out again. */
      int i, left = mg_recover(&g, "m", "b2", ring, sizeof ring);
      CHECK(left >= count);
      for (i = 0; i < count; i++)
        CHECK(mg_next(&g, &m) == MG_OK && m.id == waiting[i] && m.again);
      CHECK(mg_next(&g, &m) == MG_EMPTY);
      next = count;
    }
  }
  mg_rewind(&g);
  for (turn = 0; turn < count; turn++)
    CHECK(mg_next(&g, &m) == MG_OK && m.id == waiting[turn]);
  CHECK(mg_next(&g, &m) == MG_EMPTY && mg_acknowledge(&g, 0) == MG_UNKNOWN);
}

static void damage(void) {
  static uint8_t ring[2048];
  mg_gateway g;
  int i;
  CHECK(mg_open(&g, "m", "b", ring, sizeof ring) == MG_OK);
  for (i = 0; i < 4; i++)
    CHECK(add(&g) == MG_OK);
  ring[g.tail - 5] ^= 1; /* the last one was cut off */
  CHECK(mg_recover(&g, "m", "b2", ring, sizeof ring) == 3);
  memset(ring, 0xEE, 32);
  CHECK(mg_recover(&g, "m", "b2", ring, sizeof ring) == MG_INVALID);
}

static void instants(void) {
  char text[25];
  mg_time(0, text);
  CHECK(strcmp(text, "1970-01-01T00:00:00.000Z") == 0);
  mg_time(1787293805123u, text);
  CHECK(strcmp(text, "2026-08-21T06:30:05.123Z") == 0);
  mg_time(951827696789u, text);
  CHECK(strcmp(text, "2000-02-29T12:34:56.789Z") == 0);
}

int main(int count, char **arguments) {
  int i;
  unsigned seed;
  for (i = 1; i + 1 < count; i += 2) {
    uint32_t crc = 0;
    const char *hex = arguments[i];
    for (; hex[0] != 0; hex += 2) {
      unsigned byte;
      uint8_t octet;
      sscanf(hex, "%2x", &byte);
      octet = (uint8_t)byte;
      crc = mg_crc32(crc, &octet, 1);
    }
    CHECK(crc == strtoul(arguments[i + 1], NULL, 16));
  }
  payload();
  for (seed = 1; seed <= 20; seed++)
    ring_against_list(seed);
  damage();
  instants();
  return failures == 0 ? 0 : 1;
}
