// Keys and signatures of meters that sign, on every curve of OCMF (Metrology.Adapters/Ocmf/OcmfSignature).
/** Object identifier, p, a, b, generator and order of each curve (SEC 2, RFC 5639), hexadecimal. */
const meterCurves = Object.fromEntries([
  ["secp192k1", "1.3.132.0.31", "fffffffffffffffffffffffffffffffffffffffeffffee37", "0", "3", "db4ff10ec057e9ae26b07d0280b7f4341da5d1b1eae06c7d", "9b2f2f6d9c5628a7844163d015be86344082aa88d95e2f9d", "fffffffffffffffffffffffe26f2fc170f69466a74defd8d"],
  ["secp256k1", "1.3.132.0.10", "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", "0", "7", "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8", "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"],
  ["secp192r1", "1.2.840.10045.3.1.1", "fffffffffffffffffffffffffffffffeffffffffffffffff", "fffffffffffffffffffffffffffffffefffffffffffffffc", "64210519e59c80e70fa7e9ab72243049feb8deecc146b9b1", "188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012", "07192b95ffc8da78631011ed6b24cdd573f977a11e794811", "ffffffffffffffffffffffff99def836146bc9b1b4d22831"],
  ["secp256r1", "1.2.840.10045.3.1.7", "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc", "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"],
  ["brainpool256r1", "1.3.36.3.3.2.8.1.1.7", "a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377", "7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9", "26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6", "8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262", "547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997", "a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7"],
  ["secp384r1", "1.3.132.0.34", "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff", "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffc", "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef", "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7", "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f", "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"],
  ["brainpool384r1", "1.3.36.3.3.2.8.1.1.11", "8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53", "7bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826", "4a8c7dd22ce28268b39b55416f0447c2fb77de107dcd2a62e880ea53eeb62d57cb4390295dbc9943ab78696fa504c11", "1d1c64f068cf45ffa2a63a81b7c13f6b8847a3e77ef14fe3db7fcafe0cbd10e8e826e03436d646aaef87b2e247d4af1e", "8abe1d7520f9c2a45cb1eb8e95cfd55262b70b29feec5864e19c054ff99129280e4646217791811142820341263c5315", "8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565"],
].map(([name, id, ...numbers]) => [name, { id, size: numbers[0].length / 2, ...Object.fromEntries(["p", "a", "b", "x", "y", "n"].map((key, i) => [key, BigInt(`0x${numbers[i]}`)])) }]));

const wholeOf = (bytes) => BigInt(`0x${hexOf(bytes) || "0"}`);
const modulo = (value, m) => ((value % m) + m) % m;

function inverse(value, m) {
  let [low, high, x, y] = [modulo(value, m), m, 1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high, x, y] = [high - quotient * low, low, y - quotient * x, x];
  }
  return modulo(x, m);
}

/** Sum of two points; null is the point at infinity. */
function pointSum({ p, a }, one, two) {
  if (!one || !two) return one ?? two;
  if (one[0] === two[0] && modulo(one[1] + two[1], p) === 0n) return null;
  const slope = one[0] === two[0] ? (3n * one[0] * one[0] + a) * inverse(2n * one[1], p) : (two[1] - one[1]) * inverse(two[0] - one[0], p);
  const x = modulo(slope * slope - one[0] - two[0], p);
  return [x, modulo(slope * (one[0] - x) - one[1], p)];
}

function pointTimes(curve, point, count) {
  let sum = null;
  for (let rest = count, power = point; rest > 0n; rest >>= 1n, power = pointSum(curve, power, power)) if (rest & 1n) sum = pointSum(curve, sum, power);
  return sum;
}

/** ECDSA with SHA-256 on any curve (FIPS 186-5 6.4.2): browsers know two of the seven. */
async function verifiesOnCurve(curve, [x, y], signature, data) {
  const [r, s] = kids(typed(der(signature), 0x30)).map((number) => wholeOf(typed(number, 0x02).body));
  const { n, p } = curve;
  if (!(r > 0n && r < n && s > 0n && s < n)) return false;
  const hash = await digest(data);
  const z = wholeOf(hash) >> BigInt(Math.max(0, 256 - n.toString(2).length));
  const w = inverse(s, n);
  const sum = pointSum(curve, pointTimes(curve, [curve.x, curve.y], modulo(z * w, n)), pointTimes(curve, [x, y], modulo(r * w, n)));
  return sum !== null && modulo(sum[0], n) === r && p > 0n;
}

/** The point of a SubjectPublicKeyInfo as hexadecimal, base64 or PEM, or the coordinates themselves; blanks between the bytes are passed over. */
function meterKey(text, curve) {
  const own = trimmed(text);
  const pem = /-----BEGIN ([A-Z ]+)-----([^-]*)-----END \1-----/.exec(own);
  if (own.length > 4096 || (own.startsWith("-----") && pem?.[1] !== "PUBLIC KEY")) return null;
  const bytes = pem ? fromBase64(pem[2].replace(/\s/g, "")) : textBytes(own, /^[0-9a-fA-F \t\r\n]*$/.test(own) ? "hex" : "base64");
  const onCurve = (point) => {
    const [x, y] = [wholeOf(point.subarray(0, curve.size)), wholeOf(point.subarray(curve.size))];
    return x < curve.p && y < curve.p && modulo(y * y - x * x * x - curve.a * x - curve.b, curve.p) === 0n ? [x, y] : null;
  };
  if (bytes.length === 2 * curve.size) return onCurve(bytes);
  if (bytes.length === 1 + 2 * curve.size && bytes[0] === 4) return onCurve(bytes.subarray(1));
  const [algorithm, key] = kids(typed(der(bytes), 0x30));
  const [kind, named] = kids(algorithm);
  const point = typed(key, 0x03).body;
  if (oid(kind) !== ecKey || named.tag !== 0x06 || oid(named) !== curve.id || point.length !== 2 + 2 * curve.size || point[0] !== 0 || point[1] !== 4) return null;
  return onCurve(point.subarray(2));
}

function textBytes(text, encoding) {
  const own = text.replace(/[ \t\r\n]/g, "");
  if (encoding === "hex") return /^(?:[0-9a-fA-F]{2})*$/.test(own) ? hexBytes(own) : null;
  return encoding === "base64" ? fromBase64(own) : null;
}
