import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Builds the runnable image: a runtime of its own, the program, every native library in the image, an AOT cache.
///
/// Arguments: version, folder with `javafx` and `jars`, target folder, training command, `package=` or `package=deb`.
/// Runs as a source file on the JDK that the build chose, because jpackage and jlink must be that JDK's.
final class Image {
    private static final String MAIN_CLASS = "dev.keyrack.Keyrack";
    private static final String MODULES = String.join(",",
            "java.base", "java.desktop", "java.logging", "java.management", "java.naming", "java.net.http",
            "java.security.jgss", "java.sql", "java.xml", "jdk.accessibility", "jdk.crypto.ec", "jdk.jfr",
            "jdk.localedata", "jdk.management", "jdk.unsupported", "jdk.zipfs",
            // JSONata names a class of this one
            "java.compiler",
            // the page that the browser comes back to after signing in
            "jdk.httpserver",
            // the D-Bus client behind the keyring
            "jdk.net", "jdk.security.auth",
            "javafx.base", "javafx.controls", "javafx.graphics");
    private static final int TRAINING_MINUTES = 5;

    private final Os os = Os.current();
    private final String version;
    private final Path input;
    private final Path target;
    private final List<String> training;
    private final Path image;

    private Image(String version, Path input, Path target, List<String> training) {
        this.version = version;
        this.input = input;
        this.target = target;
        this.training = training;
        this.image = target.resolve(os == Os.MAC ? "keyrack.app" : "keyrack");
    }

    public static void main(String[] args) throws Exception {
        try {
            Image image = new Image(args[0], Path.of(args[1]), Path.of(args[2]), List.of(args[3].trim().split(" +")));
            image.build();
            if (args[4].equals("package=deb")) {
                image.packDeb();
            }
        } catch (Problem problem) {
            System.err.println("keyrack image: " + problem.getMessage());
            System.exit(1);
        }
    }

    private void build() throws IOException, InterruptedException {
        delete(image);
        Path content = target.resolve("content");
        delete(content);
        Files.createDirectories(content.resolve("native"));
        Path program = layOutJars(content);
        jpackage(content, program.getFileName().toString());
        // JavaFX would unpack them to ~/.openjfx and load them from there; beside the runtime's own it need not
        extract(input.resolve("javafx"), "javafx-graphics-.+", "/", os.libraries(), os.runtimeLibraries(image));
        train();
        delete(content);
    }

    /// Copies the jars and puts the native libraries that they carry beside them, for this platform alone.
    private Path layOutJars(Path content) throws IOException {
        Path natives = content.resolve("native");
        for (Path jar : list(input.resolve("jars"))) {
            Path copy = content.resolve(jar.getFileName().toString());
            Files.copy(jar, copy);
            if (copy.getFileName().toString().startsWith("sqlite-jdbc-")) {
                extract(copy, "/org/sqlite/native/" + os.sqliteFolder(), os.libraries(), natives);
                deleteInside(copy, "/org/sqlite/native");
            } else if (copy.getFileName().toString().matches("jna-[0-9.]+\\.jar")) {
                extract(copy, "/com/sun/jna/" + os.jnaFolder(), os.libraries(), natives);
            }
        }
        return list(content).stream().filter(jar -> jar.getFileName().toString().startsWith("keyrack-app-"))
                .findFirst().orElseThrow(() -> new Problem("keyrack-app is missing in " + input.resolve("jars")));
    }

    private void jpackage(Path content, String programJar) {
        ToolProvider jpackage = ToolProvider.findFirst("jpackage").orElseThrow(() -> new Problem(
                "the JDK at " + System.getProperty("java.home") + " has no jpackage. Install a whole JDK 25."));
        List<String> arguments = new ArrayList<>(List.of("--type", "app-image", "--name", "keyrack",
                "--app-version", os == Os.MAC ? version.replaceFirst("^0", "1") : version,
                "--description", "The desktop client for every API key that somebody answers for",
                "--input", content.toString(), "--main-jar", programJar, "--main-class", MAIN_CLASS,
                "--module-path", input.resolve("javafx").toString(), "--add-modules", MODULES,
                "--jlink-options", "--strip-debug --no-man-pages --no-header-files --strip-native-commands"
                        + " --exclude-resources=glob:/javafx.graphics/*" + os.libraries(),
                "--temp", target.resolve("jpackage").toString(), "--dest", target.toString()));
        if (os == Os.WINDOWS) {
            arguments.add("--win-console");
        } else if (os == Os.LINUX) {
            arguments.addAll(List.of("--icon", Path.of("src/linux/keyrack.png").toAbsolutePath().toString()));
        }
        for (String option : javaOptions()) {
            arguments.addAll(List.of("--java-options", option));
        }
        delete(target.resolve("jpackage"));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        int exit = jpackage.run(writer, writer, arguments.toArray(String[]::new));
        delete(target.resolve("jpackage"));
        if (exit != 0) {
            throw new Problem("jpackage failed:\n" + said);
        }
    }

    private static List<String> javaOptions() {
        return List.of("--enable-native-access=ALL-UNNAMED,javafx.graphics",
                // native libraries come from the image, never from a folder that others may write to
                "-Dorg.sqlite.lib.path=$APPDIR/native", "-Djna.boot.library.path=$APPDIR/native", "-Djna.nosys=true",
                "-Djna.nounpack=true",
                // else JavaFX keeps the text of every label it ever laid out, in a static cache
                "-Dprism.cacheLayoutSize=0", "-Djava.net.useSystemProxies=true",
                // a heap dump or core file of this program could hold a secret
                "-XX:-HeapDumpOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash",
                // else another program of the same user could ask for a heap dump or load an agent, also where the
                // system lets it trace no process but its own children
                "-XX:+DisableAttachMechanism",
                // 300 MB resident with 100,000 keys; Argon2id alone takes 64 MB for each sign-in to the authority
                "-XX:+UseCompactObjectHeaders", "-Xms24m", "-Xmx512m", "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30");
    }

    /// Runs the training command through the launcher, twice as JDK 25 wants it, and tells the launcher of the cache.
    private void train() throws IOException, InterruptedException {
        Path work = target.resolve("training");
        delete(work);
        Files.createDirectories(work);
        Path configuration = work.resolve("keyrack.aotconf");
        Path cache = os.appFolder(image).resolve("keyrack.aot");
        // G1 although the image runs on Serial: only then does the cache keep objects too, and Serial can load them
        String common = "-XX:+UseG1GC -Dglass.platform=Headless -Dprism.order=sw -XX:AOTConfiguration=" + configuration;
        launch("AOT training (" + String.join(" ", training) + ")", work, common + " -XX:AOTMode=record", training);
        if (!Files.exists(configuration)) {
            throw new Problem("AOT training left no record at " + configuration);
        }
        launch("AOT cache creation", work, common + " -XX:AOTMode=create -XX:AOTCache=" + cache, training);
        Files.writeString(os.appFolder(image).resolve("keyrack.cfg"),
                "java-options=-XX:+UseSerialGC\njava-options=-XX:AOTCache=$APPDIR/keyrack.aot\n",
                StandardOpenOption.APPEND);
        // With "on" the launcher refuses to start without a cache that fits; later starts go on without one
        launch("start from the AOT cache", work, "-XX:AOTMode=on", List.of("version"));
        delete(work);
    }

    private void launch(String what, Path work, String options, List<String> arguments)
            throws IOException, InterruptedException {
        Path log = work.resolve("log.txt");
        List<String> command = new ArrayList<>(List.of(os.launcher(image).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(os.nothing())).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        List.of("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS").forEach(environment::remove);
        environment.put("KEYRACK_HOME", work.resolve("home").toString());
        environment.put("JAVA_TOOL_OPTIONS", options);
        Process process = builder.start();
        if (!process.waitFor(TRAINING_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new Problem(what + " did not end in " + TRAINING_MINUTES + " minutes:\n" + Files.readString(log));
        }
        if (process.exitValue() != 0) {
            throw new Problem(what + " ended with " + process.exitValue() + ":\n" + Files.readString(log));
        }
    }

    /// Packs the image for Debian and Ubuntu. Not by jpackage: its menu entry fails to install where no desktop is.
    private void packDeb() throws IOException, InterruptedException {
        if (os != Os.LINUX || findOnPath("dpkg-deb") == null) {
            throw new Problem("a .deb needs Linux and dpkg-deb. Leave -Pdeb out.");
        }
        Path root = target.resolve("deb");
        delete(root);
        copyTree(image, root.resolve("opt/keyrack"));
        for (String[] file : new String[][] {{"keyrack.desktop", "applications/keyrack.desktop"},
                {"dev.keyrack.Keyrack.metainfo.xml", "metainfo/dev.keyrack.Keyrack.metainfo.xml"},
                {"keyrack.svg", "icons/hicolor/scalable/apps/keyrack.svg"},
                {"keyrack.png", "icons/hicolor/256x256/apps/keyrack.png"}}) {
            Path place = root.resolve("usr/share").resolve(file[1]);
            Files.createDirectories(place.getParent());
            Files.copy(Path.of("src/linux", file[0]), place);
        }
        Files.createDirectories(root.resolve("usr/bin"));
        Files.createSymbolicLink(root.resolve("usr/bin/keyrack"), Path.of("../../opt/keyrack/bin/keyrack"));
        String architecture = os.isArm() ? "arm64" : "amd64";
        Files.createDirectories(root.resolve("DEBIAN"));
        Files.writeString(root.resolve("DEBIAN/control"), """
                Package: keyrack
                Version: %s
                Architecture: %s
                Maintainer: Keyrack <keyrack@localhost>
                Installed-Size: %d
                Depends: libc6, zlib1g, libgtk-3-0 | libgtk-3-0t64
                Section: utils
                Priority: optional
                Description: desktop client for every API key that somebody answers for
                 Shows each key with its scopes and last use, reveals a new one exactly once,
                 revokes what has leaked and proves that it is dead.
                """.formatted(version, architecture, size(root) / 1024));
        Path deb = target.resolve("keyrack_" + version + "_" + architecture + ".deb");
        Process process = new ProcessBuilder("dpkg-deb", "--root-owner-group", "--build", root.toString(),
                deb.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new Problem("dpkg-deb failed:\n" + said);
        }
        delete(root);
    }

    private static void extract(Path folder, String jarName, String inside, String ending, Path to) throws IOException {
        for (Path jar : list(folder)) {
            if (jar.getFileName().toString().matches(jarName)) {
                extract(jar, inside, ending, to);
            }
        }
        if (list(to).stream().noneMatch(file -> file.getFileName().toString().endsWith(ending))) {
            throw new Problem("no native libraries for this platform in " + folder);
        }
    }

    private static void extract(Path jar, String inside, String ending, Path to) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            for (Path file : list(zip.getPath(inside))) {
                String name = file.getFileName().toString();
                if (name.endsWith(ending)) {
                    Files.copy(file, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void deleteInside(Path jar, String folder) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            delete(zip.getPath(folder));
        }
    }

    private static String findOnPath(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable).map(Path::toString).findFirst().orElse(null);
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path path) {
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new Problem("cannot delete " + path + " (" + e + "). Is Keyrack still running from it?");
        }
    }

    /// What stops the build, as a sentence.
    private static final class Problem extends RuntimeException {
        private static final long serialVersionUID = 1;

        Problem(String message) {
            super(message);
        }
    }

    /// Where each platform keeps things. Built and run on Linux; the other two follow jpackage's documented layout.
    private enum Os {
        LINUX, MAC, WINDOWS;

        static Os current() {
            String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            return name.contains("win") ? WINDOWS : name.contains("mac") ? MAC : LINUX;
        }

        boolean isArm() {
            return System.getProperty("os.arch").equals("aarch64");
        }

        String libraries() {
            return switch (this) {
                case LINUX -> ".so";
                case MAC -> ".dylib";
                case WINDOWS -> ".dll";
            };
        }

        String sqliteFolder() {
            String system = switch (this) {
                case LINUX -> "Linux";
                case MAC -> "Mac";
                case WINDOWS -> "Windows";
            };
            return system + "/" + (isArm() ? "aarch64" : "x86_64");
        }

        String jnaFolder() {
            String system = switch (this) {
                case LINUX -> "linux";
                case MAC -> "darwin";
                case WINDOWS -> "win32";
            };
            return system + "-" + (isArm() ? "aarch64" : "x86-64");
        }

        Path launcher(Path image) {
            return image.resolve(switch (this) {
                case LINUX -> "bin/keyrack";
                case MAC -> "Contents/MacOS/keyrack";
                case WINDOWS -> "keyrack.exe";
            });
        }

        Path appFolder(Path image) {
            return image.resolve(switch (this) {
                case LINUX -> "lib/app";
                case MAC -> "Contents/app";
                case WINDOWS -> "app";
            });
        }

        Path runtimeLibraries(Path image) {
            return image.resolve(switch (this) {
                case LINUX -> "lib/runtime/lib";
                case MAC -> "Contents/runtime/Contents/Home/lib";
                case WINDOWS -> "runtime/bin";
            });
        }

        File nothing() {
            return new File(this == WINDOWS ? "NUL" : "/dev/null");
        }
    }
}
