package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.KeychainException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;

/// A process that works with the keyring of the bus that its environment names, and ends when its input does, if no
/// thread keeps it.
final class KeyringChild {
    private KeyringChild() {
    }

    /// Arguments: the limits of a probe and of a call, in milliseconds.
    public static void main(String[] args) throws Exception {
        OsKeyring keyring = new OsKeyring(JavaKeyringPort::open, "", new SecureRandom(),
                Duration.ofMillis(Long.parseLong(args[0])), Duration.ofMillis(Long.parseLong(args[1])));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            long start = System.nanoTime();
            String said;
            try {
                said = perform(keyring, words);
            } catch (KeychainException e) {
                said = e.problem().name();
            }
            System.out.println("=" + said + " " + (System.nanoTime() - start) / 1_000_000);
        }
    }

    private static String perform(OsKeyring keyring, String[] words) throws KeychainException {
        return switch (words[0]) {
            case "probe" -> keyring.probe().map(Enum::name).orElse("ANSWERS");
            case "store" -> {
                keyring.store(text(words[1]), Base64.getDecoder().decode(words[2]));
                yield "STORED";
            }
            case "load" -> keyring.load(text(words[1])).map(Base64.getEncoder()::encodeToString).orElse("NONE");
            case "delete" -> {
                keyring.delete(text(words[1]));
                yield "DELETED";
            }
            case "threads" -> Thread.getAllStackTraces().keySet().stream().filter(thread -> !thread.isDaemon())
                    .map(Thread::getName).filter(name -> !name.equals("main")).map(name -> name.replace(' ', '_'))
                    .collect(Collectors.joining(",", "[", "]"));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
