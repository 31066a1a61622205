package dev.keyrack.provider.engine;

import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.provider.domain.RotationWay;
import dev.keyrack.provider.engine.DescriptorChecker.Checked;
import dev.keyrack.provider.engine.Finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The descriptors that came with Keyrack, and the user's own. Read once, by the constructor; any thread.
public final class ProviderLibrary implements ProviderCatalog {
    private static final String FOLDER = "/dev/keyrack/providers/";
    /// One file name a line, so that no Java names a provider.
    private static final String BUILT_IN = "built-in.txt";
    /// Characters; the largest built-in one has a tenth of it.
    static final long LARGEST = 512 << 10;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<FileFinding> findings = new ArrayList<>();

    private record Entry(Descriptor descriptor, Provider provider) {
    }

    /// Something to be said about one of the user's files.
    ///
    /// @param file its name
    public record FileFinding(String file, Finding finding) {}

    /// Reads all descriptors. A file of the user's that cannot be used is left out, and [#findings] says why.
    ///
    /// @param userFolder holds the user's descriptors, `ID.json` each; need not exist
    public ProviderLibrary(Path userFolder) {
        for (String name : resource(BUILT_IN).lines().toList()) {
            Descriptor descriptor = DescriptorReader.read(resource(name));
            addAll(descriptor);
        }
        if (Files.isDirectory(userFolder)) {
            readUsers(userFolder);
        }
    }

    private void readUsers(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
            found.forEach(files::add);
        } catch (IOException e) {
            findings.add(whole(folder.toString(), "the folder cannot be read (" + e.getClass().getSimpleName() + ")"));
            return;
        }
        files.sort(Comparator.comparing(Path::toString));
        DescriptorChecker checker = new DescriptorChecker();
        for (Path file : files) {
            readUsers(file, checker);
        }
    }

    private void readUsers(Path file, DescriptorChecker checker) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > LARGEST) {
                findings.add(whole(name, "the file is larger than " + (LARGEST >> 10) + " KiB"));
                return;
            }
            Checked checked = checker.check(Files.readString(file, StandardCharsets.UTF_8));
            checked.findings().forEach(finding -> findings.add(new FileFinding(name, finding)));
            checked.descriptor().ifPresent(descriptor -> add(name, descriptor));
        } catch (IOException e) {
            findings.add(whole(name, "the file cannot be read as UTF-8 text (" + e.getClass().getSimpleName() + ")"));
        }
    }

    private void add(String file, Descriptor descriptor) {
        if (entries.containsKey(descriptor.id())) {
            findings.add(new FileFinding(file, new Finding(Severity.ERROR, "/id",
                    "there is another provider with the id " + descriptor.id(), Optional.empty())));
        } else {
            addAll(descriptor);
        }
    }

    /// Each resource is a provider of its own.
    private void addAll(Descriptor descriptor) {
        for (Descriptor view : descriptor.views()) {
            entries.put(view.id(), new Entry(view, ProviderView.of(view)));
        }
    }

    private static FileFinding whole(String file, String problem) {
        return new FileFinding(file, new Finding(Severity.ERROR, "", problem, Optional.empty()));
    }

    /// Ids of the providers that come with Keyrack, as their files are named.
    public static List<String> builtInIds() {
        return resource(BUILT_IN).lines().map(file -> file.replaceFirst("\\.json$", "")).toList();
    }

    /// The text of a file beside the built-in descriptors.
    static String resource(String name) {
        try (InputStream in = ProviderLibrary.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Provider> all() {
        return entries.values().stream().map(Entry::provider).sorted(Comparator.comparing(Provider::name)).toList();
    }

    @Override
    public Optional<Provider> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::provider);
    }

    /// What is to be said about the user's files, in the order of their names.
    public List<FileFinding> findings() {
        return List.copyOf(findings);
    }

    /// How keys of that provider are rotated; empty if its descriptor does not say.
    public Optional<RotationWay> rotation(String id) {
        return descriptor(id).flatMap(descriptor -> descriptor.keys().rotation()).map(ProviderView::rotation);
    }

    Optional<Descriptor> descriptor(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::descriptor);
    }
}
