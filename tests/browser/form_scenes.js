// Uses framed forms as students do, one scene after the other, and leaves what it saw as JSON. `given` and `measure` come from
// the test, which asserts.

// The browser's clock is a virtual one, which runs on only while there is nothing to do: so waiting keeps it busy.
const breath = () => new Promise((resolve) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = resolve;
  channel.port2.postMessage(0);
});
async function until(condition) {
  for (let times = 0; !condition(); times++) {
    if (times > 1e6) throw new Error(`never came true: ${condition}`);
    await breath();
  }
}
async function settled(promise) {
  let value;
  promise.then((it) => (value = [it]));
  await until(() => value);
  return value[0];
}

const kept = (name) => Object.keys(localStorage).find((key) => key.includes(JSON.stringify(name)));
class Form {
  static async open(src, width = 800, scheme = "light") {
    const form = new Form();
    form.frame = document.createElement("iframe");
    Object.assign(form.frame, {width, height: 900, frameBorder: 0, style: `color-scheme: ${scheme}`});
    document.body.append(form.frame);
    await form.load(src);
    return form;
  }
  async load(src) {
    await settled(new Promise((resolve) => { this.frame.onload = resolve; this.frame.src = src; }));
    this.saved = [];
    this.view.URL.createObjectURL = (blob) => { this.saved.push(blob); return "#"; };
    this.view.HTMLAnchorElement.prototype.click = () => {};
  }
  get view() { return this.frame.contentWindow; }
  get page() { return this.frame.contentDocument; }
  find(selector) { return this.page.querySelector(selector); }
  all(selector) { return [...this.page.querySelectorAll(selector)]; }
  click(selector) { this.find(selector).click(); }
  type(selector, value) {
    const field = this.find(selector);
    field.value = value;
    field.dispatchEvent(new this.view.Event("input", {bubbles: true}));
    field.dispatchEvent(new this.view.Event("change", {bubbles: true}));
  }
  text(selector) { return this.find(selector).innerText.replace(/\s+/g, " ").trim(); }
  async save() {
    this.click(".save");
    await until(() => this.find("dialog").open);
    const asked = this.text("dialog .said");
    if (!this.saved.length) this.click("dialog .primary");
    await until(() => this.saved.length);
    return {asked, file: await settled(this.saved.at(-1).text()), told: this.text("dialog .said")};
  }
  async choose(name, text) {
    this.find(".notice").hidden = true;
    const files = new DataTransfer();
    files.items.add(new File([text], name));
    this.find("[type=file]").files = files.files;
    this.find("[type=file]").dispatchEvent(new this.view.Event("change", {bubbles: true}));
    await until(() => !this.find(".notice").hidden || this.find("dialog").open);
  }
  get leaving() {
    const event = new this.view.Event("beforeunload", {cancelable: true});
    this.view.dispatchEvent(event);
    return event.defaultPrevented;
  }
}
function answerAll(form, right) {
  form.click(`#q1 [value=${right.single}]`);
  for (const letter of right.multiple.split(" ").reverse()) form.click(`#q2 [value=${letter}]`);
  for (const value of right.truefalse.split(" ")) form.click(`#q3 [value=${value}]`);
  form.type("#q4-field", right.numeric);
  form.type("#q5-field", right.integer);
  form.type("#q6-field", right.shape);
  form.type("#q7-field", right.text);
  right.ordering.split(" ").forEach((letter, place) => {
    const at = () => form.all("#q8 .order li").findIndex((item) => item.dataset.letter === letter);
    while (at() > place) form.click(`#q8 li[data-letter=${letter}] .move`);
  });
  right.matching.split(" ").forEach((letter, index) => form.type(`#q9-${index + 1}`, letter));
  form.type("#q10-field", right.code);
}
const scenes = {
  async answering({right}) {
    const form = await Form.open("graded.html");
    const before = [form.text(".answered"), form.leaving, form.all(".clear").some((button) => !button.hidden)];
    answerAll(form, right);
    const full = [form.text(".answered"), form.leaving];
    form.click("[data-language=ko]");
    const korean = [form.text(".answered"), form.page.title, form.text("#q1 h2 .name"), form.find("#q9-1").selectedOptions[0].text];
    await form.load("graded.html");
    const again = [form.text(".answered"), form.leaving, form.page.documentElement.lang, form.find("#q4-field").value];
    form.click("[data-language=en]");
    const {file, told} = await form.save();
    const after = [form.leaving, form.find(".unsaved").hidden];
    form.click("dialog .primary");
    for (const button of form.all(".clear")) button.click();
    const cleared = [form.text(".answered"), form.all("input:checked").length, form.text("#q8 .undecided")];
    await form.choose("mine.json", file);
    const replaced = form.text("dialog .said");
    form.click("dialog .primary");
    await until(() => !form.find(".notice").hidden);
    return {before, full, korean, again, file, told, after, cleared, replaced, back: [form.text(".answered"), form.text(".notice p")]};
  },
  async inPart() {
    const form = await Form.open("part.html");
    form.click("#q3 [value=true]");
    form.type("#q9-2", "a");
    form.click("#q8 .confirm");
    return {answered: form.text(".answered"), ...await form.save()};
  },
  async others({right}) {
    const form = await Form.open("others.html");
    answerAll(form, right);
    const {file} = await form.save();
    form.click("dialog .primary");
    const said = [];
    for (const change of [{student: "박"}, {paper: "week-4"}, {format: "grader-paper/1"}]) {
      await form.choose("other.json", JSON.stringify({...JSON.parse(file), ...change}));
      said.push(form.text(".notice p"));
    }
    await form.choose("torn.json", file.slice(0, 50));
    said.push(form.text(".notice p"));
    await form.choose("odd.json", JSON.stringify({...JSON.parse(file), answers: [null]}));
    said.push(form.text(".notice p"));
    const strange = JSON.parse(file);
    strange.answers[0].variant = "another";
    strange.answers[1].answer = "x <b>";
    const untouched = form.text(".answered");
    await form.choose("issue.json", JSON.stringify(strange));
    return {said, untouched, strange: [form.text(".notice p"), form.text(".answered"), form.find("#q1 :checked") === null]};
  },
  async time() {
    const form = await Form.open("timed.html");
    const shown = () => [!form.find("#work").hidden, form.text("[role=timer]"), form.find(".notice").hidden ? "" : form.text(".notice p")];
    const seen = [form.find("#work").hidden];
    form.click("#start");
    seen.push(shown()[0], form.find(".intro").hidden, /^(30:00|29:5\d)$/.test(form.text("[role=timer]")));
    form.click("#q1 [value=b]");
    const state = JSON.parse(localStorage.getItem(kept("timed")));
    const views = [];
    for (const minutes of [10, 26, 31]) {
      state.started = new Date(Date.now() - 60000 * minutes).toISOString();
      localStorage.setItem(kept("timed"), JSON.stringify(state));
      await form.load("timed.html");
      views.push([...shown(), form.find(".clock").dataset.news]);
    }
    form.click("#q2 [value=a]"); // nothing is locked
    return {seen, views, answered: form.text(".answered")};
  },
  async unkept() {
    const form = await Form.open("unkept.html");
    form.view.Storage.prototype.setItem = () => { throw new DOMException("no room"); };
    form.click("#q1 [value=b]");
    return {notice: form.text(".notice p"), answered: form.text(".answered"), leaving: form.leaving};
  },
  async practice() {
    const form = await Form.open("practice.html");
    const before = form.all(".shown").map((shown) => shown.hidden);
    form.click("#q1 .reveal");
    return {before, shown: form.text("#q1 .shown"), expanded: form.find("#q1 .reveal").getAttribute("aria-expanded")};
  },
  async doubts({typed, units}) {
    const form = await Form.open("doubts.html");
    const said = ["０,２５", "lots", "3 GB"].map((value) => { form.type("#q4-field", value); return form.text("#q4-note"); });
    const kinds = [["numeric", units], ["numeric", []], ["integer", []], ["shape", []]];
    return {said, all: kinds.map(([kind, units]) => typed.map((raw) => form.view.doubtful(kind, raw, units)))};
  },
  async looks({views}) {
    const found = [];
    for (const [width, scheme] of views) {
      const form = await Form.open("looks.html", width, scheme);
      for (const button of form.all(".reveal, #q8 .confirm, #q1 input")) button.click();
      form.type("#q4-field", "lots");
      found.push({scheme, ...measure(form.frame)});
    }
    return found;
  },
};
window.onload = async () => {
  const told = {};
  for (const [name, scene] of Object.entries(scenes)) {
    try { told[name] = await scene(given); } catch (error) { told[name] = {error: String(error.stack)}; }
  }
  document.body.innerHTML = "<pre></pre>";
  document.querySelector("pre").textContent = JSON.stringify(told);
};
