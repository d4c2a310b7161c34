/// How the page looks, and the field that finds keys.
enum HTMLStyle {
    static let sheet = """
        :root { --paper: #fff; --side: #f6f7f9; --ink: #1d2733; --soft: #566373; --line: #dde2e8; --link: #0b57a4;
          --tag: #7a3e9d; --mark: #9a3412; --code: #f3f5f8; --here: #fff6d6;
          --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14181d; --side: #191e25; --ink: #dce3ea; --soft: #9aa8b7; --line: #2d3641; --link: #86bdf5;
            --tag: #cfa6ea; --mark: #f5a97f; --code: #1d232b; --here: #37311a; }
        }
        * { box-sizing: border-box; }
        [hidden] { display: none !important; }
        html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
        a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .18em; }
        a:hover { text-decoration-thickness: 2px; }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
        code, pre, h4, .type { font-family: var(--mono); }
        code { font-size: .9em; overflow-wrap: anywhere; }
        p, ul, pre, dl { margin: 0 0 .8em; }
        h1, h2, h3, h4 { line-height: 1.25; }
        h1 { font-size: 2.1rem; margin: 0 0 .5rem; letter-spacing: -.01em; }
        h2 { font-size: 1.55rem; margin: 0 0 .8rem; }
        h3 { font-size: 1.05rem; margin: 1.8rem 0 .6rem; color: var(--soft); }
        h2 a, h4 a, .brand a { color: inherit; text-decoration: none; }
        h2 a:hover, h4 a:hover { text-decoration: underline; }
        h2 code { font-size: 1em; color: var(--tag); }
        pre { background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: .7rem .9rem;
          overflow-x: auto; line-height: 1.45; font-size: .93rem; }
        pre code { overflow-wrap: normal; }
        .t, .t a { color: var(--tag); }
        .k { font-weight: 600; color: inherit; }
        .c { color: var(--soft); }
        .sketch a { text-decoration: underline dotted; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 1; }

        nav { background: var(--side); border-bottom: 1px solid var(--line); padding: 1.25rem; font-size: .95rem; }
        nav ul { list-style: none; margin: 0; padding: 0; }
        nav li { margin: .15rem 0; }
        nav a { text-decoration: none; display: inline-block; padding: .1rem 0; }
        nav a:hover { text-decoration: underline; }
        nav summary { color: var(--soft); font-size: .85rem; cursor: pointer; width: max-content; padding: .1rem 0; }
        nav details { margin: 0 0 .4rem .9rem; }
        nav details ul { padding: .1rem 0 .3rem .9rem; font-size: .9rem; }
        .brand { font-weight: 700; font-size: 1.1rem; }
        .filter label { display: block; color: var(--soft); font-size: .85rem; }
        .filter input { width: 100%; font: inherit; color: inherit; background: var(--paper); padding: .35rem .6rem;
          border: 1px solid var(--soft); border-radius: 6px; }
        #found { color: var(--soft); font-size: .85rem; }

        main { padding: 1.5rem 1.25rem 4rem; max-width: 64rem; margin: 0 auto; }
        header { font-size: 1.1rem; }
        .chapter { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1.8rem; }
        .chapter > p, .chapter > ul, .how, header > p { max-width: 44rem; }
        .facts div { margin: .15rem 0 .4rem; }
        .facts dt { color: var(--soft); }
        .facts dd { margin: 0; }
        .entry { border-top: 1px solid var(--line); padding: .9rem .6rem .3rem; margin: 0 -.6rem; }
        .entry:target, a:target { background: var(--here); }
        .entry p { margin-bottom: .45em; }
        .entry pre { padding: .3rem .7rem; width: fit-content; max-width: 100%; white-space: pre-wrap; }
        .entry pre code { overflow-wrap: anywhere; }
        .what { font-size: .92rem; }
        .what h3, .what h4 { margin: 0 0 .2rem; font-size: 1rem; font-weight: 700; color: var(--ink);
          overflow-wrap: anywhere; }
        .what h3 code { font-size: 1em; }
        .required, .type + .note { margin-left: .5em; }
        .required { color: var(--mark); }
        .note { color: var(--soft); }
        .range { color: var(--soft); }
        .names { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem .5rem; }
        .names a { display: inline-block; font-family: var(--mono); font-size: .88rem; border: 1px solid var(--line);
          border-radius: 99px; padding: .1rem .7rem; text-decoration: none; }
        .names a:hover { border-color: var(--link); }
        .index { columns: 17rem; column-gap: 2rem; }
        .letter { break-inside: avoid; padding-bottom: .6rem; }
        .letter h3 { margin: 0; border-bottom: 1px solid var(--line); }
        .letter ul { list-style: none; padding: 0; margin: .2rem 0; }
        .letter span { color: var(--soft); font-size: .88rem; }

        @media (max-width: 41.99rem) {
          .what { margin-bottom: .35rem; }
          .what p { display: inline; margin-right: .8em; }
        }
        @media (min-width: 42rem) {
          .facts div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); column-gap: 1rem; margin: .15rem 0; }
          .facts dd { grid-column: 2; }
          .entry { display: grid; grid-template-columns: 13rem minmax(0, 1fr); column-gap: 1.5rem; }
        }
        @media (min-width: 66rem) {
          body { display: grid; grid-template-columns: 18rem minmax(0, 1fr); }
          nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; border: 0;
            border-right: 1px solid var(--line); }
          main { padding: 2.5rem 3rem 6rem; width: 100%; margin: 0; }
        }
        @media (min-width: 90rem) { main { margin: 0 auto; } }
        @media print {
          :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --link: #000; --tag: #000; --mark: #000;
            --code: #fff; --here: #fff; }
          html { font-size: 10pt; }
          body { display: block; }
          nav, .skip { display: none; }
          main { padding: 0; max-width: none; }
          .entry { display: grid; grid-template-columns: 11rem minmax(0, 1fr); column-gap: 1rem; }
          .entry, pre { break-inside: avoid; }
          h2, h3, h4 { break-after: avoid; }
          a { text-decoration: none; }
          pre { white-space: pre-wrap; }
        }
        """

    static let script = """
        (function () {
          var field = document.getElementById("filter"), found = document.getElementById("found");
          var keys = Array.from(document.querySelectorAll(".key"));
          var chapters = Array.from(document.querySelectorAll(".chapter"));
          field.parentNode.hidden = false;
          function show() {
            var wanted = field.value.trim().toLowerCase(), count = 0;
            keys.forEach(function (key) {
              key.hidden = wanted !== "" && key.textContent.toLowerCase().indexOf(wanted) < 0;
              if (!key.hidden) { count += 1; }
            });
            chapters.forEach(function (chapter) {
              chapter.hidden = wanted !== "" && !chapter.querySelector(".key:not([hidden])");
            });
            found.textContent = wanted === "" ? "" : count === 1 ? "1 key" : count + " keys";
          }
          field.addEventListener("input", show);
          document.addEventListener("click", function (event) {
            if (field.value !== "" && event.target.closest("a")) { field.value = ""; show(); }
          });
        })();
        """
}
