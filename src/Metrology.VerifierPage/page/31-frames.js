// Bytes of the transcript → messages → readings again: what the protocols share. Each has a file of its own, 31-protocol-NAME.js; 31-protocols.js is their table (Metrology.Adapters/Protocols).
/** Why bytes are no such reading; only that it is so is compared, in the words of the code. */
class NoReading extends Error {}

const clockMeasurand = "clock.offset";
const hexBytes = (hex) => Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));

/** Finds frames that say their own length: noise is passed over, a damaged frame is searched for a good one inside, an unfinished one is kept. */
class FrameFinder {
  held = new Uint8Array(0);

  /** look(bytes) → length of the frame that begins there, 0 when more bytes could make one, -1 when none begins there. */
  constructor(look) {
    this.look = look;
  }

  reset() {
    this.held = new Uint8Array(0);
  }

  push(bytes) {
    const all = join(this.held, bytes);
    const frames = [];
    let at = 0;
    while (at < all.length) {
      const size = this.look(all.subarray(at));
      if (size === 0) break;
      if (size > 0) frames.push(all.slice(at, at + size));
      at += Math.max(size, 1);
    }
    this.held = all.slice(at);
    return frames;
  }
}

/** Messages of a line; what was left over is forgotten where the program forgets it. */
function framedMessages(entries, look, { withRequest = false, isOnlyHeard = false } = {}) {
  const finder = new FrameFinder(look);
  let asked = new Uint8Array(0);
  return entries.flatMap((entry) => {
    if (entry.isReceived ? entry.index === 0 : !isOnlyHeard) finder.reset();
    if (!entry.isReceived) {
      asked = entry.bytes;
      return [];
    }
    return finder.push(entry.bytes).map((bytes) => ({ position: entry.position, bytes: withRequest ? join(asked, bytes) : bytes }));
  });
}

const decimalsOf = (text) => (text.includes(".") ? text.length - text.indexOf(".") - 1 : 0);
const readOf = (text, value, unit, resolution, deviceTime = null) => ({ text, value, unit, resolution, deviceTime, slack: null });

/** The decimal point moved to the right: "1290.3960" by 3 is "1290396.0". */
function shiftedDigits(text, places) {
  const sign = text.startsWith("-") ? "-" : "";
  const [whole, fraction = ""] = text.slice(sign.length).split(".");
  let [all, point] = [whole + fraction, whole.length + places];
  if (point <= 0) [all, point] = [all.padStart(all.length - point + 1, "0"), 1];
  all = all.padEnd(point, "0");
  return `${sign}${all.slice(0, point).replace(/^0+/, "") || "0"}${point < all.length ? "." : ""}${all.slice(point)}`;
}
