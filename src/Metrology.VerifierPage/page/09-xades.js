// The signature within the digital certificate (XML Signature 1.1 clause 3.2, XAdES-B).
const enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const canonicalForms = ["http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "http://www.w3.org/2006/12/xml-c14n11"];
const xmlDigests = { "http://www.w3.org/2001/04/xmlenc#sha256": "SHA-256", "http://www.w3.org/2001/04/xmldsig-more#sha384": "SHA-384", "http://www.w3.org/2001/04/xmlenc#sha512": "SHA-512" };
const xmlSchemes = Object.fromEntries(["256", "384", "512"].flatMap((bits) => [
  [`http://www.w3.org/2001/04/xmldsig-more#rsa-sha${bits}`, ["RSASSA-PKCS1-v1_5", `SHA-${bits}`]],
  [`http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha${bits}`, ["ECDSA", `SHA-${bits}`]],
  [`http://www.w3.org/2007/05/xmldsig-more#sha${bits}-rsa-MGF1`, ["RSA-PSS", `SHA-${bits}`]],
]));

const methodOf = (parent, name) => one(parent, space.ds, name)?.getAttribute("Algorithm") ?? "";
const valueOf = (element) => (element ? fromBase64(element.textContent.replace(/\s/g, "")) : null);

/** {fault, signer}; fault null when it holds, "unsupported" when it is of a kind that is not checked here. */
async function xadesOf(document) {
  const signatures = all(document.documentElement, space.ds, "Signature");
  if (signatures.length === 0) return { fault: "missing", signer: null };
  if (signatures.length > 1) return { fault: "unsupported", signer: null };
  try {
    return await xadesCheck(document, signatures[0]);
  } catch (error) {
    return { fault: error.code === "unsupported" ? "unsupported" : "malformed", signer: null };
  }
}

async function xadesCheck(document, signature) {
  const fault = (name) => ({ fault: name, signer: null });
  const info = one(signature, space.ds, "SignedInfo");
  const value = valueOf(one(signature, space.ds, "SignatureValue"));
  const references = all(info, space.ds, "Reference");
  if (!info || !value || references.length === 0 || references.length > 20) return fault("malformed");
  let isWhole = false;
  for (const reference of references) {
    const found = await referenceFault(document, signature, reference);
    if (found.fault) return found;
    isWhole ||= found.isWhole;
  }
  const properties = all(signature, space.ds, "Object").map((object) => one(one(object, space.xades, "QualifyingProperties"), space.xades, "SignedProperties")).find((found) => found) ?? null;
  if (properties && !references.some((reference) => reference.getAttribute("URI") === `#${properties.getAttribute("Id")}`)) return fault("properties-not-signed");
  const chain = all(one(signature, space.ds, "KeyInfo"), space.ds, "X509Data").flatMap((data) => all(data, space.ds, "X509Certificate")).map((element) => certificateOf(valueOf(element)));
  if (chain.length === 0) return fault("no-certificate");
  const signer = properties ? await namedSigner(properties, chain) : chain[0];
  if (!signer) return fault("other-certificate");
  const scheme = xmlSchemes[methodOf(info, "SignatureMethod")];
  if (!scheme || !canonicalForms.includes(methodOf(info, "CanonicalizationMethod"))) return fault("unsupported");
  const good = await verifies(signer, ...scheme, value, canonical(info, null));
  if (!good) return fault(good === null ? "unsupported" : "invalid");
  if (!isWhole) return fault("not-whole");
  const said = one(one(properties, space.xades, "SignedSignatureProperties"), space.xades, "SigningTime")?.textContent;
  const time = said ? new Date(said) : null;
  return { fault: time && (time < signer.from || time > signer.until) ? "certificate-not-valid" : null, signer };
}

async function referenceFault(document, signature, reference) {
  const uri = reference.getAttribute("URI");
  const target = uri === "" ? document : uri?.startsWith("#") ? onlyOne(document, uri.slice(1)) : null;
  if (!target) return { fault: "unresolved" };
  let isEnveloped = false;
  let isCanonical = false;
  for (const transform of all(one(reference, space.ds, "Transforms"), space.ds, "Transform")) {
    const algorithm = transform.getAttribute("Algorithm");
    if (isCanonical || (algorithm !== enveloped && !canonicalForms.includes(algorithm))) return { fault: "unsupported" };
    if (algorithm === enveloped) isEnveloped = true;
    else isCanonical = true;
  }
  const hash = xmlDigests[methodOf(reference, "DigestMethod")];
  const wanted = valueOf(one(reference, space.ds, "DigestValue"));
  if (!hash) return { fault: "unsupported" };
  if (!wanted || !same(wanted, await digest(canonical(target, isEnveloped ? signature : null), hash))) return { fault: "digest" };
  return { fault: null, isWhole: isEnveloped && (target === document || target === document.documentElement) };
}

/** Two elements of one id are how a signed part is swapped for another. */
function onlyOne(document, id) {
  const found = [...document.getElementsByTagName("*")].filter((element) => ["Id", "ID", "id"].some((name) => element.getAttribute(name) === id) || element.getAttributeNS(space.xml, "id") === id);
  return found.length === 1 ? found[0] : null;
}

async function namedSigner(properties, chain) {
  const signed = one(properties, space.xades, "SignedSignatureProperties");
  const named = one(signed, space.xades, "SigningCertificateV2") ?? one(signed, space.xades, "SigningCertificate");
  const part = one(one(named, space.xades, "Cert"), space.xades, "CertDigest");
  const [hash, wanted] = [xmlDigests[methodOf(part, "DigestMethod")], valueOf(one(part, space.ds, "DigestValue"))];
  if (!hash || !wanted) return null;
  for (const certificate of chain) if (same(wanted, await digest(certificate.bytes, hash))) return certificate;
  return null;
}
