// The form of a paper: keeps the answers as they are given, tells what is missing, and saves them to a file.
// Every text is in the page in all languages; the style shows those of the language that <html lang> names.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const find = (selector, within = document) => within.querySelector(selector);
  const paper = JSON.parse(find("#data").textContent);
  const root = document.documentElement;
  const place = `grader ${JSON.stringify([paper.paper, paper.student])}`; // in the browser's storage
  const now = () => new Date().toISOString();
  const empty = () => ({ started: "", language: root.lang, unsaved: false, answers: {} });
  let state = empty();

  // --- texts ---------------------------------------------------------------------------------------------------------

  function element(tag, properties = {}, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function say(key, values = {}) {
    const both = Object.entries(paper.words[key]).map(([lang, text]) => {
      const filled = text.replace(/\{(\w+)\}/g, (brace, name) => values[name]?.[lang] ?? values[name] ?? brace);
      return element("span", { className: "t", lang }, filled);
    });
    const fragment = new DocumentFragment();
    fragment.append(...both);
    return fragment;
  }

  function speak(language) {
    state.language = root.lang = language;
    document.title = paper.title[language];
    for (const button of all("[data-language]")) button.setAttribute("aria-pressed", button.dataset.language === language);
    // an option holds plain text, in one language
    for (const option of all("option")) option.textContent = option.dataset[language] ?? `– ${paper.words.choose[language]} –`;
  }

  function tell(key, values) {
    find(".notice p").replaceChildren(say(key, values));
    find(".notice").hidden = false;
  }

  // --- answers: each kind's way to read one from the page, and to put one there ------------------------------------------

  const chosen = {
    read: (question) => all("input:checked", question).map((input) => input.value).join(" "),
    write: (question, answer) => {
      const values = answer.split(" ");
      for (const input of all("input", question)) input.checked = values.includes(input.value);
    },
    complete: () => true,
  };
  const typed = {
    read: (question) => find("input", question).value.trim(),
    write: (question, answer) => {
      const field = find("input", question);
      field.value = answer;
      if (field.matches(".blank")) field.size = Math.max(14, answer.length + 2);
      doubt(field);
    },
    complete: () => true,
  };
  const items = (question) => all(".order > li", question);
  const ordering = {
    read: (question) => (question.dataset.decided ? items(question).map((item) => item.dataset.letter).join(" ") : ""),
    write: (question, answer) => {
      const given = items(question).sort((one, other) => (one.dataset.letter < other.dataset.letter ? -1 : 1));
      const letters = answer.split(" ");
      const decided = [...letters].sort().join(" ") === given.map((item) => item.dataset.letter).join(" ");
      const order = decided ? letters.map((letter) => given.find((item) => item.dataset.letter === letter)) : given;
      find(".order", question).append(...order);
      decide(question, decided);
    },
    complete: () => true,
  };
  const matching = {
    read: (question) => {
      const letters = all("select", question).map((select) => select.value || "-");
      return letters.some((letter) => letter !== "-") ? letters.join(" ") : "";
    },
    write: (question, answer) => {
      const letters = answer.split(" ");
      all("select", question).forEach((select, index) => {
        const known = all("option", select).some((option) => option.value === letters[index]);
        select.value = known ? letters[index] : "";
      });
    },
    complete: (answer) => !answer.split(" ").includes("-"),
  };
  const judged = { ...chosen, complete: (answer) => answer.includes(" ") };
  const ways = { single: chosen, multiple: chosen, truefalse: judged, ordering, matching };
  const questions = paper.questions.map(({ name, variant }, index) => {
    const place = find(`#q${index + 1}`);
    return { name, variant, number: index + 1, place, way: ways[place.dataset.kind] ?? typed };
  });
  const questionOf = (place) => questions.find((question) => question.place === place.closest(".question"));

  function standing({ name, way }) {
    const given = state.answers[name]?.answer;
    return !given ? "open" : way.complete(given) ? "done" : "part";
  }

  function take(question) {
    const answer = question.way.read(question.place);
    if (answer === (state.answers[question.name]?.answer ?? "")) return;
    if (answer) state.answers[question.name] = { variant: question.variant, answer, at: now() };
    else delete state.answers[question.name];
    state.started ||= now();
    state.unsaved = true;
    keep();
    show();
  }

  /** Takes over what was stored or read from a file. Answers to another variant are left out; returns how many. */
  function restore(stored) {
    state = { ...empty(), ...stored, answers: {} };
    for (const { name, variant, place, way } of questions) {
      const kept = stored.answers?.[name];
      const fits = kept?.variant === variant;
      way.write(place, fits ? String(kept.answer) : "");
      const answer = way.read(place); // without what the page does not know
      if (answer) state.answers[name] = { variant, answer, at: String(kept.at ?? "") };
    }
    speak(state.language in paper.title ? state.language : root.lang);
    show();
    return Object.keys(stored.answers ?? {}).length - Object.keys(state.answers).length;
  }

  function keep() {
    try {
      localStorage.setItem(place, JSON.stringify(state));
    } catch {
      if (!keep.failed) tell("not_kept");
      keep.failed = true;
    }
  }

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(place)) ?? {};
    } catch {
      return {};
    }
  }

  // --- what the page shows ---------------------------------------------------------------------------------------------

  function show() {
    const chips = all(".chips a");
    for (const question of questions) {
      const stands = standing(question);
      question.place.dataset.stands = chips[question.number - 1].dataset.stands = stands;
      find(".unseen", chips[question.number - 1]).replaceChildren(": ", say(stands === "open" ? "open_question" : stands));
      find(".clear", question.place).hidden = stands === "open";
    }
    const n = questions.filter((question) => standing(question) === "done").length;
    find(".answered").replaceChildren(say("progress", { n, all: questions.length }));
    find(".progress .fill").style.width = `${(100 * n) / Math.max(questions.length, 1)}%`;
    find(".unsaved").hidden = !state.unsaved;
    const begun = !paper.minutes || Boolean(state.started);
    find("#work").hidden = !begun;
    find(".intro").hidden = begun && Boolean(paper.minutes);
  }

  /** What marking could not read is told at once, and kept all the same. */
  function doubt(field) {
    const question = field.closest(".question");
    const unit = find(".unit", question);
    const units = unit ? [...(unit.children.length ? unit.children : [unit])].map((one) => one.textContent.trim()) : [];
    const key = doubtful(field.dataset.looks, field.value, units.filter(Boolean));
    const values = { unit: { en: units[0], ko: units.at(-1) } };
    find(".note", question).replaceChildren(...(key ? [say(key, values)] : []));
  }

  // --- time ------------------------------------------------------------------------------------------------------------

  let told = ""; // the last thing said about the time
  function tick() {
    if (!paper.minutes || !state.started) return;
    const left = Math.ceil(Date.parse(state.started) / 1000 + 60 * paper.minutes - Date.now() / 1000);
    const [minutes, seconds] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60];
    find("[role=timer]").textContent = `${left < 0 ? "+" : ""}${minutes}:${String(seconds).padStart(2, "0")}`;
    const news = left <= 0 ? "time_over" : left <= 300 && paper.minutes > 5 ? "time_short" : "";
    find(".clock").dataset.news = news;
    if (news && news !== told) tell(news);
    told = news;
  }

  // --- ordering --------------------------------------------------------------------------------------------------------

  function decide(question, decided) {
    question.dataset.decided = decided ? "yes" : "";
    find(".undecided", question).hidden = decided;
  }

  /** Moves the neighbour, not the item: what stays in the page keeps the focus and the pointer. */
  function move(item, by) {
    const neighbour = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!neighbour) return;
    if (by < 0) item.after(neighbour);
    else item.before(neighbour);
    const question = questionOf(item);
    const order = items(question.place);
    decide(question.place, true);
    find(".place", question.place).replaceChildren(say("moved", { n: order.indexOf(item) + 1, all: order.length }));
    take(question);
  }

  function drag(grip, pointer) {
    const item = grip.closest("li");
    const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
    const follow = ({ clientY }) => {
      const [above, below] = [item.previousElementSibling, item.nextElementSibling];
      if (above && clientY < middle(above)) move(item, -1);
      else if (below && clientY > middle(below)) move(item, 1);
    };
    grip.setPointerCapture(pointer);
    item.classList.add("dragged");
    grip.addEventListener("pointermove", follow);
    const drop = () => {
      grip.removeEventListener("pointermove", follow);
      item.classList.remove("dragged");
    };
    grip.addEventListener("lostpointercapture", drop, { once: true });
  }

  // --- the answer file -------------------------------------------------------------------------------------------------

  function sheet() {
    const given = questions.filter(({ name }) => state.answers[name]);
    const answers = given.map(({ name }) => ({ question: name, ...state.answers[name] }));
    const { format, paper: name, student } = paper;
    return { format, paper: name, student, started: state.started, saved: now(), answers };
  }

  /** Resolves to whether the first of the buttons was pressed. */
  function ask(said, ...buttons) {
    const dialog = find("dialog");
    find(".said", dialog).replaceChildren(...said);
    return new Promise((resolve) => {
      const pressed = buttons.map((key, index) =>
        element("button", { type: "button", className: index ? "" : "primary", onclick: () => leave(!index) }, say(key)),
      );
      const leave = (answer) => {
        resolve(answer);
        dialog.close();
      };
      dialog.onclose = () => resolve(false);
      find(".actions", dialog).replaceChildren(...pressed);
      dialog.showModal();
      pressed.at(-1).focus();
    });
  }

  function links(some) {
    const items = some.map(({ number }) =>
      element("li", {}, element("a", { href: `#q${number}`, onclick: () => find("dialog").close() }, String(number))),
    );
    return element("ul", { className: "plain chips" }, ...items);
  }

  async function save() {
    const [open, part] = ["open", "part"].map((stands) => questions.filter((question) => standing(question) === stands));
    const said = [];
    if (open.length) said.push(element("p", {}, say("missing", { n: open.length, all: questions.length })), links(open));
    if (part.length) said.push(element("p", {}, say("partly")), links(part));
    if (said.length && !(await ask(said, "save_anyway", "go_back"))) return;
    const text = JSON.stringify(sheet(), null, 1);
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    element("a", { href: address, download: paper.file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    state.unsaved = false;
    keep();
    show();
    const file = paper.file;
    const copy = element("textarea", { readOnly: true, value: text, rows: 5, onfocus: () => copy.select() });
    const help = element("label", {}, say("copy", { file }), copy);
    // browsers inside of messengers save no files
    const otherwise = element("details", {}, element("summary", {}, say("no_file")), help);
    const told = paper.practice ? ["saved_practice"] : ["saved", "saved_again"];
    await ask([...told.map((key) => element("p", {}, say(key, { file }))), otherwise], "close");
  }

  async function open(chosenFile) {
    const file = chosenFile.name;
    let read, answers;
    try {
      read = JSON.parse(await chosenFile.text());
      if (read.format !== paper.format) throw new TypeError(read.format);
      answers = Object.fromEntries(read.answers.map((answer) => [answer.question, answer]));
    } catch {
      return tell("not_ours", { file });
    }
    if (read.paper !== paper.paper) return tell("other_paper", { file, found: read.paper, own: paper.paper });
    if (read.student !== paper.student) return tell("other_student", { file, found: read.student, own: paper.student });
    if (state.unsaved && !(await ask([element("p", {}, say("replace", { file }))], "replace_them", "go_back"))) return;
    // the time runs from the first start, on whichever machine
    const started = [state.started, Date.parse(read.started) ? read.started : ""].filter(Boolean).sort()[0] ?? "";
    const strangers = restore({ started, language: state.language, answers });
    keep();
    if (strangers) tell("other_questions", { file, n: strangers });
    else tell("opened", { file, n: Object.keys(state.answers).length });
    tick();
  }

  // --- what people do --------------------------------------------------------------------------------------------------

  const pressed = {
    "[data-language]": (button) => {
      speak(button.dataset.language);
      keep();
    },
    "#start": () => {
      state.started ||= now();
      keep();
      show();
      tick();
      find("#q1")?.scrollIntoView();
    },
    ".save": save,
    ".open": () => find("input[type=file]").click(),
    ".dismiss": () => (find(".notice").hidden = true),
    ".chips a": () => (find(".progress").open = false),
    ".move": (button) => move(button.closest("li"), Number(button.dataset.by)),
    ".confirm": (button) => {
      const question = questionOf(button);
      decide(question.place, true);
      take(question);
      find(".move", question.place).focus();
    },
    ".clear": (button) => {
      const question = questionOf(button);
      question.way.write(question.place, "");
      take(question);
      find("input, select, .move", question.place).focus();
    },
    ".reveal": (button) => {
      const shown = find(".shown", button.closest(".question"));
      shown.hidden = !shown.hidden;
      button.setAttribute("aria-expanded", !shown.hidden);
    },
  };

  document.addEventListener("click", ({ target }) => {
    for (const [selector, act] of Object.entries(pressed)) {
      const hit = target.closest(selector);
      if (hit) return act(hit);
    }
  });
  document.addEventListener("pointerdown", ({ target, pointerId }) => {
    const grip = target.closest(".grip");
    if (grip) drag(grip, pointerId);
  });
  document.addEventListener("input", ({ target }) => {
    if (!target.closest(".question")) return;
    const question = questionOf(target);
    if (target.matches(".blank")) target.size = Math.max(14, target.value.length + 2);
    if (find(".note", question.place).hasChildNodes()) doubt(target); // doubts come when a field is left, and go at once
    take(question);
  });
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-looks]")) doubt(target);
    if (target.matches("[type=file]") && target.files.length) {
      open(target.files[0]);
      target.value = ""; // so that the same file can be chosen again
    }
  });
  // the same paper in another tab
  window.addEventListener("storage", ({ key, newValue }) => key === place && newValue && restore(kept()));
  window.addEventListener("beforeunload", (event) => {
    if (!state.unsaved) return;
    event.preventDefault();
    event.returnValue = true; // older browsers ask only so
  });

  find(".languages").hidden = false;
  restore(kept());
  keep();
  tick();
  setInterval(tick, 1000);
})();
