// Passkeys: asks our server for a question, the browser for its answer, and posts that with the form it stands in. The forms are
// hidden until this runs in a browser that knows passkeys; without it there are links and codes.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const SAID = {
  NotAllowedError: "Nothing came of that: it was cancelled, took too long, or no passkey is here. Try again, or use another way.",
  InvalidStateError: "This device has a passkey for you already.",
  SecurityError: "This browser doesn't use passkeys at this address.",
};

/** What our server wants to know, with bytes in the place of texts. */
function opened(options) {
  const listed = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));
  const user = options.user && { ...options.user, id: bytes(options.user.id) };
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(user && { user }),
    ...(options.allowCredentials && { allowCredentials: listed(options.allowCredentials) }),
    ...(options.excludeCredentials && { excludeCredentials: listed(options.excludeCredentials) }),
  };
}

/** What the authenticator says, with texts in the place of bytes. */
function closed(credential) {
  const said = credential.response;
  const response = { clientDataJSON: text(said.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (said[part]) response[part] = text(said[part]);
  }
  if (said.attestationObject) {
    delete response.authenticatorData;
    response.transports = said.getTransports?.() ?? [];
  }
  const attached = credential.authenticatorAttachment;
  const id = text(credential.rawId);
  return { id, rawId: id, type: credential.type, response, clientExtensionResults: {}, ...(attached && { authenticatorAttachment: attached }) };
}

async function ask(form) {
  const body = new URLSearchParams({ csrf: form.elements.csrf?.value ?? "" });
  const answer = await fetch(form.dataset.question, { method: "POST", body });
  const told = await answer.json().catch(() => null);
  if (!answer.ok || !told?.options) throw Object.assign(new Error(told?.said ?? "That didn't work. Load this page again and try once more."), { anew: told?.anew });
  return told;
}

async function press(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const [button, note] = [form.querySelector("button"), form.querySelector("[role=alert]")];
  button.disabled = true;
  note.hidden = true;
  try {
    const { token, options } = await ask(form);
    const publicKey = opened(options);
    const credential = await (form.dataset.passkey === "new" ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
    form.elements.token.value = token;
    form.elements.answer.value = JSON.stringify(closed(credential));
    form.submit();
  } catch (fault) {
    note.textContent = SAID[fault.name] ?? fault.message;
    if (fault.anew) note.append(" ", Object.assign(document.createElement("a"), { href: fault.anew, textContent: "Sign in anew" }));
    note.hidden = false;
    button.disabled = false;
  }
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", press);
  }
}
// Coming back to a page that the browser kept: its button works again.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[data-passkey] button")) button.disabled = false;
});
