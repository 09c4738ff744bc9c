/*
 * Readings of an instrument as messages of the wire contract, version 1 (../contract.md), kept until they are acknowledged.
 *
 * Portable C99: no malloc, no floating point, no I/O, no global state, no assumption about byte order or alignment. The caller gives the memory of the ring
 * (battery-backed memory makes messages outlive a reset), moves the bytes, and tells the time. One gateway belongs to one task.
 */
#ifndef METROLOGY_GATEWAY_H
#define METROLOGY_GATEWAY_H

#include <stddef.h>
#include <stdint.h>

#define MG_NAME 64            /* longest name of the contract, without the closing zero */
#define MG_READINGS 64        /* most readings of a message */
#define MG_SMALLEST_RING 256  /* bytes */

enum {
  MG_OK = 0,
  MG_FULL = -1,    /* no room before something is acknowledged: stop measuring, never overwrite */
  MG_INVALID = -2, /* an argument that the contract does not allow; nothing was kept */
  MG_EMPTY = -3,   /* nothing to send now */
  MG_UNKNOWN = -4  /* an acknowledgement of nothing that waits; harmless */
};

/* value = scaled / 10^decimals, resolution likewise: 1234.567 kWh in steps of 0.001 is {"energy.active.import", "kWh", 1234567, 1, 3}. */
typedef struct {
  const char *measurand;
  const char *unit;
  int64_t scaled;
  int64_t resolution; /* above 0; scaled is a multiple of it */
  uint8_t decimals;   /* 0…9 */
} mg_reading;

typedef struct {
  const uint8_t *payload; /* in the ring, until it is acknowledged */
  uint16_t length;
  uint16_t id;            /* never 0: serves as packet identifier of MQTT */
  uint8_t again;          /* it was given out before */
} mg_message;

typedef struct {
  char instrument[MG_NAME + 1];
  char boot[MG_NAME + 1];
  uint8_t *ring;
  uint32_t size, head, tail, cursor;
  uint32_t generation;
  uint64_t seq;
  uint16_t next_id;
  uint16_t count;
  uint16_t ahead; /* messages between the cursor and the tail */
} mg_gateway;

/* Begins with an empty ring. boot must differ from that of every start before: a counter in flash, or a random number. */
int mg_open(mg_gateway *gateway, const char *instrument, const char *boot, void *memory, size_t size);

/* Begins with what is left in the ring from before a reset; returns how many messages, or MG_INVALID where the memory holds no ring (then mg_open). */
int mg_recover(mg_gateway *gateway, const char *instrument, const char *boot, void *memory, size_t size);

/* Numbers and keeps a message. time: "2026-08-21T06:30:05.123Z"; answers: the id of the command, or NULL for a live message. */
int mg_add(mg_gateway *gateway, const char *time, const char *answers, const mg_reading *readings, size_t count);

/* The next message that was not given out on this connection, oldest first. */
int mg_next(mg_gateway *gateway, mg_message *message);

/* The server has it: PUBACK. */
int mg_acknowledge(mg_gateway *gateway, uint16_t id);

/* After a lost connection: everything that is not acknowledged is given out again, in order. */
void mg_rewind(mg_gateway *gateway);

/* Messages that wait for their acknowledgement. */
uint16_t mg_waiting(const mg_gateway *gateway);

/* Milliseconds since 1970 in UTC as "2026-08-21T06:30:05.123Z"; out has 25 bytes. */
void mg_time(uint64_t unix_milliseconds, char *out);

/* CRC-32/ISO-HDLC, as in Ethernet and zip (../crc-vectors.json). Begin with crc = 0; go on with the last result. */
uint32_t mg_crc32(uint32_t crc, const void *bytes, size_t length);

/* MQTT 3.1.1 for those who have no client library. Each returns the bytes written, 0 where room is too small. */
size_t mg_mqtt_connect(uint8_t *out, size_t room, const char *client_id, const char *user, const char *password, uint16_t keep_alive_seconds);
size_t mg_mqtt_publish(const mg_gateway *gateway, const mg_message *message, uint8_t *out, size_t room);

/* Takes one packet from the front of what was received: returns its bytes, 0 where it is not complete, negative where it is no MQTT. *id is set for PUBACK, 0 for others. */
int mg_mqtt_take(const uint8_t *in, size_t length, uint16_t *id);

#endif
