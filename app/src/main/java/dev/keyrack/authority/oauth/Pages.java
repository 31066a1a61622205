package dev.keyrack.authority.oauth;

import dev.keyrack.authority.http.Answer;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The pages that people see: plain documents without script and without anything from elsewhere.
final class Pages {
    private static final String STYLE = """
            :root{color-scheme:light dark;--page:#eef1f5;--card:#fff;--text:#1d2430;--soft:#5b6675;--line:#d5dbe3;\
            --main:#1f6feb;--on:#fff;--bad:#b42318}
            @media(prefers-color-scheme:dark){:root{--page:#12161c;--card:#1b212a;--text:#e6eaf0;--soft:#9aa6b5;\
            --line:#343d4a;--main:#4c8dff;--on:#0b1220;--bad:#ff8b80}}
            *{box-sizing:border-box}
            body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--page);\
            color:var(--text);font:16px/1.5 system-ui,sans-serif}
            main{width:100%;max-width:430px;background:var(--card);border:1px solid var(--line);border-radius:14px;\
            padding:32px}
            h1{font-size:22px;line-height:1.3;margin:0 0 8px;overflow-wrap:anywhere}
            p{margin:0 0 16px;color:var(--soft);overflow-wrap:anywhere}
            ul{list-style:none;margin:0 0 20px;padding:0;border:1px solid var(--line);border-radius:10px}
            li{padding:12px 16px}li+li{border-top:1px solid var(--line)}
            li span{display:block;color:var(--soft);font-size:14px}
            label{display:block;margin-bottom:14px;font-size:14px;font-weight:600}
            input{display:block;width:100%;margin-top:4px;padding:10px 12px;font:inherit;color:inherit;\
            background:transparent;border:1px solid var(--line);border-radius:8px}
            input:focus-visible,button:focus-visible{outline:2px solid var(--main);outline-offset:2px}
            .bad{color:var(--bad);font-weight:600}
            .row{display:flex;gap:12px;margin-top:20px}
            button{flex:1;padding:11px 16px;font:inherit;font-weight:600;border-radius:8px;border:1px solid var(--line);\
            background:transparent;color:inherit;cursor:pointer}
            button.main{background:var(--main);border-color:var(--main);color:var(--on)}
            small{display:block;margin-top:20px;color:var(--soft);overflow-wrap:anywhere}
            """;

    private final String system;
    private final SequencedMap<String, String> meanings;

    /// @param system   name of the system, for people
    /// @param meanings what each scope lets an application do
    Pages(String system, SequencedMap<String, String> meanings) {
        this.system = system;
        this.meanings = meanings;
    }

    /// What a person is asked.
    ///
    /// @param client   name of the application
    /// @param scopes   what it asks for
    /// @param redirect where the browser goes afterwards; empty for a device, where it stays
    /// @param ticket   the form's ticket
    /// @param problem  what was wrong with the answer before
    record Question(String client, List<String> scopes, Optional<String> redirect, String ticket,
            Optional<String> problem) {}

    /// Asks for sign-in and consent.
    ///
    /// @param status HTTP status
    /// @param action where the form is sent
    Answer consent(int status, String action, Question question) {
        String scopes = question.scopes().stream()
                .map(scope -> "<li><b>" + escape(scope) + "</b><span>" + escape(meanings.getOrDefault(scope, ""))
                        + "</span></li>")
                .collect(Collectors.joining());
        String where = question.redirect()
                .map(uri -> "<small>Afterwards the browser goes to " + escape(uri) + "</small>")
                .orElse("<small>Allow this only if you started it on that device just now.</small>");
        String body = "<h1>" + escape(question.client()) + " asks for access</h1><p>to your account at "
                + escape(system) + ". If you allow it, it can:</p><ul>" + scopes + "</ul>" + problem(question.problem())
                + form(action, question.ticket(), """
                        <label>E-mail<input name="email" type="email" autocomplete="username" maxlength="254" required \
                        autofocus></label>
                        <label>Password<input name="password" type="password" autocomplete="current-password" \
                        maxlength="1024" required></label>
                        <label>Code, if two-factor authentication is on<input name="code" autocomplete="one-time-code" \
                        maxlength="40"></label>
                        <div class="row"><button class="main" name="decision" value="allow">Allow</button>
                        <button name="decision" value="deny" formnovalidate>Deny</button></div>
                        """)
                + where;
        return page(status, question.client() + " asks for access", body, question.redirect());
    }

    /// Asks for the code that a device shows.
    ///
    /// @param typed what the field holds already
    Answer deviceCode(int status, String action, String ticket, String typed, Optional<String> problem) {
        return page(status, "Connect a device",
                "<h1>Connect a device</h1><p>Type the code that the device shows.</p>" + problem(problem)
                        + form(action, ticket, "<label>Code<input name=\"user_code\" value=\"" + escape(typed)
                                + "\" autocomplete=\"off\" maxlength=\"40\" required autofocus></label>"
                                + "<div class=\"row\"><button class=\"main\">Continue</button></div>"),
                Optional.empty());
    }

    /// Says something.
    Answer message(int status, String title, String text) {
        return page(status, title, "<h1>" + escape(title) + "</h1><p>" + escape(text) + "</p>", Optional.empty());
    }

    /// Makes text harmless in HTML, between tags and in quoted attributes.
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String problem(Optional<String> problem) {
        return problem.map(text -> "<p class=\"bad\" role=\"alert\">" + escape(text) + "</p>").orElse("");
    }

    private static String form(String action, String ticket, String fields) {
        return "<form method=\"post\" action=\"" + escape(action) + "\"><input type=\"hidden\" name=\"ticket\" value=\""
                + escape(ticket) + "\">" + fields + "</form>";
    }

    private static Answer page(int status, String title, String body, Optional<String> redirect) {
        String leadsTo = redirect.map(uri -> " " + RedirectUris.origin(uri)).orElse("");
        return Answer.page(status, """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%s</title>
                <meta name="viewport" content="width=device-width,initial-scale=1">
                <style>%s</style></head>
                <body><main>%s</main></body></html>
                """.formatted(escape(title), STYLE, body))
                .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"
                        + leadsTo + "; frame-ancestors 'none'; base-uri 'none'")
                .with("X-Frame-Options", "DENY").with("Referrer-Policy", "no-referrer");
    }
}
