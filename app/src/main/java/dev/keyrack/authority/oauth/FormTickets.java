package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Base62;
import dev.keyrack.authority.core.Digest;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Form;
import dev.keyrack.authority.http.Request;
import dev.keyrack.shared.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Lets a form be sent once, within ten minutes, by the browser that got it: the page holds the ticket, a cookie of that
/// browser its counterpart, and what the form is about stays here. No other page can know both.
///
/// @param <T> what a form is about
final class FormTickets<T> {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int COUNTERPART_LENGTH = 43;
    /// Forms remembered at once; whoever asks for more only pushes out the oldest.
    private static final int FORMS = 1_000;

    private record Held<T>(Digest counterpart, T about, Instant until) {}

    /// A ticket that was given out.
    ///
    /// @param id     for the page
    /// @param cookie for the header `Set-Cookie`
    record Ticket(String id, String cookie) {
        /// The same answer with the cookie.
        Answer on(Answer page) {
            return page.with("Set-Cookie", cookie);
        }
    }

    private final SecureRandom random;
    private final InstantSource clock;
    private final Map<String, Held<T>> held = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Held<T>> eldest) {
            return size() > FORMS;
        }
    };

    FormTickets(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /// A ticket for a form.
    synchronized Ticket issue(T about) {
        String id = Base62.id("form_", random);
        try (Secret counterpart = Secret.wrap(Base62.random(random, COUNTERPART_LENGTH))) {
            held.put(id, new Held<>(Digest.of(counterpart), about, clock.instant().plus(LIFE)));
            return new Ticket(id, id + "=" + counterpart.reveal() + "; Path=/oauth; Max-Age=" + LIFE.toSeconds()
                    + "; HttpOnly; SameSite=Strict");
        }
    }

    /// What the form is about that a browser sends; empty if it may not.
    synchronized Optional<T> take(Request request, Form form) {
        Optional<String> id = form.get("ticket");
        Optional<String> counterpart = id.flatMap(request::cookie);
        Optional<Held<T>> found = id.map(held::get)
                .filter(known -> counterpart.map(Digest::ofText).filter(known.counterpart()::equals).isPresent());
        if (found.isPresent()) {
            id.ifPresent(held::remove);
        }
        return found.filter(known -> clock.instant().isBefore(known.until())).map(Held::about);
    }
}
