package dev.keyrack.provider.engine;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.secret.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is known about a profile's request limit, for the next process and those that run now. Read and written under
/// the file's lock, as well as that can be had: a limit is worth no error, so whoever cannot use the file goes by what
/// it knows itself. Holds no secret.
final class LimitFile {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST = 64 << 10;
    private static final Duration LONGEST_LOCK = Duration.ofMillis(500);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(3);

    private final Path file;

    /// The file of `profile` in `folder`. Another address or account has another file: it has another limit.
    LimitFile(Path folder, Profile profile) {
        String who = profile.name().value() + '\n' + profile.baseUrl() + '\n' + profile.account().orElse("");
        byte[] hash = Digests.sha256(who.getBytes(StandardCharsets.UTF_8));
        file = folder.resolve(HexFormat.of().formatHex(hash, 0, 12) + ".limit");
    }

    boolean exists() {
        return Files.exists(file);
    }

    /// Work on what is known.
    ///
    /// @param <T> what it gives
    @FunctionalInterface
    interface Change<T> {
        T apply(LimitState state);
    }

    /// Lets `change` work on `state`, brought up to date before and kept after.
    ///
    /// @throws InterruptedException if it is to wait no longer
    <T> T with(LimitState state, Change<T> change) throws InterruptedException {
        FileChannel channel = locked();
        if (channel == null) {
            return change.apply(state);
        }
        try {
            LimitState.Kept before = read(channel);
            if (before != null) {
                state.restore(before);
            }
            T result = change.apply(state);
            LimitState.Kept after = state.kept();
            if (!after.equals(before)) {
                write(channel, after);
            }
            return result;
        } finally {
            close(channel);
        }
    }

    /// @return null if it cannot be had
    private @Nullable FileChannel locked() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_LOCK.toNanos();
        FileChannel channel = null;
        boolean held = false;
        try {
            PrivateFiles.createFolderOf(file);
            PrivateFiles.createIfMissing(file);
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            while (!held && System.nanoTime() < deadline) {
                held = tryLock(channel) != null;
                if (!held) {
                    Thread.sleep(BETWEEN_TRIES);
                }
            }
            return held ? channel : null;
        } catch (IOException _) {
            return null;
        } finally {
            if (!held) {
                close(channel);
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) { // another gateway of this process
            return null;
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) {
            return; // the lock goes with the channel in any case
        }
    }

    private static LimitState.@Nullable Kept read(FileChannel channel) {
        try {
            long size = channel.size();
            if (size <= 0 || size > LARGEST) {
                return null;
            }
            ByteBuffer content = ByteBuffer.allocate((int) size);
            int read = 0;
            while (content.hasRemaining() && read >= 0) {
                read = channel.read(content, content.position());
            }
            JsonNode json = JSON.readTree(content.array());
            Map<String, Instant> underWay = new HashMap<>();
            json.path("under_way").properties()
                    .forEach(entry -> underWay.put(entry.getKey(), Instant.parse(entry.getValue().asString(""))));
            return new LimitState.Kept(number(json.path("limit")), number(json.path("remaining")),
                    moment(json.path("reset_at")), moment(json.path("closed_until")), underWay);
        } catch (IOException | JacksonException | DateTimeException _) { // damaged: it is as if there were none
            return null;
        }
    }

    private static Optional<Long> number(JsonNode node) {
        return node.isIntegralNumber() ? Optional.of(node.longValue()) : Optional.empty();
    }

    private static Optional<Instant> moment(JsonNode node) {
        return node.isString() ? Optional.of(Instant.parse(node.stringValue())) : Optional.empty();
    }

    private static void write(FileChannel channel, LimitState.Kept kept) {
        ObjectNode json = JSON.createObjectNode();
        kept.limit().ifPresent(limit -> json.put("limit", limit));
        kept.remaining().ifPresent(remaining -> json.put("remaining", remaining));
        kept.resetAt().ifPresent(moment -> json.put("reset_at", moment.toString()));
        kept.closedUntil().ifPresent(moment -> json.put("closed_until", moment.toString()));
        ObjectNode underWay = json.putObject("under_way");
        kept.underWay().forEach((ticket, end) -> underWay.put(ticket, end.toString()));
        ByteBuffer content = ByteBuffer.wrap(JSON.writeValueAsBytes(json));
        try {
            channel.truncate(0);
            while (content.hasRemaining()) {
                channel.write(content, content.position());
            }
        } catch (IOException _) {
            return; // a full disk: the next process learns it from its first answer
        }
    }
}
