package dev.keyrack.credential.data;

import dev.keyrack.credential.data.KeyringPort.KeyringRefused;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// [Keychain] run by the operating system. Items are called `dev.keyrack`, account `<installation>/<name>`.
///
/// For small things: a master key, a credential. Some keyrings rewrite all they hold for each item.
///
/// The library underneath blocks for as long as the system likes, throws `NullPointerException` when the keyring is
/// locked, and says "stored" when nothing was. So each call runs on a daemon thread with a time limit, a connection
/// that failed is not used again, and what was stored is read back.
public final class OsKeyring implements Keychain, AutoCloseable {
    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final String LABEL = "system keyring";
    private static final String BINARY = "base64:";
    /// Most bytes of a value.
    static final int MAX_BYTES = 64 * 1024;

    private final KeyringPort.Opener opener;
    private final String prefix;
    private final SecureRandom random;
    private final Duration probeLimit;
    private final Duration callLimit;
    private final ReentrantLock turns = new ReentrantLock();
    private @Nullable KeyringPort open;
    private volatile String systemName = LABEL;
    private volatile boolean hasAnswered;

    /// The keyring of this computer; nothing is opened yet.
    ///
    /// @param installation sets the items of this installation apart from those of others of the same user
    public OsKeyring(String installation, SecureRandom random) {
        this(JavaKeyringPort::open, installation + "/", random, PROBE, CALL);
    }

    OsKeyring(KeyringPort.Opener opener, String prefix, SecureRandom random, Duration probeLimit, Duration callLimit) {
        this.opener = opener;
        this.prefix = prefix;
        this.random = random;
        this.probeLimit = probeLimit;
        this.callLimit = callLimit;
    }

    /// The same keyring for items that other programs look up: the account is the name alone.
    public static OsKeyring forOthers(SecureRandom random) {
        return new OsKeyring(JavaKeyringPort::open, "", random, PROBE, CALL);
    }

    /// Stores, reads back and deletes an item nobody needs, all within a second. Whoever asks first also waits for this
    /// program's own classes, which takes most of a second itself: what was too slow then, is asked once more.
    ///
    /// @return why it cannot be used; empty if it can
    public Optional<Problem> probe() {
        boolean isFirst = !hasAnswered;
        try {
            return probeOnce();
        } catch (KeychainException e) {
            return isFirst && e.getCause() instanceof TimeoutException ? probeAgain() : Optional.of(e.problem());
        }
    }

    private Optional<Problem> probeAgain() {
        try {
            return probeOnce();
        } catch (KeychainException e) {
            return Optional.of(e.problem());
        }
    }

    private Optional<Problem> probeOnce() throws KeychainException {
        byte[] value = new byte[16];
        random.nextBytes(value);
        String account = prefix + "probe-" + HexFormat.of().formatHex(value, 0, 8);
        String text = HexFormat.of().formatHex(value, 8, 16);
        boolean kept = call(probeLimit, port -> {
            port.set(account, text);
            boolean same = port.get(account).filter(text::equals).isPresent();
            port.delete(account);
            return same;
        });
        return kept ? Optional.empty() : Optional.of(Problem.NOT_WRITTEN);
    }

    /// What people call the keyring that has answered last, such as `Secret Service`.
    public String systemName() {
        return systemName;
    }

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public Kind kind() {
        return Kind.OS_KEYRING;
    }

    @Override
    public void store(String name, byte[] value) throws KeychainException {
        if (value.length > MAX_BYTES) {
            throw new KeychainException(Problem.TOO_LARGE, LABEL, null);
        }
        String text = encode(value);
        boolean kept = call(callLimit, port -> {
            port.set(prefix + name, text);
            return port.get(prefix + name).filter(text::equals).isPresent();
        });
        if (!kept) {
            throw new KeychainException(Problem.NOT_WRITTEN, LABEL, null);
        }
    }

    @Override
    public Optional<byte[]> load(String name) throws KeychainException {
        Optional<String> text = call(callLimit, port -> port.get(prefix + name));
        return text.isPresent() ? Optional.of(decode(text.get())) : Optional.empty();
    }

    @Override
    public void delete(String name) throws KeychainException {
        call(callLimit, port -> {
            if (port.get(prefix + name).isPresent()) {
                port.delete(prefix + name);
            }
            return true;
        });
    }

    /// Ends the connection. A later call opens a new one.
    @Override
    public void close() {
        turns.lock();
        try {
            KeyringPort port = open;
            open = null;
            if (port != null) {
                Thread.ofPlatform().daemon().name("keyring-close").start(() -> closeQuietly(port));
            }
        } finally {
            turns.unlock();
        }
    }

    private <T> T call(Duration limit, Call<T> call) throws KeychainException {
        try {
            if (!turns.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new KeychainException(Problem.UNAVAILABLE, LABEL, new TimeoutException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeychainException(Problem.UNAVAILABLE, LABEL, e);
        }
        try {
            return onOwnThread(limit, call);
        } finally {
            turns.unlock();
        }
    }

    private <T> T onOwnThread(Duration limit, Call<T> call) throws KeychainException {
        KeyringPort before = open;
        open = null; // used again only after it has answered
        AtomicBoolean abandoned = new AtomicBoolean();
        FutureTask<Done<T>> task = new FutureTask<>(() -> perform(before, call, abandoned));
        Thread.ofPlatform().daemon().name("keyring").start(task);
        try {
            Done<T> done = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            open = done.port();
            systemName = done.port().name();
            hasAnswered = true;
            return done.result();
        } catch (ExecutionException e) {
            throw new KeychainException(problemOf(e.getCause()), LABEL, e.getCause());
        } catch (TimeoutException e) {
            abandoned.set(true);
            task.cancel(true);
            throw new KeychainException(Problem.UNAVAILABLE, LABEL, e);
        } catch (InterruptedException e) {
            abandoned.set(true);
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new KeychainException(Problem.UNAVAILABLE, LABEL, e);
        }
    }

    private static Problem problemOf(@Nullable Throwable cause) {
        return switch (cause) {
            case KeyringRefused refused -> refused.problem();
            case NullPointerException _ -> Problem.LOCKED;
            case null, default -> Problem.UNAVAILABLE;
        };
    }

    private <T> Done<T> perform(@Nullable KeyringPort before, Call<T> call, AtomicBoolean abandoned)
            throws KeyringRefused {
        KeyringPort port = before == null ? opener.open() : before;
        boolean answered = false;
        try {
            Done<T> done = new Done<>(port, call.on(port));
            answered = true;
            return done;
        } finally {
            if (!answered || abandoned.get()) {
                closeQuietly(port);
            }
        }
    }

    // A task keeps what is thrown in it; a connection that cannot be closed is of no use to anybody.
    private static void closeQuietly(KeyringPort port) {
        new FutureTask<>(() -> {
            port.close();
            return true;
        }).run();
    }

    // Text stays text, so that people find it in their keyring program; the rest is marked.
    private static String encode(byte[] value) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            if (!text.startsWith(BINARY) && text.indexOf(0) < 0) {
                return text;
            }
        } catch (CharacterCodingException _) {
            return BINARY + Base64.getEncoder().encodeToString(value);
        }
        return BINARY + Base64.getEncoder().encodeToString(value);
    }

    private static byte[] decode(String text) throws KeychainException {
        if (!text.startsWith(BINARY)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text.substring(BINARY.length()));
        } catch (IllegalArgumentException e) {
            throw new KeychainException(Problem.DAMAGED, LABEL, e);
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T on(KeyringPort port) throws KeyringRefused;
    }

    private record Done<T>(KeyringPort port, T result) {}
}
