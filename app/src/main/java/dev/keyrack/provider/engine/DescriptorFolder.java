package dev.keyrack.provider.engine;

import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The folder of the user's own descriptors: what is checked goes in, nothing else does. Any thread.
public final class DescriptorFolder {
    private final Path folder;
    private final Messages messages;
    private final DescriptorChecker checker = new DescriptorChecker();

    /// Keeps descriptors in `folder`, which is made when it is needed.
    ///
    /// @param messages words the reasons why a file cannot be used
    public DescriptorFolder(Path folder, Messages messages) {
        this.folder = folder;
        this.messages = messages;
    }

    /// What came of a file.
    ///
    /// @param findings everything to be said about it, in its order
    /// @param id       id of the provider that it describes; empty if it cannot be used
    public record Result(List<Finding> findings, Optional<String> id) {
        /// Keeps its own copy of the findings.
        public Result {
            findings = List.copyOf(findings);
        }
    }

    /// Checks a descriptor. Nothing is kept.
    ///
    /// @return `InvalidInput` if the file cannot be read or is too large
    public Outcome<Result> check(Path file) {
        return text(file).map(text -> result(checker.check(text)));
    }

    /// Checks a descriptor, and keeps it if it can be used. One of the user's own with the same id is replaced.
    ///
    /// @return `InvalidInput` if the file cannot be read, `AlreadyThere` if a provider that comes with Keyrack has the
    ///         id, `StorageFailed` if it cannot be kept; nothing is changed then
    public Outcome<Result> add(Path file) {
        return text(file).then(text -> {
            Result result = result(checker.check(text));
            return result.id().isEmpty() ? Outcome.ok(result) : keep(result, result.id().get(), text);
        });
    }

    private Outcome<Result> keep(Result result, String id, String text) {
        if (ProviderLibrary.builtInIds().contains(id)) {
            return Outcome.failed(new Failure.AlreadyThere("provider", id));
        }
        Path target = folder.resolve(id + ".json");
        try {
            PrivateFiles.createFolder(folder);
            PrivateFiles.replace(target, text.getBytes(StandardCharsets.UTF_8));
            return Outcome.ok(result);
        } catch (IOException e) {
            return Outcome.failed(new Failure.StorageFailed(target.toString(), e.getClass().getSimpleName()));
        }
    }

    private static Result result(DescriptorChecker.Checked checked) {
        return new Result(checked.findings(), checked.descriptor().map(Descriptor::id));
    }

    private Outcome<String> text(Path file) {
        try {
            if (Files.size(file) > ProviderLibrary.LARGEST) {
                return invalid(file, messages.get("provider.file.large", ProviderLibrary.LARGEST >> 10));
            }
            return Outcome.ok(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException _) {
            return invalid(file, messages.get("provider.file.missing"));
        } catch (CharacterCodingException _) {
            return invalid(file, messages.get("provider.file.not-text"));
        } catch (IOException e) {
            return invalid(file, messages.get("provider.file.unreadable", e.getClass().getSimpleName()));
        }
    }

    private static <T> Outcome<T> invalid(Path file, String problem) {
        return Outcome.failed(new Failure.InvalidInput(file.toString(), problem));
    }
}
