package dev.keyrack.real;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A Java process with an environment of its own, that is asked line by line. It answers each line with one that begins
/// with `=`; what else it prints is passed over.
public final class ChildJvm implements AutoCloseable {
    private static final long LIMIT_SECONDS = 20;

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    private ChildJvm(Process process) {
        this.process = process;
        this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Starts one with the class path of this process.
    ///
    /// @param environment in place of what this process has of bus and display
    /// @param withToolkit whether JavaFX is on its module path
    public static ChildJvm start(Class<?> main, Map<String, String> environment, boolean withToolkit,
            String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        if (withToolkit) {
            command.addAll(List.of("--module-path=" + System.getProperty("jdk.module.path"),
                    "--add-modules=javafx.controls", "--enable-native-access=javafx.graphics", "-Dprism.order=sw"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeAll(List.of("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"));
        builder.environment().putAll(environment);
        return new ChildJvm(builder.start());
    }

    /// Asks it something and waits for its answer.
    public String ask(String line) {
        return answer(begin(line));
    }

    /// Asks it something; [#answer] waits.
    public CompletableFuture<String> begin(String line) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                in.write(line + "\n");
                in.flush();
                String said = out.readLine();
                while (said != null && !said.startsWith("=")) {
                    said = out.readLine();
                }
                return said == null ? "it ended" : said.substring(1);
            } catch (IOException e) {
                return "it is gone: " + e.getMessage();
            }
        });
    }

    /// The answer to what was begun.
    public static String answer(CompletableFuture<String> asked) {
        try {
            return asked.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// The process, for signals.
    public Process process() {
        return process;
    }

    /// Closes its input, which tells it to end, and waits for that.
    ///
    /// @return the exit code
    public int end() throws IOException {
        in.close();
        return Tools.join(process);
    }

    /// Waits for its end.
    ///
    /// @return the exit code
    public int join() {
        return Tools.join(process);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
