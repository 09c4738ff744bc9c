// Detached CMS signatures of one signer (RFC 5652, RFC 5035), as the PDF holds them.
const signedData = "1.2.840.113549.1.7.2";
const plainData = "1.2.840.113549.1.7.1";
const attributeOf = { type: "1.2.840.113549.1.9.3", digest: "1.2.840.113549.1.9.4", certificate: "1.2.840.113549.1.9.16.2.47", stamp: "1.2.840.113549.1.9.16.2.14", time: "1.2.840.113549.1.9.5" };

function cmsOf(bytes) {
  const info = derAt(bytes, 0);
  if (bytes.subarray(info.size).some((byte) => byte !== 0)) throw new Error("something follows");
  const [type, wrapped] = kids(info);
  if (oid(type) !== signedData) throw new Error("no signed data");
  const [, , content, ...rest] = kids(kids(typed(wrapped, 0xa0))[0]);
  const [contentType, inside] = kids(content);
  const certificates = rest[0].tag === 0xa0 ? kids(rest.shift()).map((one) => certificateOf(one.whole)) : [];
  if (rest[0].tag === 0xa1) rest.shift();
  const signers = kids(typed(rest.shift(), 0x31));
  if (signers.length !== 1 || rest.length > 0) throw new Error("not one signer");
  const signer = signerOf(signers[0]);
  return { contentType: oid(contentType), isDetached: inside === undefined, certificates, signer, certificate: certificates.find((one) => isNamed(signer.id, one)) ?? null };
}

function signerOf(node) {
  const [, id, digestAlgorithm, ...rest] = kids(node);
  const signed = rest[0].tag === 0xa0 ? rest.shift() : null;
  const [algorithm, value, unsigned] = rest;
  return {
    id, hash: hashes[oid(kids(digestAlgorithm)[0])], signed, attributes: signed ? attributes(signed) : new Map(), algorithm: kids(algorithm),
    value: typed(value, 0x04).body, hasStamp: unsigned !== undefined && attributes(unsigned).has(attributeOf.stamp),
  };
}

function attributes(set) {
  const all = new Map();
  for (const one of kids(set)) {
    const [name, values] = kids(one);
    const found = kids(values);
    if (all.has(oid(name)) || found.length !== 1) throw new Error("an attribute stands twice");
    all.set(oid(name), found[0]);
  }
  return all;
}

function isNamed(id, certificate) {
  if (id.tag === 0x80) return certificate.mayId !== null && same(der(certificate.mayId).body, id.body);
  const [issuer, serial] = kids(id);
  return same(issuer.whole, certificate.issuer) && same(serial.body, certificate.serial);
}

const algorithms = {
  "1.2.840.113549.1.1.11": ["RSASSA-PKCS1-v1_5", "SHA-256"], "1.2.840.113549.1.1.12": ["RSASSA-PKCS1-v1_5", "SHA-384"], "1.2.840.113549.1.1.13": ["RSASSA-PKCS1-v1_5", "SHA-512"],
  "1.2.840.10045.4.3.2": ["ECDSA", "SHA-256"], "1.2.840.10045.4.3.3": ["ECDSA", "SHA-384"], "1.2.840.10045.4.3.4": ["ECDSA", "SHA-512"],
};

function schemeOf([name, parameters], hash) {
  const id = oid(name);
  if (id === rsaKey) return ["RSASSA-PKCS1-v1_5", hash];
  if (id !== "1.2.840.113549.1.1.10") return algorithms[id] ?? null;
  // RSA-PSS, RFC 4055 3.1: the mask has the same hash, the salt is as long as it.
  const [digestPart, maskPart, saltPart, more] = kids(parameters);
  const own = hashes[oid(kids(kids(typed(digestPart, 0xa0))[0])[0])];
  const mask = kids(kids(typed(maskPart, 0xa1))[0]);
  const salt = kids(typed(saltPart, 0xa2))[0].body;
  const fits = own && !more && oid(mask[0]) === "1.2.840.113549.1.1.8" && hashes[oid(kids(mask[1])[0])] === own && salt.length === 1 && salt[0] === parseInt(own.slice(4)) / 8;
  return fits ? ["RSA-PSS", own] : null;
}

/** The code of the first fault, or null. */
async function cmsFault(cms, contentDigest, needsCertificate) {
  const { signer, certificate } = cms;
  if (!certificate) return "certificate-missing";
  if (!signer.hash) return "algorithm-unknown";
  const said = signer.attributes.get(attributeOf.digest);
  const type = signer.attributes.get(attributeOf.type);
  if (!cms.isDetached || cms.contentType !== plainData || !signer.signed || !said || !type || oid(type) !== plainData) return "attributes-wrong";
  if (!same(typed(said, 0x04).body, await contentDigest(signer.hash))) return "content-changed";
  const scheme = schemeOf(signer.algorithm, signer.hash);
  if (!scheme) return "algorithm-unknown";
  // RFC 5652 5.4: signed as a SET, not under the tag that it stands under.
  const data = join(Uint8Array.of(0x31), signer.signed.whole.subarray(1));
  const isCurve = scheme[0] === "ECDSA";
  if (isCurve && !curves[certificate.curve]) return "algorithm-unknown";
  const value = isCurve ? rawEcdsa(signer.value, curves[certificate.curve][1]) : signer.value;
  if (value === null) return "value-wrong";
  const good = await verifies(certificate, ...scheme, value, data);
  if (!good) return good === null ? "algorithm-unknown" : "value-wrong";
  const named = signer.attributes.get(attributeOf.certificate);
  return (named ? await names(named, certificate) : !needsCertificate) ? null : "certificate-not-named";
}

async function names(attribute, certificate) {
  const parts = kids(kids(kids(attribute)[0])[0]);
  const hash = parts[0].tag === 0x30 ? hashes[oid(kids(parts.shift())[0])] : "SHA-256";
  return hash !== undefined && same(typed(parts[0], 0x04).body, await digest(certificate.bytes, hash));
}
