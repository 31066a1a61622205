package dev.keyrack.real;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// An X server of its own on a free display, with `xclip` as a program that knows nothing of Keyrack. Ends only what it
/// has started.
public final class VirtualDisplay implements AutoCloseable {
    private final Process server;
    private final String name;
    private final Deque<Process> started = new ArrayDeque<>();

    private VirtualDisplay(Process server, String name) {
        this.server = server;
        this.name = name;
    }

    /// Starts one; skips the test where that is not possible.
    public static VirtualDisplay start(String... options) throws IOException {
        Tools.assumeAll("Xvfb", "xclip");
        List<String> command = new ArrayList<>(
                List.of("Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"));
        command.addAll(List.of(options));
        Process server = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String number = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))
                .readLine();
        if (number == null) {
            throw new IOException("Xvfb did not start");
        }
        return new VirtualDisplay(server, ":" + number);
    }

    /// As `DISPLAY` has it.
    public String name() {
        return name;
    }

    /// What a process on this display needs.
    public Map<String, String> environment() {
        return Map.of("DISPLAY", name);
    }

    /// What a program reads from the clipboard; empty if nobody gives anything.
    public Optional<String> clipboard() {
        return read("clipboard", "UTF8_STRING").map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /// What a program reads from a selection in a format.
    public Optional<byte[]> read(String selection, String format) {
        try {
            Tools.Answer said = Tools.run(environment(), new byte[0],
                    List.of("xclip", "-o", "-selection", selection, "-t", format));
            return said.exitCode() == 0 ? Optional.of(said.out()) : Optional.empty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Copies a text as another program does, which stays its owner.
    public void copy(String selection, String text) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("xclip", "-i", "-quiet", "-selection", selection)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment());
        Process owner = builder.start();
        started.push(owner);
        try (var in = owner.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
        await(() -> read(selection, "UTF8_STRING").map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
                there -> there.equals(Optional.of(text)));
    }

    /// Waits until the clipboard is as wanted.
    ///
    /// @return what is on it then, or what was on it when the time was over
    public Optional<String> awaitClipboard(Predicate<Optional<String>> wanted) {
        return await(this::clipboard, wanted);
    }

    private <T> T await(Supplier<T> look, Predicate<T> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        T seen = look.get();
        while (!wanted.test(seen) && System.nanoTime() < end) {
            pause();
            seen = look.get();
        }
        return seen;
    }

    /// Lets others work for a moment, no longer than the server lives.
    private void pause() {
        try {
            server.waitFor(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        started.forEach(process -> process.destroyForcibly().onExit().join());
        server.destroy();
        server.onExit().join();
    }
}
