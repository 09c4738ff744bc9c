// X.509 certificates and what their keys verify (RFC 5280, RFC 4055).
const rsaKey = "1.2.840.113549.1.1.1";
const ecKey = "1.2.840.10045.2.1";
/** Curves that are judged, with the bytes of a number of theirs (Metrology.Pdf/Signing/SignerKey). */
const curves = { "1.2.840.10045.3.1.7": ["P-256", 32], "1.3.132.0.34": ["P-384", 48], "1.3.132.0.35": ["P-521", 66] };
const leastRsaBits = 2048;
const hashes = { "2.16.840.1.101.3.4.2.1": "SHA-256", "2.16.840.1.101.3.4.2.2": "SHA-384", "2.16.840.1.101.3.4.2.3": "SHA-512" };
const nameParts = { "2.5.4.3": "CN", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "S" };

function certificateOf(bytes) {
  const parts = kids(kids(typed(der(bytes), 0x30))[0]);
  if (parts[0].tag === 0xa0) parts.shift();
  const [serial, , issuer, validity, subject, key] = parts;
  const [from, until] = kids(validity).map(timeOf);
  const [algorithm, curve] = kids(kids(key)[0]);
  const usage = extension(parts, "2.5.29.15");
  const bits = usage ? typed(der(usage), 0x03).body : null;
  return {
    bytes, serial: serial.body, issuer: issuer.whole, from, until,
    // The last part first, as the program writes names.
    subject: kids(subject).toReversed().flatMap(kids).map(kids).map(([type, value]) => `${nameParts[oid(type)] ?? oid(type)}=${nameText(value)}`).join(", "),
    key: key.whole, kind: oid(algorithm), curve: curve?.tag === 0x06 ? oid(curve) : null,
    // ETSI EN 319 412-2 4.3.2: digitalSignature or nonRepudiation, and it is always stated.
    mayId: extension(parts, "2.5.29.14"), maySign: bits !== null && bits.length > 1 && (bits[1] & 0xc0) !== 0,
  };
}

function extension(parts, wanted) {
  const all = parts.find((part) => part.tag === 0xa3);
  const found = all && kids(kids(all)[0]).map(kids).find((one) => oid(one[0]) === wanted);
  return found ? typed(found.at(-1), 0x04).body : null;
}

const nameText = (node) => (node.tag === 0x1e ? new TextDecoder("utf-16be").decode(node.body) : new TextDecoder().decode(node.body));

/** True or false; null when the kind of key or signature is none that is checked here. */
async function verifies(certificate, scheme, hash, signature, data) {
  const isCurve = scheme === "ECDSA";
  if (certificate.kind !== (isCurve ? ecKey : rsaKey) || (isCurve && !curves[certificate.curve])) return null;
  const algorithm = isCurve ? { name: scheme, namedCurve: curves[certificate.curve][0], hash } : { name: scheme, hash, saltLength: { "SHA-256": 32, "SHA-384": 48, "SHA-512": 64 }[hash] };
  const key = await crypto.subtle.importKey("spki", certificate.key, algorithm, false, ["verify"]);
  if (!isCurve && key.algorithm.modulusLength < leastRsaBits) return null;
  return crypto.subtle.verify(algorithm, key, signature, data);
}

/** ECDSA values as WebCrypto wants them: r and s side by side. Null when they are none of a curve whose numbers have so many bytes. */
function rawEcdsa(encoded, size) {
  try {
    const numbers = kids(typed(der(encoded), 0x30)).map((number) => typed(number, 0x02).body);
    const trimmed = numbers.map((number) => (number[0] === 0 ? number.subarray(1) : number));
    if (numbers.length !== 2 || trimmed.some((number) => number.length > size) || numbers.some((number) => number.length === 0 || number[0] & 0x80)) return null;
    return join(...trimmed.flatMap((number) => [new Uint8Array(size - number.length), number]));
  } catch {
    return null;
  }
}
