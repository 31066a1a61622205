package dev.keyrack.provider.engine;

import java.nio.file.Path;
import java.time.Duration;

/// Another process that holds a profile's lock until its standard input ends.
final class LockHolder {
    private LockHolder() {
    }

    public static void main(String[] args) throws Exception {
        ProfileLock lock = new ProfileLock(Path.of(args[0]), Duration.ofSeconds(10));
        try (ProfileLock.Held _ = lock.acquire(Workshop.PROFILE)) {
            System.out.println("held");
            System.in.readAllBytes();
        }
    }
}
