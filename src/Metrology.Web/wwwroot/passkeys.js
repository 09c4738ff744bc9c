// Asks the authenticator for a passkey and puts its answer into the form, which then goes its usual way.
const parse = {
  create: (options) => PublicKeyCredential.parseCreationOptionsFromJSON(options),
  get: (options) => PublicKeyCredential.parseRequestOptionsFromJSON(options),
};

async function question(form) {
  if (!form.dataset.source) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.source, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  const asked = await answer.json();
  form.querySelector("[data-passkey-ticket]").value = asked.ticket;
  return asked.options;
}

export function offer(form) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  const [act, button, failed] = [form.dataset.passkey, form.querySelector("[data-passkey-ask]"), form.querySelector("[data-passkey-failed]")];
  form.querySelector("[data-passkey-none]")?.remove();
  button.hidden = false;
  // Enter in a field of the form asks too: it has no button that submits.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      button.click();
    }
  });
  button.addEventListener("click", async () => {
    failed.hidden = true;
    button.disabled = true;
    try {
      const credential = await navigator.credentials[act]({ publicKey: parse[act](await question(form)) });
      form.querySelector("[data-passkey-answer]").value = JSON.stringify(credential);
      form.requestSubmit();
    } catch {
      failed.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}
