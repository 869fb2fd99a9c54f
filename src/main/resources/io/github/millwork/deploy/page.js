"use strict";
(() => {
  const SHOWN = 12;
  const at = id => document.getElementById(id);
  let token = "";
  let model = null;

  /** Makes an element; all text goes in as text. */
  const make = (tag, text, more) => {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = text;
    return Object.assign(element, more || {});
  };

  const ask = async (path, body) => {
    const headers = token ? { Authorization: "Bearer " + token } : {};
    if (body) headers["Content-Type"] = "application/json";
    const response = await fetch(path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
    const answer = await response.json().catch(() => ({ error: "The server answered " + response.status + "." }));
    if (response.ok) return answer;
    throw Object.assign(new Error(answer.error || "The server answered " + response.status + "."), { status: response.status });
  };

  const path = (name, rest) => "/v2/models/" + encodeURIComponent(name) + rest;

  const options = (values, names) => values.map((value, i) => make("option", names ? names[i] : value, { value }));

  /** The control for a column, by its type. */
  const control = input => {
    const { type, levels } = input.parameters;
    const id = "field " + input.name;
    if (type === "boolean") {
      const select = make("select", null, { id });
      select.append(...options(["", "true", "false"], ["missing", "true", "false"]));
      return select;
    }
    if (type === "category" && levels && levels.length <= 40) {
      const select = make("select", null, { id });
      select.append(...options([""].concat(levels), ["missing"].concat(levels)));
      return select;
    }
    if (type === "text") return make("textarea", null, { id });
    const kinds = { number: "number", integer: "number", date: "date", timestamp: "datetime-local" };
    const field = make("input", null, { id, type: kinds[type] || "text", placeholder: "missing", autocomplete: "off" });
    if (type === "number") field.step = "any";
    if (type === "integer") field.step = "1";
    if (type === "timestamp") field.step = "1";
    if (type === "vector") field.placeholder = "numbers with commas between";
    return field;
  };

  const draw = () => {
    const fields = at("fields");
    fields.replaceChildren();
    for (const input of model.inputs) {
      const label = make("label");
      const name = make("span", null, { className: "name" });
      name.append(make("span", input.name), make("small", input.parameters.type));
      const field = control(input);
      label.append(name, field);
      const levels = input.parameters.levels;
      if (field.tagName === "INPUT" && levels) {
        const list = make("datalist", null, { id: "levels " + input.name });
        list.append(...options(levels));
        field.setAttribute("list", list.id);
        label.append(list);
      }
      fields.append(label);
    }
    at("ask").disabled = false;
    at("example").hidden = !model.inputs.some(input => "typical" in input.parameters);
    at("about").textContent =
      "“" + model.name + "”, version " + model.version + ": " + model.inputs.length + " columns go in.";
  };

  const read = input => {
    const field = at("field " + input.name);
    const text = field.value;
    const invalid = field.validity && !field.validity.valid;
    field.setAttribute("aria-invalid", invalid ? "true" : "false");
    if (invalid) throw new Error("“" + input.name + "” is not right: " + field.validationMessage);
    if (text === "") return input.parameters.type === "vector" ? [] : null;
    switch (input.parameters.type) {
      case "number":
      case "integer":
        return Number(text);
      case "boolean":
        return text === "true";
      case "timestamp":
        return text + "Z";
      case "vector":
        return text.split(",").map(Number);
      default:
        return text;
    }
  };

  const percent = value => (100 * value).toFixed(1) + " %";
  const short = value => (Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(2) : String(Number(value.toPrecision(5))));
  const signed = value => (value < 0 ? "−" : "+") + Math.abs(value).toFixed(2);

  const bars = () => make("dl", null, { className: "bars" });

  const shares = (title, numbers, probabilities) => {
    const list = bars();
    const entries = Object.entries(numbers).sort((a, b) => b[1] - a[1]).slice(0, SHOWN);
    for (const [name, value] of entries) {
      const track = make("div", null, { className: "track" });
      const bar = make("i");
      bar.style.width = probabilities ? 100 * value + "%" : "0";
      track.append(bar);
      const cell = make("dd");
      cell.append(track);
      list.append(make("dt", name), cell, make("dd", probabilities ? percent(value) : short(value), { className: "number" }));
    }
    return [make("h3", title), list];
  };

  const said = prediction => {
    if ("label" in prediction) {
      return [
        make("h2", prediction.label),
        ...(prediction.probabilities ? shares("How probable each class is", prediction.probabilities, true) : []),
        ...(prediction.scores ? shares("The score of each class", prediction.scores, false) : []),
      ];
    }
    if ("value" in prediction) {
      const parts = [make("h2", short(prediction.value))];
      if ("lower" in prediction) {
        parts.push(make("p", "from " + short(prediction.lower) + " to " + short(prediction.upper), { className: "soft" }));
      }
      return parts;
    }
    if ("cluster" in prediction) {
      return [make("h2", "Cluster " + prediction.cluster), make("p", "distance " + short(prediction.distance), { className: "soft" })];
    }
    if ("labels" in prediction) {
      return [make("h2", prediction.labels.join(", ") || "no label"), ...shares("How probable each label is", prediction.probabilities, true)];
    }
    return [make("h2", prediction.anomaly ? "an anomaly" : "as usual"), make("p", "score " + short(prediction.score), { className: "soft" })];
  };

  const reasons = explanation => {
    const list = bars();
    const shown = explanation.contributions.slice(0, SHOWN).filter(each => each.amount !== 0);
    const largest = Math.max(...shown.map(each => Math.abs(each.amount)), 1e-12);
    for (const each of shown) {
      const name = make("dt", each.column);
      name.append(make("small", each.value === null ? "missing" : String(each.value)));
      const split = make("div", null, { className: "split" });
      const bar = make("i", null, { className: each.amount < 0 ? "down" : "up" });
      bar.style.width = (50 * Math.abs(each.amount)) / largest + "%";
      split.append(bar);
      const cell = make("dd");
      cell.append(split);
      list.append(name, cell, make("dd", signed(each.amount), { className: "number" }));
    }
    const toward = explanation.label ? "“" + explanation.label + "”" : "a larger number";
    return [
      make("h3", "Why: what speaks for " + toward),
      list,
      make("p", "To the right speaks for it, to the left against it. In " + explanation.unit + ", from " +
        signed(explanation.expected) + " where nothing is known to " + signed(explanation.raw) + ".", { className: "soft" }),
    ];
  };

  const show = (...parts) => at("answer").replaceChildren(...parts);

  const failed = error => {
    if (error.status === 401) at("access").hidden = false;
    show(make("p", error.message, { className: "bad" }));
  };

  const predict = async () => {
    const row = {};
    for (const input of model.inputs) row[input.name] = read(input);
    at("ask").disabled = true;
    try {
      const explains = model.parameters && model.parameters.explains;
      const answer = await ask(path(model.name, explains ? "/explain" : "/predict"), row);
      const prediction = explains ? answer.explanation.prediction : answer.prediction;
      show(
        ...said(prediction),
        ...(explains ? reasons(answer.explanation) : [make("p", "This kind of model gives no exact reasons.", { className: "soft" })]),
        make("p", "Version " + answer.version + " of “" + answer.model + "” answered, as request " + answer.id + ".", { className: "from soft" }),
      );
      at("answer").dataset.version = answer.version;
    } finally {
      at("ask").disabled = false;
    }
  };

  const choose = async name => {
    model = await ask(path(name, ""));
    draw();
  };

  const load = async () => {
    const served = await ask("/v2/models");
    at("access").hidden = true;
    if (served.length === 0) {
      at("about").textContent = "No model is served yet.";
      return;
    }
    at("model").replaceChildren(...options(served.map(each => each.name)));
    at("choice").hidden = served.length < 2;
    await choose(served[0].name);
  };

  const guard = work => event => {
    if (event) event.preventDefault();
    work().catch(failed);
  };

  /** Fills in what is empty with what such cells usually hold. */
  const usual = () => {
    for (const input of model.inputs) {
      const field = at("field " + input.name);
      if (field.value === "" && "typical" in input.parameters) field.value = String(input.parameters.typical);
    }
  };

  at("row").addEventListener("submit", guard(predict));
  at("example").addEventListener("click", usual);
  at("model").addEventListener("change", guard(() => choose(at("model").value)));
  at("access").addEventListener("submit", guard(() => {
    token = at("token").value;
    return load();
  }));
  load().catch(error => {
    at("about").textContent = error.message;
    if (error.status === 401) at("access").hidden = false;
  });
})();
