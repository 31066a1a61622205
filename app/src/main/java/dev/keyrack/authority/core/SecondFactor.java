package dev.keyrack.authority.core;

import dev.keyrack.shared.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// The second factor of an account: an authenticator app, and ten backup codes for the day it is lost.
///
/// A code signs in once (RFC 6238 section 5.2). The code that proves the enrolment is not used up by that: it comes from
/// somebody who is signed in already and opens nothing, and the sign-in that people try right after would fail.
public final class SecondFactor {
    /// Backup codes of an enrolment.
    public static final int BACKUP_CODES = 10;
    /// Without `i`, `l`, `o` and `u`, which are misread; 16 of 32 are 80 bits.
    private static final String BACKUP_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int BACKUP_LENGTH = 16;
    private static final int BACKUP_GROUP = 4;

    /// A staged enrolment. Close it when it was handed over.
    ///
    /// @param base32 the shared key as authenticator apps take it
    /// @param uri    the same as an otpauth URI, for a QR code
    public record Setup(Secret base32, Secret uri) implements AutoCloseable {
        @Override
        public void close() {
            base32.close();
            uri.close();
        }
    }

    /// Where an account stands.
    ///
    /// @param enabledAt       since when it is on; empty if it is not
    /// @param staged          whether a key was handed out that is not proved yet
    /// @param backupCodesLeft backup codes that were not used yet
    public record Status(Optional<Instant> enabledAt, boolean staged, int backupCodesLeft) {}

    private final SecondFactorStore store;
    private final String issuer;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Throttle throttle;

    SecondFactor(SecondFactorStore store, String issuer, SecureRandom random, InstantSource clock, Throttle throttle) {
        this.store = store;
        this.issuer = issuer;
        this.random = random;
        this.clock = clock;
        this.throttle = throttle;
    }

    /// Hands out a fresh key; it counts only after [#verify].
    public Ruling<Setup> setUp(Account account) {
        if (status(account).enabledAt().isPresent()) {
            return Ruling.denied(Denial.of(Reason.CONFLICT,
                    "Two-factor authentication is on already. Turn it off first to set it up anew."));
        }
        byte[] key = new byte[Totp.KEY_LENGTH];
        random.nextBytes(key);
        store.stage(account.id(), key);
        String base32 = Base32.encode(key);
        String uri = "otpauth://totp/" + encode(issuer) + ":" + encode(account.email()) + "?secret=" + base32
                + "&issuer="
                + encode(issuer);
        return Ruling.granted(new Setup(secret(base32), secret(uri)));
    }

    /// Switches the staged key on if `code` proves that the app has it.
    ///
    /// @return the backup codes, the only time that they are seen
    public Ruling<List<Secret>> verify(Account account, String code) {
        try (Enrolment staged = store.find(account.id()).orElse(null)) {
            if (staged == null) {
                return Ruling.denied(Denial.of(Reason.CONFLICT,
                        "Two-factor authentication is not set up. Ask for a secret with the setup request first."));
            }
            if (staged.enabledAt().isPresent()) {
                return Ruling.denied(Denial.of(Reason.CONFLICT, "Two-factor authentication is on already."));
            }
            return guarded(account, Reason.CODE_INVALID, () -> matchingStep(staged, code).isPresent())
                    .map(_ -> enable(account));
        }
    }

    /// Turns it off again; `code` is one of the app's or a backup code.
    public Ruling<Status> disable(Account account, String code) {
        if (status(account).enabledAt().isEmpty()) {
            return Ruling.denied(Denial.of(Reason.CONFLICT, "Two-factor authentication is not on."));
        }
        return use(account, Reason.CODE_INVALID, code).map(_ -> {
            store.remove(account.id());
            return status(account);
        });
    }

    /// Where the account stands.
    public Status status(Account account) {
        try (Enrolment found = store.find(account.id()).orElse(null)) {
            return found == null
                    ? new Status(Optional.empty(), false, 0)
                    : new Status(found.enabledAt(), found.enabledAt().isEmpty(), found.backupCodesLeft());
        }
    }

    /// Checks a code at sign-in and uses it up.
    Ruling<Account> check(Account account, String code) {
        return use(account, Reason.SECOND_FACTOR_INVALID, code);
    }

    private Ruling<Account> use(Account account, Reason otherwise, String code) {
        return guarded(account, otherwise, () -> useTotp(account, code) || useBackupCode(account, code));
    }

    private Ruling<Account> guarded(Account account, Reason otherwise, BooleanSupplier test) {
        String name = "2fa " + account.id();
        Optional<Duration> barred = throttle.barredFor(name);
        if (barred.isPresent()) {
            return Ruling.denied(Denial.wait(barred.get(), "Too many wrong codes. Wait a moment, then try again."));
        }
        if (test.getAsBoolean()) {
            throttle.succeeded(name);
            return Ruling.granted(account);
        }
        throttle.failed(name);
        return Ruling.denied(Denial.about(otherwise, "code",
                "This code is wrong, has run out or was used before. "
                        + "Wait for the next one in the authenticator app, or use a backup code."));
    }

    private boolean useTotp(Account account, String code) {
        try (Enrolment enrolment = store.find(account.id()).orElse(null)) {
            if (enrolment == null || enrolment.enabledAt().isEmpty()) {
                return false;
            }
            OptionalLong step = matchingStep(enrolment, code);
            return step.isPresent() && store.useStep(account.id(), step.getAsLong());
        }
    }

    private boolean useBackupCode(Account account, String code) {
        String plain = code.toLowerCase(Locale.ROOT).chars().filter(c -> c != '-' && c != ' ')
                .mapToObj(Character::toString).collect(Collectors.joining());
        return plain.length() == BACKUP_LENGTH
                && store.useBackupCode(account.id(), Digest.ofText(plain), clock.instant());
    }

    private OptionalLong matchingStep(Enrolment enrolment, String code) {
        String digits = code.replace(" ", "");
        return enrolment.totpKey().use(key -> Totp.matchingStep(key, digits, clock.instant()));
    }

    private List<Secret> enable(Account account) {
        List<Secret> shown = new ArrayList<>();
        List<Digest> kept = new ArrayList<>();
        for (int i = 0; i < BACKUP_CODES; i++) {
            StringBuilder plain = new StringBuilder();
            StringBuilder grouped = new StringBuilder();
            for (int at = 0; at < BACKUP_LENGTH; at++) {
                char c = BACKUP_ALPHABET.charAt(random.nextInt(BACKUP_ALPHABET.length()));
                plain.append(c);
                grouped.append(at > 0 && at % BACKUP_GROUP == 0 ? "-" : "").append(c);
            }
            kept.add(Digest.ofText(plain.toString()));
            shown.add(secret(grouped.toString()));
        }
        store.enable(account.id(), clock.instant(), kept);
        return shown;
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%40", "@");
    }
}
