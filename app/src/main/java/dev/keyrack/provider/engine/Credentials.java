package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Auth;
import dev.keyrack.provider.engine.Descriptor.Send;
import dev.keyrack.provider.engine.Descriptor.SendIn;
import dev.keyrack.shared.secret.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The secrets that one request is sent with, by the names that templates use. Closing it wipes these copies.
final class Credentials implements AutoCloseable {
    /// The session's cookies, as one header: a part of `Cookie` without a name of its own.
    static final Send COOKIES = new Send(SendIn.COOKIE, "", "{cookies}", "", "");

    private final Map<String, Secret> held = new LinkedHashMap<>();
    private final List<Send> send;

    private Credentials(List<Send> send) {
        this.send = new ArrayList<>(send);
    }

    /// What `auth` sends: secrets of the keychain, and what a session gave where its kind makes one.
    ///
    /// @param sessions of `auth`
    /// @param store    of `auth`
    /// @param refused  a token that the provider did not take; null at first
    static Credentials of(Auth auth, Sessions sessions, SessionStore store, @Nullable Secret refused)
            throws CallFailed {
        Credentials credentials = new Credentials(auth.send());
        boolean whole = false;
        try {
            credentials.load(store);
            if (auth.hasSession()) {
                try (Session session = refused == null ? sessions.current() : sessions.after(refused)) {
                    credentials.add(session);
                }
            }
            whole = true;
            return credentials;
        } finally {
            if (!whole) {
                credentials.close();
            }
        }
    }

    private void load(SessionStore store) throws CallFailed {
        Set<String> used = new HashSet<>();
        for (Send one : send) {
            for (String text : List.of(one.value(), one.user(), one.pass())) {
                used.addAll(Template.parse(text).variables());
            }
        }
        if (used.contains("credential")) {
            held.put("credential", store.credential());
        }
        for (String extra : store.extras()) {
            if (used.contains(extra)) {
                held.put(extra, store.extra(extra));
            }
        }
    }

    private void add(Session session) {
        held.put("token", session.token().copy());
        session.cookies().ifPresent(cookies -> {
            held.put("cookies", cookies.copy());
            send.add(COOKIES);
        });
    }

    /// How they are sent.
    List<Send> send() {
        return List.copyOf(send);
    }

    /// The variables that stand for them.
    SecretSlots slots() {
        SecretSlots slots = new SecretSlots();
        held.forEach(slots::with);
        return slots;
    }

    /// The session's token, for which another one can be had if it is refused; null where there is no session.
    @Nullable
    Secret token() {
        return held.get("token");
    }

    @Override
    public void close() {
        held.values().forEach(Secret::close);
    }
}
