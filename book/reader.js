// What the pages do in a browser beyond mdBook's own: copying code, bytes that say what they are
// for, pictures in steps, answers to write and to unfold, and ticks for the pages read. Without it,
// everything is there to read.
(() => {
  'use strict';

  const main = document.querySelector('main');
  const pageOf = (path) => path.split('/').pop().replace(/\.html$/, '') || 'index';
  const page = pageOf(location.pathname);
  const onPaper = page === 'print';

  // A browser may forbid storage; then nothing is remembered.
  const get = (key) => {
    try { return localStorage.getItem('mini-lust:' + key); } catch { return null; }
  };
  const set = (key, value) => {
    try {
      if (value) localStorage.setItem('mini-lust:' + key, value);
      else localStorage.removeItem('mini-lust:' + key);
    } catch { /* Not remembered. */ }
  };

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const button = (className, text, onclick) =>
    make('button', { type: 'button', className, textContent: text, onclick });

  // === Ways for a keyboard ===

  main.id ||= 'main';
  main.tabIndex = -1;
  document.body.prepend(
    make('a', { className: 'skip', href: '#' + main.id, textContent: 'Skip to the text' }));
  // mdBook's own button for the contents is a label, which no keyboard reaches.
  const toggle = document.getElementById('mdbook-sidebar-toggle');
  if (toggle) {
    toggle.setAttribute('role', 'button');
    toggle.tabIndex = 0;
    toggle.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      toggle.click();
    });
  }
  document.getElementById('mdbook-menu-bar')?.setAttribute('role', 'banner');
  for (const table of document.querySelectorAll('.table-wrapper')) {
    table.tabIndex = 0;
    table.setAttribute('role', 'group');
    table.setAttribute('aria-label', 'Table');
  }
  // Markdown has no other way to leave the corner of a table empty.
  document.querySelectorAll('th:empty').forEach((corner) => corner.replaceWith(make('td')));

  // === Copying ===

  // The new code of a diff; of a listing, everything.
  const codeOf = (figure) => {
    const rows = figure.matches('.show') ? '.l:not(.cut)' : 'ins.l, ins > .doc';
    return Array.from(figure.querySelectorAll(rows), (row) => {
      if (!row.matches('.doc')) return row.textContent;
      const head = row.querySelector('summary') ?? row;
      const text = head.querySelector('.c').textContent;
      return text + row.dataset.rest + '\n';
    }).join('');
  };
  for (const figure of document.querySelectorAll('figure.diff')) {
    if (onPaper || !codeOf(figure)) continue;
    const copy = button('copy', 'Copy', async () => {
      try {
        await navigator.clipboard.writeText(codeOf(figure));
        copy.textContent = 'Copied';
      } catch {
        copy.textContent = 'Not allowed';
      }
      setTimeout(() => { copy.textContent = 'Copy'; }, 2000);
    });
    copy.title = figure.matches('.show') ? 'Copy this code' : 'Copy the new code';
    figure.querySelector('figcaption').append(copy);
  }

  // === The bytes of a dump ===

  for (const block of onPaper ? [] : document.querySelectorAll('pre.block')) {
    const bytes = Array.from(block.querySelectorAll('.byte'));
    if (bytes.length === 0) continue;
    const hint = 'Point at a byte, tap it, or walk with the arrow keys, to see what it is for.';
    const panel = make('p', { className: 'byte-is', textContent: hint });
    panel.setAttribute('aria-live', 'polite');
    block.after(panel);
    let current = bytes[0];
    current.tabIndex = 0;
    bytes.forEach((byte) => {
      // The panel says it instead of the browser.
      byte.dataset.is = byte.title;
      byte.removeAttribute('title');
      byte.setAttribute('role', 'button');
      byte.setAttribute('aria-label', `${byte.textContent}: ${byte.dataset.is}`);
    });
    const show = (byte) => {
      block.querySelectorAll('.on').forEach((element) => element.classList.remove('on'));
      const all = byte.closest('.bytes');
      byte.classList.add('on');
      all.classList.add('on');
      current.tabIndex = -1;
      current = byte;
      current.tabIndex = 0;
      const { in: place, is, by, at } = all.dataset;
      const writer = at ? make('a', { href: at, textContent: by }) : by;
      panel.replaceChildren(
        make('b', { textContent: byte.textContent }), ` ${byte.dataset.is}. `,
        place && !is.startsWith('field') ? `${is}, of ${place}. ` : `${is}. `,
        'Written by ', writer, '.');
    };
    const byteOf = (event) => event.target.closest('.byte');
    block.addEventListener('pointerover', (event) => byteOf(event) && show(byteOf(event)));
    block.addEventListener('click', (event) => byteOf(event) && show(byteOf(event)));
    block.addEventListener('focusin', (event) => byteOf(event) && show(byteOf(event)));
    block.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = step && byteOf(event) && bytes[bytes.indexOf(current) + step];
      if (!next) return;
      event.preventDefault();
      // Elsewhere these keys turn the page.
      event.stopPropagation();
      next.focus();
    });
  }

  // === Pictures in steps ===

  for (const picture of onPaper ? [] : document.querySelectorAll('svg.picture')) {
    const steps = Array.from(picture.querySelectorAll('[data-step]'));
    if (steps.length === 0) continue;
    const caption = make('p', {});
    caption.setAttribute('aria-live', 'polite');
    // Before the first step, and after the last, is the whole picture.
    let at = 0;
    const go = (by) => {
      at = (at + by + steps.length + 1) % (steps.length + 1);
      steps.forEach((step, i) => step.classList.toggle('later', at > 0 && i >= at));
      caption.textContent = at > 0
        ? `${at} of ${steps.length}. ${steps[at - 1].dataset.step}`
        : `The whole picture; Next shows it in ${steps.length} steps.`;
      // On a phone only a part of it is on the screen.
      if (at > 0) steps[at - 1].scrollIntoView({ block: 'nearest', inline: 'nearest' });
    };
    const controls = make('div', { className: 'picture-steps' },
      button('back', 'Back', () => go(-1)), button('next', 'Next', () => go(1)), caption);
    controls.setAttribute('role', 'group');
    controls.setAttribute('aria-label', `Steps of the picture: ${picture.querySelector('title').textContent}`);
    controls.addEventListener('keydown', (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      // Elsewhere these keys turn the page.
      event.stopPropagation();
      go(by);
    });
    go(0);
    picture.after(controls);
  }
  // On a phone a picture would be too small to read, so it scrolls.
  for (const picture of onPaper ? [] : document.querySelectorAll('main svg.picture')) {
    const frame = make('div', { className: 'picture-frame', tabIndex: 0 });
    frame.setAttribute('role', 'group');
    frame.setAttribute('aria-label', `Picture: ${picture.querySelector('title').textContent}`);
    frame.style.setProperty('--width', `${picture.viewBox.baseVal.width}px`);
    picture.replaceWith(frame);
    frame.append(picture);
  }

  // === Predictions ===

  // What follows a question, to the next one, the next heading or the box of steps, is its answer.
  const isQuestion = (element) =>
    element.matches('blockquote') &&
    element.querySelector(':scope > p:first-child > strong:first-child')
      ?.textContent === 'Predict.';
  const answerTo = (question) => {
    const answer = [];
    let next = question.nextElementSibling;
    while (next && !next.matches('h1, h2, h3, h4, h5, h6, .steps, script') && !isQuestion(next)) {
      answer.push(next);
      next = next.nextElementSibling;
    }
    return answer;
  };

  const questions = onPaper ? [] : Array.from(main.children).filter(isQuestion);
  const unfoldAll = [];
  questions.forEach((question, i) => {
    question.classList.add('predict');
    const key = `${page}:${question.textContent.trim().slice(0, 80)}`;
    const field = make('textarea', { rows: 2, placeholder: 'Your answer; it stays in this browser' });
    field.setAttribute('aria-label', 'Your answer');
    field.value = get('answer:' + key) ?? '';
    field.oninput = () => set('answer:' + key, field.value);
    const buttons = make('p', { className: 'buttons-below' });
    question.append(field, buttons);

    const answer = answerTo(question);
    if (answer.length === 0) return;
    const box = make('div', { className: 'answer', id: `answer-${i + 1}` });
    question.after(box);
    box.append(...answer);
    const show = button('show', 'Show the answer', () => unfold());
    show.setAttribute('aria-controls', box.id);
    show.setAttribute('aria-expanded', 'false');
    const always = button('always', 'Show every answer, on all pages', () => {
      set('answers', 'shown');
      unfoldAll.forEach((unfold) => unfold());
    });
    const again = button('always', 'Fold answers again', () => {
      set('answers', null);
      location.reload();
    });
    const unfold = () => {
      box.removeAttribute('hidden');
      set('shown:' + key, '1');
      buttons.replaceChildren(...(get('answers') ? [again] : []));
    };
    unfoldAll.push(unfold);
    // A word that was searched for may be in an answer.
    const searched = new URLSearchParams(location.search).has('highlight');
    if (get('answers') || get('shown:' + key) || searched) {
      if (get('answers')) buttons.append(again);
    } else {
      // A browser that knows the value still finds words in it, and opens it.
      box.setAttribute('hidden', 'until-found');
      box.addEventListener('beforematch', unfold);
      buttons.append(show, always);
    }
  });

  // A link may lead into an answer.
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const box = target?.closest('.answer[hidden]');
    if (!box) return;
    unfoldAll[Array.from(document.querySelectorAll('.answer')).indexOf(box)]();
    target.scrollIntoView();
  };
  addEventListener('hashchange', follow);
  follow();

  // === Pages read ===

  const links = Array.from(document.querySelectorAll('#mdbook-sidebar a[href]'))
    .filter((link) => !link.getAttribute('href').startsWith('#') && !link.hash);
  const showTicks = () => links.forEach((link) => {
    link.classList.toggle('read', get('read:' + pageOf(new URL(link.href).pathname)) !== null);
  });
  showTicks();
  if (!onPaper) {
    const box = make('input', { type: 'checkbox', checked: get('read:' + page) !== null });
    box.onchange = () => {
      set('read:' + page, box.checked ? '1' : null);
      showTicks();
    };
    main.append(make('label', { className: 'read-mark' }, box, ' I have read this page'));
  }
})();
