// Bytes and their texts; everything strict, so that no text stands for two things.
const utf8 = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
const bytesOf = (text) => new TextEncoder().encode(text);
const ascii = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const same = (one, other) => one.length === other.length && one.every((byte, i) => byte === other[i]);

function join(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const toBase64 = (bytes) => btoa(ascii(bytes));

/** Null when the text is no base64, or not as one writes it. */
function fromBase64(text) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : null;
}

const digest = async (bytes, hash = "SHA-256") => new Uint8Array(await crypto.subtle.digest(hash, bytes));

/** Unpacks, and never more than the bound. */
async function inflate(packed, kind, most) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream(kind)).getReader();
  const parts = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > most) {
      await reader.cancel();
      throw new Error("too large");
    }
    parts.push(read.value);
  }
  return join(...parts);
}
