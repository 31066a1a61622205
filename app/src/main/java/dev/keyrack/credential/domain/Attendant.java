package dev.keyrack.credential.domain;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// The person who sits at the program, as far as a request to a provider may need them. Called on background threads;
/// implementations find their own way to the JavaFX thread.
public interface Attendant {
    /// Nobody is there.
    Attendant NOBODY = new Nobody();

    /// Whether somebody can be asked or shown something.
    boolean isThere();

    /// Asks for a secret that is needed again for this one request and is not kept. Blocks until it is there.
    ///
    /// @param label what it is called, such as `Password`
    /// @return the secret, which the caller closes; empty if nobody is there or they declined
    Optional<Secret> secret(Profile profile, String label);

    /// Opens `page` in the system's browser, where the person signs in and agrees. Returns at once.
    ///
    /// @param cancel what to run if the person does not want to any more
    Waiting browse(Profile profile, URI page, Runnable cancel);

    /// Shows the code that the person types at `page`, in any browser (RFC 8628 section 3.3). Returns at once.
    ///
    /// @param cancel what to run if the person does not want to any more
    Waiting enterCode(Profile profile, String userCode, URI page, Runnable cancel);

    /// Tells that a request waits for the provider's limit. Returns at once.
    ///
    /// @param until  when it will be sent
    /// @param cancel what to run if the person does not want to wait
    Waiting pause(Profile profile, Instant until, Runnable cancel);

    /// Something that is shown until it is over.
    @FunctionalInterface
    interface Waiting extends AutoCloseable {
        /// It is over.
        @Override
        void close();
    }

    /// See [#NOBODY].
    final class Nobody implements Attendant {
        private static final Waiting NOTHING = () -> {
        };

        private Nobody() {
        }

        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public Optional<Secret> secret(Profile profile, String label) {
            return Optional.empty();
        }

        @Override
        public Waiting browse(Profile profile, URI page, Runnable cancel) {
            return NOTHING;
        }

        @Override
        public Waiting enterCode(Profile profile, String userCode, URI page, Runnable cancel) {
            return NOTHING;
        }

        @Override
        public Waiting pause(Profile profile, Instant until, Runnable cancel) {
            return NOTHING;
        }
    }
}
