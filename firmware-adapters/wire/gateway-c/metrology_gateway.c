#include "metrology_gateway.h"

#include <string.h>

/*
 * The ring: two copies of a header (generation, head, id of the head, CRC), of which the newer good one counts; then records that never wrap:
 * length, id, state, CRC of length, id and payload, payload. A length of 0xFFFF sends the reader back to the start.
 */
#define HEADER 16u
#define FIRST (2u * HEADER)
#define RECORD 12u
#define BACK 0xFFFFu
#define LARGEST 0xFFF0u
#define MOST_SEQ 9007199254740991u

enum { FRESH = 0x00, GIVEN = 0x5A, DONE = 0xA5 };

static void put16(uint8_t *at, uint16_t value) {
  at[0] = (uint8_t)value;
  at[1] = (uint8_t)(value >> 8);
}

static void put32(uint8_t *at, uint32_t value) {
  put16(at, (uint16_t)value);
  put16(at + 2, (uint16_t)(value >> 16));
}

static uint16_t get16(const uint8_t *at) { return (uint16_t)(at[0] | (at[1] << 8)); }

static uint32_t get32(const uint8_t *at) { return get16(at) | ((uint32_t)get16(at + 2) << 16); }

uint32_t mg_crc32(uint32_t crc, const void *bytes, size_t length) {
  const uint8_t *at = bytes;
  crc = ~crc;
  while (length-- > 0) {
    int bit;
    crc ^= *at++;
    for (bit = 0; bit < 8; bit++)
      crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1u)));
  }
  return ~crc;
}

static uint16_t following(uint16_t id) { return id == 0xFFFFu ? 1 : (uint16_t)(id + 1); }

static void save(mg_gateway *g, uint16_t head_id) {
  uint8_t *at = g->ring + (++g->generation & 1u) * HEADER;
  put32(at, g->generation);
  put32(at + 4, g->head);
  put32(at + 8, head_id);
  put32(at + 12, mg_crc32(0, at, 12));
}

static uint32_t record_crc(const uint8_t *record) {
  return mg_crc32(mg_crc32(0, record, 4), record + RECORD, get16(record));
}

/* Where the record at this place stands after a jump back. */
static uint32_t settle(const mg_gateway *g, uint32_t at) {
  return at + RECORD > g->size || get16(g->ring + at) == BACK ? FIRST : at;
}

static uint32_t after(const mg_gateway *g, uint32_t at) { return at + RECORD + get16(g->ring + at); }

/* Printable ASCII that stands in JSON as it is. */
static int is_name(const char *text) {
  size_t length = 0;
  if (text == NULL)
    return 0;
  for (; text[length] != 0; length++)
    if (length == MG_NAME || text[length] < '!' || text[length] > '~' || text[length] == '"' || text[length] == '\\')
      return 0;
  return length > 0;
}

static int is_instrument(const char *text) {
  size_t i;
  if (!is_name(text))
    return 0;
  for (i = 0; text[i] != 0; i++) {
    char c = text[i];
    if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-'))
      return 0;
  }
  return 1;
}

static int begin(mg_gateway *g, const char *instrument, const char *boot, void *memory, size_t size) {
  if (g == NULL || memory == NULL || size < MG_SMALLEST_RING || size > 0x7FFFFFFFu || !is_instrument(instrument) || !is_name(boot))
    return MG_INVALID;
  memset(g, 0, sizeof *g);
  strcpy(g->instrument, instrument);
  strcpy(g->boot, boot);
  g->ring = memory;
  g->size = (uint32_t)size;
  g->head = g->tail = g->cursor = FIRST;
  g->next_id = 1;
  return MG_OK;
}

int mg_open(mg_gateway *g, const char *instrument, const char *boot, void *memory, size_t size) {
  int result = begin(g, instrument, boot, memory, size);
  if (result == MG_OK) {
    memset(memory, 0, FIRST + RECORD);
    save(g, g->next_id);
  }
  return result;
}

static void drop_done(mg_gateway *g) {
  uint16_t id = g->count > 0 ? get16(g->ring + g->head + 2) : g->next_id;
  uint32_t before = g->head;
  while (g->count > 0 && g->ring[g->head + 4] == DONE) {
    if (g->cursor == g->head && g->ahead > 0) {
      g->cursor = settle(g, after(g, g->head));
      g->ahead--;
    }
    g->head = after(g, g->head);
    g->count--;
    if (g->count > 0)
      g->head = settle(g, g->head);
    id = g->count > 0 ? get16(g->ring + g->head + 2) : g->next_id;
  }
  if (g->count == 0)
    g->head = g->tail = g->cursor = FIRST;
  if (g->head != before || g->count == 0)
    save(g, id);
}

int mg_recover(mg_gateway *g, const char *instrument, const char *boot, void *memory, size_t size) {
  uint32_t i, at;
  int found = 0;
  if (begin(g, instrument, boot, memory, size) != MG_OK)
    return MG_INVALID;
  for (i = 0; i < 2; i++) {
    const uint8_t *header = g->ring + i * HEADER;
    if (get32(header + 12) != mg_crc32(0, header, 12) || (found && (int32_t)(get32(header) - g->generation) < 0))
      continue;
    if (get32(header + 4) < FIRST || get32(header + 4) > g->size || get32(header + 8) == 0 || get32(header + 8) > 0xFFFFu)
      continue;
    found = 1;
    g->generation = get32(header);
    g->head = g->cursor = get32(header + 4);
    g->next_id = (uint16_t)get32(header + 8);
  }
  if (!found)
    return MG_INVALID;
  /* What a reset cut off has no good CRC, and what is left from an earlier round has an older id. */
  for (at = g->head; g->count < 0xFFFEu; at = after(g, at)) {
    at = settle(g, at);
    if (at + RECORD > g->size || get16(g->ring + at) > g->size - at - RECORD || get16(g->ring + at + 2) != g->next_id
        || (g->count > 0 && at == g->head) || get32(g->ring + at + 8) != record_crc(g->ring + at))
      break;
    if (g->count == 0)
      g->head = g->cursor = at;
    g->count++;
    g->tail = after(g, at);
    g->next_id = following(g->next_id);
    if (g->ring[at + 4] != DONE)
      g->ring[at + 4] = GIVEN;
  }
  g->ahead = g->count;
  drop_done(g);
  return g->count;
}

/* Counts what it is given, and writes what there is room for. */
typedef struct {
  uint8_t *at;
  size_t room, length;
} writer;

static void add_char(writer *w, char c) {
  if (w->length < w->room)
    w->at[w->length] = (uint8_t)c;
  w->length++;
}

static void add_text(writer *w, const char *text) {
  while (*text != 0)
    add_char(w, *text++);
}

/* value / 10^decimals */
static void add_number(writer *w, uint64_t value, unsigned decimals) {
  char digits[24];
  unsigned count = 0;
  do {
    digits[count++] = (char)('0' + (int)(value % 10));
    value /= 10;
  } while (value > 0 || count <= decimals);
  while (count > 0) {
    if (count == decimals)
      add_char(w, '.');
    add_char(w, digits[--count]);
  }
}

static void add_field(writer *w, const char *name, const char *text) {
  add_text(w, name);
  add_text(w, text);
  add_char(w, '"');
}

static uint64_t size_of(int64_t value) { return value < 0 ? 0u - (uint64_t)value : (uint64_t)value; }

static int is_reading(const mg_reading *readings, size_t index) {
  const mg_reading *r = readings + index;
  uint64_t whole = size_of(r->scaled), step = size_of(r->resolution);
  size_t i;
  unsigned d;
  if (!is_name(r->measurand) || !is_name(r->unit) || r->decimals > 9 || r->resolution <= 0 || whole % step != 0)
    return 0;
  for (d = 0; d < r->decimals; d++) {
    whole /= 10;
    step /= 10;
  }
  if (whole > 999999999999999u || step > 999999999999999u)
    return 0;
  for (i = 0; i < index; i++)
    if (strcmp(readings[i].measurand, r->measurand) == 0)
      return 0;
  return 1;
}

static void write_payload(writer *w, const mg_gateway *g, const char *time, const char *answers, const mg_reading *readings, size_t count) {
  size_t i;
  add_field(w, "{\"boot\":\"", g->boot);
  add_text(w, ",\"seq\":");
  add_number(w, g->seq, 0);
  add_field(w, ",\"time\":\"", time);
  if (answers != NULL)
    add_field(w, ",\"answers\":\"", answers);
  for (i = 0; i < count; i++) {
    const mg_reading *r = readings + i;
    add_field(w, i == 0 ? ",\"readings\":[{\"measurand\":\"" : ",{\"measurand\":\"", r->measurand);
    add_text(w, r->scaled < 0 ? ",\"value\":\"-" : ",\"value\":\"");
    add_number(w, size_of(r->scaled), r->decimals);
    add_field(w, "\",\"unit\":\"", r->unit);
    add_text(w, ",\"resolution\":\"");
    add_number(w, size_of(r->resolution), r->decimals);
    add_text(w, "\"}");
  }
  add_text(w, "]}");
}

/* A place for a record of this size; 0 where there is none. */
static uint32_t place(mg_gateway *g, uint32_t needed) {
  if (g->count == 0)
    return FIRST + needed <= g->size ? FIRST : 0;
  if (g->tail > g->head) {
    if (g->tail + needed <= g->size)
      return g->tail;
    if (FIRST + needed >= g->head)
      return 0;
    if (g->tail + RECORD <= g->size)
      put16(g->ring + g->tail, BACK);
    return FIRST;
  }
  /* The ends of the ring never touch: a full ring does not look like an empty one. */
  return g->tail + needed < g->head ? g->tail : 0;
}

int mg_add(mg_gateway *g, const char *time, const char *answers, const mg_reading *readings, size_t count) {
  writer w = {NULL, 0, 0};
  uint32_t at;
  size_t i;
  if (!is_name(time) || (answers != NULL && !is_name(answers)) || count < 1 || count > MG_READINGS || g->seq > MOST_SEQ)
    return MG_INVALID;
  for (i = 0; i < count; i++)
    if (!is_reading(readings, i))
      return MG_INVALID;
  write_payload(&w, g, time, answers, readings, count);
  if (w.length > LARGEST || w.length + FIRST + RECORD > g->size)
    return MG_INVALID;
  at = g->count < 0xFFFEu ? place(g, (uint32_t)(w.length + RECORD)) : 0;
  if (at == 0)
    return MG_FULL;
  w.at = g->ring + at + RECORD;
  w.room = w.length;
  w.length = 0;
  write_payload(&w, g, time, answers, readings, count);
  put16(g->ring + at, (uint16_t)w.length);
  put16(g->ring + at + 2, g->next_id);
  g->ring[at + 4] = FRESH;
  put32(g->ring + at + 8, record_crc(g->ring + at));
  if (g->ahead == 0)
    g->cursor = at;
  if (g->count == 0)
    g->head = at;
  g->ahead++;
  g->count++;
  g->tail = at + RECORD + (uint32_t)w.length;
  g->next_id = following(g->next_id);
  g->seq++;
  return MG_OK;
}

int mg_next(mg_gateway *g, mg_message *message) {
  while (g->ahead > 0) {
    uint8_t *record = g->ring + g->cursor;
    uint8_t state = record[4];
    g->ahead--;
    if (g->ahead > 0)
      g->cursor = settle(g, after(g, g->cursor));
    if (state == DONE)
      continue;
    message->payload = record + RECORD;
    message->length = get16(record);
    message->id = get16(record + 2);
    message->again = state == GIVEN;
    record[4] = GIVEN;
    return MG_OK;
  }
  return MG_EMPTY;
}

int mg_acknowledge(mg_gateway *g, uint16_t id) {
  uint32_t at = g->head;
  uint16_t i;
  for (i = 0; i < g->count; i++, at = settle(g, after(g, at))) {
    if (get16(g->ring + at + 2) != id)
      continue;
    g->ring[at + 4] = DONE;
    drop_done(g);
    return MG_OK;
  }
  return MG_UNKNOWN;
}

void mg_rewind(mg_gateway *g) {
  g->cursor = g->head;
  g->ahead = g->count;
}

uint16_t mg_waiting(const mg_gateway *g) { return g->count; }

static void two(char *out, unsigned value) {
  out[0] = (char)('0' + value / 10 % 10);
  out[1] = (char)('0' + value % 10);
}

/* Days to a date: the years of 400 that begin in March, as in "chrono-Compatible Low-Level Date Algorithms" (Hinnant). */
void mg_time(uint64_t milliseconds, char *out) {
  uint32_t day = (uint32_t)(milliseconds / 86400000u) + 719468u, rest = (uint32_t)(milliseconds % 86400000u);
  uint32_t era = day / 146097u, of_era = day % 146097u;
  uint32_t year = (of_era - of_era / 1460u + of_era / 36524u - of_era / 146096u) / 365u;
  uint32_t of_year = of_era - (365u * year + year / 4u - year / 100u);
  uint32_t part = (5u * of_year + 2u) / 153u;
  uint32_t month = part < 10u ? part + 3u : part - 9u;
  year += era * 400u + (month <= 2u ? 1u : 0u);
  memcpy(out, "0000-00-00T00:00:00.000Z", 25);
  two(out, year / 100u);
  two(out + 2, year);
  two(out + 5, month);
  two(out + 8, of_year - (153u * part + 2u) / 5u + 1u);
  two(out + 11, rest / 3600000u);
  two(out + 14, rest / 60000u % 60u);
  two(out + 17, rest / 1000u % 60u);
  out[20] = (char)('0' + rest / 100u % 10u);
  two(out + 21, rest % 100u);
}

static void add_length(writer *w, size_t length) {
  do {
    add_char(w, (char)((length & 0x7Fu) | (length > 0x7Fu ? 0x80u : 0u)));
    length >>= 7;
  } while (length > 0);
}

static void add_word(writer *w, size_t value) {
  add_char(w, (char)(value >> 8));
  add_char(w, (char)value);
}

static void add_string(writer *w, const char *text) {
  add_word(w, strlen(text));
  add_text(w, text);
}

static size_t written(const writer *w) { return w->length <= w->room ? w->length : 0; }

size_t mg_mqtt_connect(uint8_t *out, size_t room, const char *client_id, const char *user, const char *password, uint16_t keep_alive) {
  writer w = {NULL, 0, 0};
  w.at = out;
  w.room = room;
  add_char(&w, 0x10);
  add_length(&w, 10 + 2 + strlen(client_id) + 2 + strlen(user) + 2 + strlen(password));
  add_string(&w, "MQTT");
  add_char(&w, 4);
  add_char(&w, (char)0xC2); /* user, password, clean session: what is not acknowledged is in the ring, not in the session */
  add_word(&w, keep_alive);
  add_string(&w, client_id);
  add_string(&w, user);
  add_string(&w, password);
  return written(&w);
}

size_t mg_mqtt_publish(const mg_gateway *g, const mg_message *message, uint8_t *out, size_t room) {
  static const char root[] = "metrology/v1/", leaf[] = "/readings";
  size_t topic = sizeof root - 1 + strlen(g->instrument) + sizeof leaf - 1, i;
  writer w = {NULL, 0, 0};
  w.at = out;
  w.room = room;
  add_char(&w, message->again ? 0x3A : 0x32);
  add_length(&w, 2 + topic + 2 + message->length);
  add_word(&w, topic);
  add_text(&w, root);
  add_text(&w, g->instrument);
  add_text(&w, leaf);
  add_word(&w, message->id);
  for (i = 0; i < message->length; i++)
    add_char(&w, (char)message->payload[i]);
  return written(&w);
}

int mg_mqtt_take(const uint8_t *in, size_t length, uint16_t *id) {
  size_t body = 0, at = 1;
  unsigned shift = 0;
  *id = 0;
  do {
    if (shift > 21)
      return MG_INVALID;
    if (at >= length)
      return 0;
    body |= (size_t)(in[at] & 0x7Fu) << shift;
    shift += 7;
  } while (in[at++] & 0x80u);
  if (body > 0xFFFFu)
    return MG_INVALID;
  if (length - at < body)
    return 0;
  if (in[0] == 0x40 && body == 2)
    *id = (uint16_t)((in[at] << 8) | in[at + 1]);
  return (int)(at + body);
}
