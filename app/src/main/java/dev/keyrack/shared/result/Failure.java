package dev.keyrack.shared.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reasons worth telling the user apart. Carries facts and no sentences: `FailureText` words it, the command line
/// takes its exit code from it.
public sealed interface Failure {
    /// The stable name of this kind of failure, `snake_case`, as `--output json` prints it.
    String kind();

    /// The request that led to it, as far as there was one.
    default Optional<Call> asked() {
        return switch (this) {
            case SignInRefused(var call) -> Optional.of(call);
            case Refused(_, var call) -> Optional.of(call);
            case Rejected(var call) -> Optional.of(call);
            case RateLimited(_, var call) -> Optional.of(call);
            case BadAnswer(_, _, var call) -> Optional.of(call);
            case Unreachable gone -> gone.call();
            default -> Optional.empty();
        };
    }

    /// The provider does not accept what the profile signs in with (401).
    ///
    /// @param call what was asked
    record SignInRefused(Call call) implements Failure {
        @Override
        public String kind() {
            return "sign_in_refused";
        }
    }

    /// The provider wants a second factor; sign in again with a code.
    ///
    /// @param wrongCode whether a code was given and refused
    record SecondFactorNeeded(boolean wrongCode) implements Failure {
        @Override
        public String kind() {
            return "second_factor_needed";
        }
    }

    /// The profile signs in with a person's help, and its session has ended: somebody has to sign in again.
    ///
    /// @param profile its name
    record SignInNeeded(String profile) implements Failure {
        @Override
        public String kind() {
            return "sign_in_needed";
        }
    }

    /// The credential is valid and may not do this (403).
    ///
    /// @param missingScope the scope that is missing, as the provider writes it; empty if it did not say
    record Refused(String missingScope, Call call) implements Failure {
        @Override
        public String kind() {
            return "refused";
        }
    }

    /// The provider did not take the input (400, 409, 422); nothing was changed.
    ///
    /// @param call what was asked, with the provider's own words
    record Rejected(Call call) implements Failure {
        @Override
        public String kind() {
            return "rejected";
        }
    }

    /// Too many requests (429, or known in advance).
    ///
    /// @param retryAfter how long the provider asks to wait (RFC 9110 section 10.2.3)
    record RateLimited(Duration retryAfter, Call call) implements Failure {
        @Override
        public String kind() {
            return "rate_limited";
        }
    }

    /// No answer came.
    ///
    /// @param cause  what stood in the way
    /// @param host   host and port that were to be reached
    /// @param detail what is known beyond that
    /// @param via    the proxy's host and port, or what is wrong with its address; empty if there is none
    /// @param call   what was asked, if a request was under way
    record Unreachable(Cause cause, String host, Detail detail, String via, Optional<Call> call) implements Failure {
        /// What stood in the way.
        public enum Cause { DNS, CONNECT, TLS, PROXY, TIMEOUT, INTERRUPTED }

        /// What is known beyond the cause.
        public enum Detail {
            /// Nothing.
            NONE,
            /// The connection was there and ended without an answer.
            CLOSED,
            /// Nobody who is trusted signed the certificate.
            UNTRUSTED,
            /// The certificate is not in force any more.
            EXPIRED,
            /// The certificate is not yet in force.
            NOT_YET_VALID,
            /// The certificate is another host's.
            OTHER_HOST,
            /// The two have no version or cipher in common, or what answers does not speak TLS.
            HANDSHAKE,
            /// The proxy wants to know who is there (407).
            PROXY_SIGN_IN,
            /// The proxy does not let this through.
            PROXY_REFUSED,
            /// The proxy is of a kind that Keyrack does not use.
            PROXY_KIND
        }

        /// One of which no more is known.
        public Unreachable(Cause cause, String host) {
            this(cause, host, Detail.NONE, "", Optional.empty());
        }

        /// The same with what was asked.
        public Unreachable with(Call asked) {
            return new Unreachable(cause, host, detail, via, Optional.of(asked));
        }

        @Override
        public String kind() {
            return "unreachable";
        }
    }

    /// An answer came that cannot be used.
    ///
    /// @param flaw   what was wrong with it
    /// @param detail where or how much, for people; never a part of the answer that may be secret
    record BadAnswer(Flaw flaw, String detail, Call call) implements Failure {
        /// What was wrong with an answer.
        public enum Flaw {
            TOO_LARGE, TOO_SLOW, TOO_DEEP, TOO_MANY_PAGES, NOT_JSON, UNEXPECTED, FOREIGN_REDIRECT, SERVER_ERROR, CUT_OFF, NOT_HTTP, ENCODED
        }

        @Override
        public String kind() {
            return "bad_answer";
        }
    }

    /// The provider offers no way to do this.
    ///
    /// @param reason the descriptor's own sentence; empty if it has none
    record Unsupported(String capability, String reason) implements Failure {
        @Override
        public String kind() {
            return "unsupported";
        }
    }

    /// No such thing.
    ///
    /// @param what  `profile`, `key`, `provider` …
    /// @param name  what was asked for
    /// @param known names that exist and may have been meant
    record NotFound(String what, String name, List<String> known) implements Failure {
        @Override
        public String kind() {
            return "not_found";
        }
    }

    /// Several things answer to the name.
    record Ambiguous(String what, String name, List<String> candidates) implements Failure {
        @Override
        public String kind() {
            return "ambiguous";
        }
    }

    /// It exists already.
    record AlreadyThere(String what, String name) implements Failure {
        @Override
        public String kind() {
            return "already_there";
        }
    }

    /// The user's input cannot be used.
    ///
    /// @param where   the option, field or JSON pointer
    /// @param problem a finished sentence without a full stop, in the user's language
    record InvalidInput(String where, String problem) implements Failure {
        @Override
        public String kind() {
            return "invalid_input";
        }
    }

    /// The profile has no stored credential.
    record NoCredential(String profile) implements Failure {
        @Override
        public String kind() {
            return "no_credential";
        }
    }

    /// The profile is read-only until somebody arms it.
    ///
    /// @param profile its name, which has to be typed
    record NotArmed(String profile) implements Failure {
        @Override
        public String kind() {
            return "not_armed";
        }
    }

    /// Somebody is needed for this and declined, gave up waiting, or is not there. Nothing was changed.
    ///
    /// @param what what they were needed for, such as `Password`
    record Declined(String what) implements Failure {
        @Override
        public String kind() {
            return "declined";
        }
    }

    /// A fault in Keyrack itself stopped the work; its details are in the log. Whether anything was changed is not
    /// known.
    record Fault() implements Failure {
        @Override
        public String kind() {
            return "bug";
        }
    }

    /// Local storage said no.
    ///
    /// @param what what was to be read or written
    record StorageFailed(String what, String detail) implements Failure {
        @Override
        public String kind() {
            return "storage_failed";
        }
    }

    /// Keyrack was locked for all programs, by `keyrack lock`.
    ///
    /// @param since since when
    record Locked(Instant since) implements Failure {
        @Override
        public String kind() {
            return "locked";
        }
    }

    /// The store for credentials cannot be used.
    ///
    /// @param problem what is wrong with it
    /// @param store   the store's name for people
    record KeychainFailed(Problem problem, String store, Optional<String> detail) implements Failure {
        /// What is wrong with a store for credentials.
        public enum Problem {
            LOCKED, PASSPHRASE_NEEDED, PASSPHRASE_TOO_SHORT, WRONG_PASSPHRASE, DAMAGED, NOT_WRITTEN, TOO_LARGE, UNAVAILABLE,
            /// It was written in another version of its format, which the detail names.
            OTHER_VERSION,
            /// No passphrase opens it, though other things do.
            NOT_BY_PASSPHRASE,
            /// The system's keyring does not open it, though other things do.
            NOT_BY_KEYRING,
            /// The system's keyring answers, and has nothing that opens it.
            KEYRING_LOST,
            /// Nothing else would open it.
            LAST_OPENING
        }

        @Override
        public String kind() {
            return "keychain_failed";
        }
    }
}
